using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>Checks a request against a specification, strictly: what isn't declared is wrong.</summary>
internal sealed class RequestValidator(SpecDocument document)
{
    // What HTTP itself and every client add.
    private static readonly HashSet<string> GeneralHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Authorization", "Connection", "Content-Length", "Content-Type", "Host", "traceparent", "User-Agent",
    };

    /// <summary>The problems of a request; empty when it is valid.</summary>
    public IReadOnlyList<string> Validate(RecordedRequest request)
    {
        var parts = request.Url.Split('?', 2);
        if (OperationFor(request.Method, parts[0]) is not { } operation)
        {
            return [$"{request.Method} {parts[0]}: no such operation is declared"];
        }

        var violations = new List<string>();
        CheckPath(operation, parts[0], violations);
        CheckQuery(operation, parts.Length == 2 ? parts[1] : string.Empty, violations);
        CheckHeaders(operation, request, violations);
        CheckBody(operation, request, violations);
        return violations;
    }

    /// <summary>The declared operation that a request is for: the one whose path has the most fixed parts.</summary>
    public SpecOperation? OperationFor(string method, string path) => document.Operations
        .Where(operation => operation.Method == method && Arguments(operation.Path, path) is not null)
        .MinBy(operation => operation.Path.Count(character => character == '{'));

    private void CheckPath(SpecOperation operation, string path, List<string> violations)
    {
        foreach (var (name, text) in Arguments(operation.Path, path)!)
        {
            var parameter = operation.Parameters.FirstOrDefault(candidate => candidate.In == "path" && candidate.Name == name);
            CheckText(parameter, $"path parameter {name}", Uri.UnescapeDataString(text), violations);
        }
    }

    private void CheckQuery(SpecOperation operation, string query, List<string> violations)
    {
        var sent = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToLookup(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? string.Empty));
        foreach (var values in sent)
        {
            var parameter = operation.Parameters.FirstOrDefault(candidate => candidate.In == "query" && candidate.Name == values.Key);
            var isList = parameter is not null && (string?)document.Resolve(parameter.Schema)["type"] == "array";
            if (values.Count() > 1 && !isList)
            {
                violations.Add($"query parameter {values.Key}: is sent more than once");
            }

            foreach (var value in values)
            {
                CheckText(parameter, $"query parameter {values.Key}", value, violations);
            }
        }

        violations.AddRange(operation.Parameters
            .Where(parameter => parameter is { In: "query", IsRequired: true } && !sent.Contains(parameter.Name))
            .Select(parameter => $"query parameter {parameter.Name}: is missing"));
    }

    private void CheckHeaders(SpecOperation operation, RecordedRequest request, List<string> violations)
    {
        var declared = operation.Parameters.Where(parameter => parameter.In == "header").ToList();
        foreach (var parameter in declared)
        {
            if (request.Header(parameter.Name) is { } value)
            {
                CheckText(parameter, $"header {parameter.Name}", value, violations);
            }
            else if (parameter.IsRequired)
            {
                violations.Add($"header {parameter.Name}: is missing");
            }
        }

        violations.AddRange(request.Headers.Keys
            .Where(name => !GeneralHeaders.Contains(name)
                && !string.Equals(name, document.ClientHeader, StringComparison.OrdinalIgnoreCase)
                && !declared.Exists(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase)))
            .Select(name => $"header {name}: is not declared"));
    }

    private void CheckBody(SpecOperation operation, RecordedRequest request, List<string> violations)
    {
        if (operation.RequestSchema is null)
        {
            if (request.Body.Length > 0 || request.Header("Content-Type") is not null)
            {
                violations.Add("body: is not declared");
            }

            return;
        }

        if (request.Header("Content-Type")?.Split(';')[0] != "application/json")
        {
            violations.Add($"body: has the content type {request.Header("Content-Type") ?? "(none)"}");
        }

        try
        {
            violations.AddRange(new SchemaValidator(document).Validate(operation.RequestSchema, WireJson.Parse(request.Body)).Select(violation => "body: " + violation));
        }
        catch (JsonReaderException failure)
        {
            violations.Add("body: is not JSON: " + failure.Message);
        }
    }

    private void CheckText(SpecParameter? parameter, string place, string text, List<string> violations)
    {
        if (parameter is null)
        {
            violations.Add($"{place}: is not declared");
            return;
        }

        var schema = document.Resolve(parameter.Schema);
        var item = (string?)schema["type"] == "array" ? document.Resolve(schema["items"]!) : schema;
        violations.AddRange(new SchemaValidator(document).Validate(item, Typed((string?)item["type"], text)).Select(violation => $"{place}: {violation}"));
    }

    /// <summary>Converts a text in a URL or header to its declared type; the text itself if that isn't possible.</summary>
    private static JValue Typed(string? type, string text) => type switch
    {
        "integer" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        "number" when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        "boolean" when text is "true" or "false" => new JValue(text == "true"),
        _ => new JValue(text),
    };

    /// <summary>The encoded arguments of a path, or <see langword="null"/> when it isn't of that template.</summary>
    private static List<(string Name, string Text)>? Arguments(string template, string path)
    {
        var expected = template.Split('/');
        var actual = path.Split('/');
        var arguments = new List<(string, string)>();
        if (expected.Length != actual.Length)
        {
            return null;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i].StartsWith('{') && actual[i].Length > 0)
            {
                arguments.Add((expected[i].Trim('{', '}'), actual[i]));
            }
            else if (expected[i] != actual[i])
            {
                return null;
            }
        }

        return arguments;
    }
}
