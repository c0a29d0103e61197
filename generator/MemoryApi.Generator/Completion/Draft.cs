using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>A document that is being completed, and what was said about it.</summary>
internal sealed class Draft(SpecSource source)
{
    private readonly List<Diagnostic> _messages = [];

    public SpecSource Source => source;

    public YamlMappingNode Root => source.Root;

    public IReadOnlyList<Diagnostic> Messages => _messages;

    /// <summary>Says what was filled in or left out.</summary>
    public void Say(YamlNode node, string message) => _messages.Add(source.At(node, DiagnosticCodes.Completed, message));

    /// <summary>The mapping under a key, made when it is missing.</summary>
    public static YamlMappingNode Mapping(YamlMappingNode parent, string key)
    {
        if (parent.Get(key) is not YamlMappingNode mapping)
        {
            mapping = new YamlMappingNode();
            parent.Set(key, mapping);
        }

        return mapping;
    }

    /// <summary>The components that are schemas.</summary>
    public YamlMappingNode Schemas() => Mapping(Mapping(Root, "components"), "schemas");

    /// <summary>A node with the same members, which stands where the original does.</summary>
    public YamlMappingNode Copy(YamlNode original)
    {
        var copy = new YamlMappingNode();
        foreach (var (key, _, value) in original.Members())
        {
            copy.Children[key] = value;
        }

        source.Originate(copy, original);
        return copy;
    }

    /// <summary>All schemas of the document, wherever they stand.</summary>
    public IReadOnlyList<YamlMappingNode> AllSchemas() =>
        [.. source.Places().Where(place => place.Shape == OpenApiShape.Schema).Select(place => place.Node).OfType<YamlMappingNode>().Distinct(ReferenceEqualityComparer.Instance).Cast<YamlMappingNode>()];
}
