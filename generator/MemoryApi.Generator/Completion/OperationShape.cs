using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>Gives each operation its own list of parameters, a single body and usable responses.</summary>
internal sealed partial class OperationShape : ICompletion
{
    /// <summary>OpenAPI ignores parameters with the names of these headers, since other keywords describe them.</summary>
    private static readonly HashSet<string> IgnoredHeaders = new(StringComparer.OrdinalIgnoreCase) { "Accept", "Content-Type", "Authorization" };

    public void Apply(Draft draft)
    {
        if (draft.Root.Get("paths") is not YamlMappingNode paths)
        {
            return;
        }

        foreach (var (key, path, item) in paths.Members().ToList())
        {
            if (path.StartsWith("x-", StringComparison.Ordinal))
            {
                paths.Children.Remove(key);
            }
            else if (item.GetText("$ref") is not null && draft.Source.Resolve(item) is { } target)
            {
                paths.Children[key] = draft.Copy(target);
            }
        }

        foreach (var operation in draft.Source.Operations().ToList())
        {
            var node = (YamlMappingNode)operation.Node;
            node.Set("parameters", new YamlSequenceNode(Parameters(draft, operation)));
            Body(draft, operation, node);
            Responses(draft, operation, node);
            if (operation.Method != "get" && node.GetText(Extensions.Idempotent) is not ("true" or "false"))
            {
                // The methods that HTTP defines as idempotent (RFC 9110, 9.2.2).
                node.Set(Extensions.Idempotent, operation.Method is "put" or "delete" or "head" or "options" or "trace" ? "true" : "false");
            }
        }
    }

    private static List<YamlNode> Parameters(Draft draft, SpecOperation operation)
    {
        var ofPath = draft.Root.Get("paths").Get(operation.Path).Get("parameters").Items();
        var inPath = Placeholder().Matches(operation.Path).Select(match => match.Groups[1].Value).ToHashSet();
        var parameters = new Dictionary<(string?, string?), YamlNode>();
        foreach (var reference in ofPath.Concat(operation.Node.Get("parameters").Items()))
        {
            if (draft.Source.Resolve(reference) is not { } node || node.GetText("name") is not { } name)
            {
                continue;
            }

            var place = node.GetText("in");
            var problem = place switch
            {
                "path" when !inPath.Contains(name) => "is left out: the path doesn't contain it.",
                "header" when IgnoredHeaders.Contains(name) => "is left out: the client sets this header itself.",
                "cookie" => node.IsTrue("required") ? null : "is left out: cookies aren't sent. Pass a Cookie header with RequestOptions.",
                "path" or "query" or "header" => string.Empty,
                _ => null,
            };
            if (problem is null)
            {
                throw new GenerationException(draft.Source.At(reference, DiagnosticCodes.Unsupported,
                    $"The parameter {name} is in {place ?? "no place"}, and the generator has parameters in path, query and header only. Remove it, or declare it there."));
            }

            if (problem.Length > 0)
            {
                draft.Say(reference, $"The parameter {name} {problem}");
                continue;
            }

            var copy = draft.Copy(node);
            draft.Source.Originate(copy, reference);
            if (place == "path")
            {
                copy.Set("required", "true");
            }

            parameters[(place, name)] = copy;
        }

        foreach (var name in inPath.Where(name => !parameters.ContainsKey(("path", name))))
        {
            draft.Say(operation.Key, $"The path parameter {name} isn't declared, so it is a text.");
            parameters[("path", name)] = new YamlMappingNode
            {
                { "name", name }, { "in", "path" }, { "required", "true" }, { "schema", new YamlMappingNode { { "type", "string" } } },
            };
        }

        return [.. parameters.Values];
    }

    private static void Body(Draft draft, SpecOperation operation, YamlMappingNode node)
    {
        if (draft.Source.Resolve(node.Get("requestBody")) is not { } body || !body.Get("content").Members().Any())
        {
            node.Remove("requestBody");
            return;
        }

        if (MediaTypes.Choose(body.Get("content")) is not { } chosen)
        {
            throw new GenerationException(draft.Source.At(node.Get("requestBody")!, DiagnosticCodes.Unsupported,
                $"The request of {operation.Method.ToUpperInvariant()} {operation.Path} is {string.Join(" or ", body.Get("content").Members().Select(content => content.Name))}, which the generator can't write. Add application/json, a form, a text or bytes, or remove the operation."));
        }

        var copy = draft.Copy(body);
        copy.Set("content", Content(draft, chosen.Name, chosen.Node, chosen.Format));
        node.Set("requestBody", copy);
    }

    private static void Responses(Draft draft, SpecOperation operation, YamlMappingNode node)
    {
        var responses = new YamlMappingNode();
        foreach (var (key, status, reference) in node.Get("responses").Members().Where(response => !response.Name.StartsWith("x-", StringComparison.Ordinal)))
        {
            if (draft.Source.Resolve(reference) is not YamlMappingNode response)
            {
                continue;
            }

            var copy = draft.Copy(response);
            copy.Remove("content", "headers", "links");
            if (operation.Method != "head" && MediaTypes.Choose(response.Get("content")) is { } chosen)
            {
                copy.Set("content", Content(draft, chosen.Name, chosen.Node, chosen.Format));
            }

            responses.Children[key] = copy;
        }

        node.Set("responses", responses);
    }

    private static YamlMappingNode Content(Draft draft, string name, YamlNode node, ContentFormat format)
    {
        var media = draft.Copy(node);
        if (format is ContentFormat.Text or ContentFormat.Bytes || media.Get("schema") is null)
        {
            media.Set("schema", format == ContentFormat.Text ? new YamlMappingNode { { "type", "string" } } : new YamlMappingNode());
        }

        return new YamlMappingNode(new YamlScalarNode(name), media);
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
