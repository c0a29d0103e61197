using System;
using System.Runtime.CompilerServices;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>A value in a document, and the shape that OpenAPI gives it.</summary>
/// <param name="Name">The keyword or name of the value.</param>
/// <param name="Node">The value.</param>
/// <param name="Shape">The valid values in this place.</param>
internal sealed record SpecPlace(string Name, YamlNode Node, Shape Shape)
{
    /// <summary>Whether the value is the schema <c>true</c>, which in OpenAPI 3.1 allows any value.</summary>
    public bool IsAnyValue => Shape == OpenApiShape.Schema && Node.Kind() == ValueKind.Boolean && Node.ToString() == "true";

    /// <summary>Whether the value is the schema <c>false</c>, which allows no value.</summary>
    public bool IsNoValue => Shape == OpenApiShape.Schema && Node.Kind() == ValueKind.Boolean && Node.ToString() == "false";

    /// <summary>Compares nodes by identity: two equal nodes are still different ones.</summary>
    public bool Equals(SpecPlace? other) =>
        other is not null && Name == other.Name && ReferenceEquals(Node, other.Node) && ReferenceEquals(Shape, other.Shape);

    public override int GetHashCode() => HashCode.Combine(Name, RuntimeHelpers.GetHashCode(Node), RuntimeHelpers.GetHashCode(Shape));
}
