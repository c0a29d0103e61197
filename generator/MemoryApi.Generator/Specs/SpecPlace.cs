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
    /// <summary>Two nodes that look the same are still two.</summary>
    public bool Equals(SpecPlace? other) =>
        other is not null && Name == other.Name && ReferenceEquals(Node, other.Node) && ReferenceEquals(Shape, other.Shape);

    public override int GetHashCode() => HashCode.Combine(Name, RuntimeHelpers.GetHashCode(Node), RuntimeHelpers.GetHashCode(Shape));
}
