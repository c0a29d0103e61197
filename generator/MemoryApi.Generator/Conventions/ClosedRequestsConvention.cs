using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>Schemas of requests allow no additional members, schemas of responses do. No object is used in both.</summary>
internal sealed class ClosedRequestsConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        var sent = Reach(source, operation => Holders(source, operation.Get("requestBody")));
        var received = Reach(source, operation => operation.Get("responses").Members().SelectMany(response => Holders(source, response.Value)));

        foreach (var (key, name, schema) in source.Root.Get("components").Get("schemas").Members())
        {
            if (schema.Get("properties") is null || schema.Get(Extensions.Type) is not null)
            {
                continue;
            }

            var additional = schema.GetText("additionalProperties");
            if (sent.Contains(schema) && received.Contains(schema))
            {
                yield return source.At(key, DiagnosticCodes.ClosedRequests, $"{name} is both sent and received. Make a schema for each.");
            }
            else if (sent.Contains(schema) && additional != "false")
            {
                yield return source.At(key, DiagnosticCodes.ClosedRequests, $"{name} is sent, so it must say additionalProperties: false.");
            }
            else if (!sent.Contains(schema) && additional != "true")
            {
                yield return source.At(key, DiagnosticCodes.ClosedRequests, $"{name} is received, so it must say additionalProperties: true.");
            }
        }
    }

    private static HashSet<YamlNode> Reach(SpecSource source, System.Func<YamlNode, IEnumerable<YamlNode>> starts)
    {
        // Compared by identity: two equal schemas are still different ones.
        var reached = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        var left = new Stack<YamlNode>(source.Operations().SelectMany(operation => starts(operation.Node)));
        while (left.TryPop(out var node))
        {
            if (node.GetText("$ref") is { } reference && source.Find(reference) is { } target)
            {
                node = target;
            }

            if (!reached.Add(node))
            {
                continue;
            }

            foreach (var child in node.Get("properties").Members().Select(property => property.Value)
                .Concat(node.Get("allOf").Items())
                .Concat(node.Get("oneOf").Items())
                .Append(node.Get("items"))
                .Append(node.Get("additionalProperties"))
                .OfType<YamlMappingNode>())
            {
                left.Push(child);
            }
        }

        return reached;
    }

    private static IEnumerable<YamlNode> Holders(SpecSource source, YamlNode? holder)
    {
        if (holder.GetText("$ref") is { } reference)
        {
            holder = source.Find(reference);
        }

        return holder.Get("content").Get("application/json").Get("schema") is { } schema ? [schema] : [];
    }
}
