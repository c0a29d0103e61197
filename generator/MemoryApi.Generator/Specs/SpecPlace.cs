using System;
using System.Runtime.CompilerServices;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>A value in a document, and the shape that OpenAPI gives it.</summary>
/// <param name="Name">The keyword or name that the value stands under.</param>
/// <param name="Node">The value.</param>
/// <param name="Shape">What may stand there.</param>
internal sealed record SpecPlace(string Name, YamlNode Node, Shape Shape)
{
    /// <summary>Whether it is the schema <c>true</c>, which OpenAPI 3.1 has for any value.</summary>
    public bool IsAnyValue => Shape == OpenApiShape.Schema && Node.Kind() == ValueKind.Boolean && Node.ToString() == "true";

    /// <summary>Whether it is the schema <c>false</c>, which no value has.</summary>
    public bool IsNoValue => Shape == OpenApiShape.Schema && Node.Kind() == ValueKind.Boolean && Node.ToString() == "false";

    /// <summary>Two nodes that look the same are still two.</summary>
    public bool Equals(SpecPlace? other) =>
        other is not null && Name == other.Name && ReferenceEquals(Node, other.Node) && ReferenceEquals(Shape, other.Shape);

    public override int GetHashCode() => HashCode.Combine(Name, RuntimeHelpers.GetHashCode(Node), RuntimeHelpers.GetHashCode(Shape));
}
