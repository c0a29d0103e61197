using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>The source of a specification: its text, its YAML nodes, and the line of each node for error messages.</summary>
internal sealed class SpecSource
{
    private readonly Dictionary<YamlNode, YamlNode> _origins = new(ReferenceEqualityComparer.Instance);

    private SpecSource(string path, string text, YamlMappingNode root)
    {
        Path = path;
        Text = text;
        Root = root;
    }

    public string Path { get; }

    public string Text { get; }

    public YamlMappingNode Root { get; }

    /// <summary>Sets the place of a created node to that of its original, for error messages.</summary>
    public void Originate(YamlNode made, YamlNode original) => _origins[made] = Origin(original);

    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do when the file can't be read.</param>
    /// <exception cref="GenerationException">The file doesn't exist, or it isn't YAML.</exception>
    public static SpecSource Read(string path, string remedy = "Check the path of the MemoryApiSpec item.")
    {
        var file = YamlFile.Read(path, remedy);
        return file.Root is YamlMappingNode root
            ? new SpecSource(path, file.Text, root)
            : throw new GenerationException(new Diagnostic(
                path, 1, 1, DiagnosticCodes.SpecNotYaml, "The spec must be one YAML document with a mapping at its root."));
    }

    /// <summary>An error at a node.</summary>
    public Diagnostic At(YamlNode node, string code, string message)
    {
        var origin = Origin(node);
        return new(Path, (int)origin.Start.Line, (int)origin.Start.Column, code, message);
    }

    /// <summary>An error at the key of a JSON pointer. If the pointer has no target, the error is at the last key that exists.</summary>
    public Diagnostic AtPointer(string pointer, string code, string message)
    {
        YamlNode node = Root;
        YamlNode place = Root;
        foreach (var part in Split(pointer))
        {
            if (Child(node, part) is not { } child)
            {
                break;
            }

            place = node.Members().FirstOrDefault(member => member.Name == part)?.Key ?? child;
            node = child;
        }

        return At(place, code, message);
    }

    /// <summary>The node behind a local reference such as <c>#/components/schemas/Memory</c>.</summary>
    public YamlNode? Find(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }

        YamlNode? node = Root;
        foreach (var part in Split(reference[1..]))
        {
            node = node is null ? null : Child(node, part);
        }

        return node;
    }

    /// <summary>The node itself, or the target of its reference.</summary>
    public YamlNode? Resolve(YamlNode? node) => node.GetText("$ref") is { } reference ? Resolve(Find(reference)) : node;

    /// <summary>The schema, after following references and each <c>allOf</c> with a single part.</summary>
    public YamlNode? Target(YamlNode? schema)
    {
        var target = Resolve(schema);
        return target.Get("allOf") is YamlSequenceNode { Children.Count: 1 } all ? Target(all.Children[0]) : target;
    }

    private YamlNode Origin(YamlNode node) => _origins.TryGetValue(node, out var origin) ? origin : node;

    private static IEnumerable<string> Split(string pointer) => pointer
        .Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    private static YamlNode? Child(YamlNode node, string key) => node switch
    {
        YamlMappingNode map => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null,
        YamlSequenceNode list when int.TryParse(key, out var index) && index >= 0 && index < list.Children.Count => list.Children[index],
        _ => null,
    };
}
