using System.Collections.Generic;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>Reading of YAML nodes by key.</summary>
internal static class YamlNodes
{
    public static YamlNode? Get(this YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static string? GetText(this YamlNode? node, string key) => (node.Get(key) as YamlScalarNode)?.Value;

    public static bool IsTrue(this YamlNode? node, string key) => node.GetText(key) == "true";

    public static IEnumerable<(YamlNode Key, string Name, YamlNode Value)> Members(this YamlNode? node) =>
        node is YamlMappingNode map
            ? map.Children.Select(child => (child.Key, ((YamlScalarNode)child.Key).Value!, child.Value))
            : [];

    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node is YamlSequenceNode list ? list.Children : [];
}
