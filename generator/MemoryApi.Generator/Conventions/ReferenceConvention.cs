using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>The target of each reference exists, and references don't form a circle.</summary>
internal sealed class ReferenceConvention : IConvention
{
    private const int LongestChain = 100;

    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var node in Nodes(source.Root))
        {
            if (node.GetText("$ref") is not { } reference)
            {
                continue;
            }

            var chain = new List<string>();
            for (var next = reference; next is not null;)
            {
                if (chain.Contains(next))
                {
                    // Reported once for each circle, at its first reference.
                    if (next == reference && string.Equals(chain.Min(StringComparer.Ordinal), reference, StringComparison.Ordinal) && ReferenceEquals(source.Find(chain[^1]), node))
                    {
                        yield return source.At(node, DiagnosticCodes.Reference, $"The reference {reference} only leads back to itself. Write out the schema once.");
                    }

                    break;
                }

                if (chain.Count == LongestChain)
                {
                    yield return source.At(node, DiagnosticCodes.Reference, $"The reference {reference} leads over more than {LongestChain} others. Refer to the schema itself.");
                    yield break;
                }

                chain.Add(next);
                if (source.Find(next) is not { } target)
                {
                    if (next != reference)
                    {
                        // Reported at the reference itself.
                        break;
                    }

                    yield return source.At(node, DiagnosticCodes.Reference, $"The reference {next} leads nowhere. Correct it or add the component; only references within the document are followed.");
                    break;
                }

                // A lone allOf is a reference that has a description.
                next = target.GetText("$ref") ?? (target is YamlMappingNode { Children.Count: 1 } && target.Get("allOf") is YamlSequenceNode { Children: [var only] } ? only.GetText("$ref") : null);
            }
        }
    }

    private static IEnumerable<YamlNode> Nodes(YamlNode root)
    {
        // A node with a YAML alias is reached more than once. Compared by identity: two equal nodes are still different ones.
        var seen = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        var left = new Stack<YamlNode>([root]);
        while (left.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            yield return node;
            foreach (var (_, name, value) in node.Members())
            {
                // An example contains data, not references.
                if (name is not ("example" or "examples" or "default"))
                {
                    left.Push(value);
                }
            }

            foreach (var item in node.Items())
            {
                left.Push(item);
            }
        }
    }
}
