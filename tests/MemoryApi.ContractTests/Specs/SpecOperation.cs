using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>An operation of a specification.</summary>
internal sealed class SpecOperation
{
    public SpecOperation(SpecDocument document, string method, string path, JObject operation, JToken? pathParameters)
    {
        Document = document;
        Method = method;
        Path = path;
        Id = (string?)operation["operationId"] ?? throw new InvalidOperationException($"{method} {path} has no operationId.");
        Parameters =
        [
            .. new[] { pathParameters, operation["parameters"] }
                .SelectMany(parameters => parameters ?? new JArray())
                .Select(parameter => new SpecParameter(document.Resolve(parameter))),
        ];
        var alternatives = (operation["x-exactly-one-of"] ?? new JArray()).Values<string>().ToList();
        Alternatives = [.. Parameters.Where(parameter => alternatives.Contains(parameter.Name))];
        if (operation["requestBody"] is { } body && Content(document.Resolve(body)) is { } content)
        {
            RequestSchema = (JObject)content["schema"]!;
            RequestExamples = SpecExample.Of(content);
        }

        Responses =
        [
            .. operation["responses"]!.Cast<JProperty>().Select(response => new SpecResponse(
                document, int.Parse(response.Name, NumberStyles.None, CultureInfo.InvariantCulture), document.Resolve(response.Value))),
        ];
    }

    public SpecDocument Document { get; }

    public string Id { get; }

    public string Group => Id.Split('_')[0];

    public string Verb => Id.Split('_')[1];

    public string Method { get; }

    /// <summary>The path with its placeholders.</summary>
    public string Path { get; }

    public IReadOnlyList<SpecParameter> Parameters { get; }

    /// <summary>Parameters of which a call sends exactly one.</summary>
    public IReadOnlyList<SpecParameter> Alternatives { get; }

    /// <summary>Whether a call that chooses an alternative, by default the first, sends a parameter.</summary>
    public bool IsSent(SpecParameter parameter, SpecParameter? alternative = null) =>
        !Alternatives.Contains(parameter) || parameter == (alternative ?? Alternatives[0]);

    /// <summary>The schema of the body; <see langword="null"/> when there is none.</summary>
    public JObject? RequestSchema { get; }

    public IReadOnlyList<SpecExample> RequestExamples { get; } = [];

    public IReadOnlyList<SpecResponse> Responses { get; }

    /// <summary>The first success that has a content, and its first example.</summary>
    public (SpecResponse Response, SpecExample Example) FirstSuccess
    {
        get
        {
            var response = Responses.First(candidate => candidate is { IsSuccess: true, Schema: not null });
            return (response, response.Examples[0]);
        }
    }

    /// <summary>The JSON content of a body or a response; <see langword="null"/> when it has none.</summary>
    internal static JObject? Content(JObject parent) => parent["content"] is not JObject { Count: > 0 } content
        ? null
        : content is { Count: 1 } && content["application/json"] is JObject json
            ? json
            : throw new NotSupportedException("Only application/json is known as a content: " + content.Path);

    public override string ToString() => Id;
}
