using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>Every operation states its successes and errors, all content is JSON, and each has an example.</summary>
internal sealed class ResponseConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var operation in source.Operations())
        {
            var responses = operation.Node.Get("responses").Members().ToList();
            if (!responses.Any(response => response.Name.StartsWith('2')) || responses.All(response => response.Name.StartsWith('2')))
            {
                yield return At(operation.Node.Get("responses") ?? operation.Key, "must state a success (2xx) and its errors (4xx, 5xx)");
            }

            foreach (var (key, status, response) in responses)
            {
                if (status.Length != 3 || !int.TryParse(status, out _))
                {
                    yield return At(key, $"has a response \"{status}\". State each status by its number");
                }

                foreach (var diagnostic in CheckContent(Resolve(source, response), key, $"response {status}"))
                {
                    yield return diagnostic;
                }
            }

            foreach (var parameter in operation.Node.Get("parameters").Items().Select(parameter => Resolve(source, parameter)))
            {
                if (parameter.Get("example") is null || parameter.Get("schema") is null || parameter.GetText("description") is null)
                {
                    yield return At(parameter, $"has a parameter {parameter.GetText("name")} without description, schema or example");
                }

                if (parameter.GetText("in") is not ("path" or "query" or "header"))
                {
                    yield return At(parameter, $"has a parameter {parameter.GetText("name")} that is in neither path, query nor header");
                }
            }

            if (operation.Node.Get("requestBody") is { } reference)
            {
                var body = Resolve(source, reference);
                if (!body.IsTrue("required"))
                {
                    yield return At(reference, "has a request body that doesn't say required: true");
                }

                foreach (var diagnostic in CheckContent(body, reference, "request body"))
                {
                    yield return diagnostic;
                }
            }

            Diagnostic At(YamlNode node, string problem) => source.At(node, DiagnosticCodes.Responses, $"{operation.Id ?? operation.Path} {problem}.");

            IEnumerable<Diagnostic> CheckContent(YamlNode holder, YamlNode where, string what)
            {
                var content = holder.Get("content").Members().ToList();
                if (content.Count == 0)
                {
                    yield break;
                }

                if (content is not [{ Name: "application/json" } json])
                {
                    yield return At(where, $"has a {what} that isn't just application/json");
                }
                else if (json.Value.Get("schema") is null || !json.Value.Get("examples").Members().Any(example => example.Value.Get("value") is not null))
                {
                    yield return At(where, $"has a {what} without schema or without examples");
                }
            }
        }

        // Otherwise parameters of the path item would come after the body.
        foreach (var (key, path, item) in source.Root.Get("paths").Members())
        {
            if (item.Get("parameters") is not null)
            {
                yield return source.At(key, DiagnosticCodes.Responses, $"The path {path} declares parameters. Declare them on each operation.");
            }
        }
    }

    private static YamlNode Resolve(SpecSource source, YamlNode node) =>
        node.GetText("$ref") is { } reference ? Resolve(source, source.Find(reference) ?? throw new InvalidOperationException(reference)) : node;
}
