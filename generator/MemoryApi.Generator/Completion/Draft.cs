using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>A document that is being completed, with the messages about it.</summary>
internal sealed class Draft(SpecSource source)
{
    private readonly List<Diagnostic> _messages = [];

    public SpecSource Source => source;

    public YamlMappingNode Root => source.Root;

    public IReadOnlyList<Diagnostic> Messages => _messages;

    /// <summary>Adds a message about something that was filled in or left out.</summary>
    public void Say(YamlNode node, string message) => _messages.Add(source.At(node, DiagnosticCodes.Completed, message));

    /// <summary>Gets the mapping under a key, and creates it if it is missing.</summary>
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

    /// <summary>Copies a node. Errors in the copy name the place of the original.</summary>
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

    /// <summary>All schemas of the document, in any place.</summary>
    public IReadOnlyList<YamlMappingNode> AllSchemas() =>
        [.. source.Places().Where(place => place.Shape == OpenApiShape.Schema).Select(place => place.Node).OfType<YamlMappingNode>().Distinct(ReferenceEqualityComparer.Instance).Cast<YamlMappingNode>()];
}
