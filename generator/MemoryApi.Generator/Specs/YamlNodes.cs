using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>Reading of YAML nodes by key.</summary>
internal static partial class YamlNodes
{
    public static YamlNode? Get(this YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static string? GetText(this YamlNode? node, string key) => (node.Get(key) as YamlScalarNode)?.Value;

    public static void Set(this YamlMappingNode node, string key, YamlNode value) => node.Children[new YamlScalarNode(key)] = value;

    public static void Set(this YamlMappingNode node, string key, string value) => node.Set(key, new YamlScalarNode(value));

    public static void Remove(this YamlMappingNode node, params IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            node.Children.Remove(new YamlScalarNode(key));
        }
    }

    public static bool IsTrue(this YamlNode? node, string key) => node.GetText(key) == "true";

    /// <summary>The texts of a list; empty when the node isn't a list.</summary>
    public static IReadOnlyList<string> GetTexts(this YamlNode? node, string key) =>
        [.. node.Get(key).Items().OfType<YamlScalarNode>().Select(item => item.Value ?? string.Empty)];

    /// <summary>The members of a mapping; empty when a key isn't a text, which only YAML allows.</summary>
    public static IEnumerable<YamlMember> Members(this YamlNode? node)
    {
        if (node is YamlMappingNode map)
        {
            foreach (var child in map.Children)
            {
                if (child.Key is YamlScalarNode name)
                {
                    yield return new YamlMember(name, name.Value!, child.Value);
                }
            }
        }
    }

    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node is YamlSequenceNode list ? list.Children : [];

    /// <summary>The JSON kind of the node by YAML's core schema: a quoted scalar is a text, and the form of an unquoted scalar decides.</summary>
    public static ValueKind Kind(this YamlNode node) => node switch
    {
        YamlMappingNode => ValueKind.Mapping,
        YamlSequenceNode => ValueKind.List,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => (scalar.Value ?? string.Empty) switch
        {
            "" or "~" or "null" or "Null" or "NULL" => ValueKind.Null,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ValueKind.Boolean,
            var text when Integer().IsMatch(text) => ValueKind.Integer,
            var text when Number().IsMatch(text) => ValueKind.Number,
            _ => ValueKind.Text,
        },
        _ => ValueKind.Text,
    };

    [GeneratedRegex(@"^[-+]?[0-9]+$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
