using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>Refuses a file whose YAML aliases make it contain itself, or let it become extremely large when they are expanded.</summary>
internal static class AliasLimit
{
    private const long MostNodes = 2_000_000;
    private const int Deepest = 200;

    public static void Check(YamlNode root, string path) => Count(root, new Dictionary<YamlNode, long>(ReferenceEqualityComparer.Instance), path, depth: 0);

    /// <summary>How many nodes a node has when aliases are expanded.</summary>
    private static long Count(YamlNode node, Dictionary<YamlNode, long> counted, string path, int depth)
    {
        const long Open = -1;
        if (counted.TryGetValue(node, out var known))
        {
            return known != Open ? known : throw At(node, path, "The file contains itself by an alias. Write out the value, or refer to a component.");
        }

        if (depth > Deepest)
        {
            throw At(node, path, $"With its aliases the file nests deeper than {Deepest} levels. Refer to components instead.");
        }

        counted[node] = Open;
        var count = 1L;
        var inside = node switch
        {
            YamlMappingNode map => map.Children.Values,
            YamlSequenceNode list => list.Children,
            _ => Enumerable.Empty<YamlNode>(),
        };
        foreach (var child in inside)
        {
            count += Count(child, counted, path, depth + 1);
            if (count > MostNodes)
            {
                throw At(node, path, $"Written out, the aliases of the file make more than {MostNodes} values. Refer to components instead.");
            }
        }

        counted[node] = count;
        return count;
    }

    private static GenerationException At(YamlNode node, string path, string message) =>
        new(new Diagnostic(path, (int)node.Start.Line, (int)node.Start.Column, DiagnosticCodes.Size, message));
}
