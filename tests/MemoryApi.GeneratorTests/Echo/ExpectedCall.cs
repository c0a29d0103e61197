using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace MemoryApi.GeneratorTests.Echo;

/// <summary>A call of one operation: the values to pass, and what must be on the wire, by Microsoft.OpenApi's reading of the document.</summary>
internal sealed class ExpectedCall
{
    private static readonly string[] OtherHeaders = ["Accept", "Content-Type", "Authorization"];

    private readonly string _path;
    private readonly OpenApiOperation _operation;

    public ExpectedCall(string path, IOpenApiPathItem item, HttpMethod method, OpenApiOperation operation, bool isFull)
    {
        _path = path;
        _operation = operation;
        Method = method.Method;
        var samples = new SampleValues(isSent: true, isFull);
        var parameters = (operation.Parameters ?? []).Concat((item.Parameters ?? []).Where(ofPath => operation.Parameters?.Any(own => (own.Name, own.In) == (ofPath.Name, ofPath.In)) != true))
            .Where(parameter => parameter.In is not ParameterLocation.Cookie && !(parameter.In == ParameterLocation.Header && OtherHeaders.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)))
            .Where(parameter => parameter.In != ParameterLocation.Path || path.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal)).ToList();
        var exclusive = Extension(operation.Extensions, "x-exactly-one-of")?.AsArray().Select(name => name!.ToString()).ToList() ?? [];
        Values = [.. parameters
            .Where(parameter => !exclusive.Skip(1).Contains(parameter.Name) && (isFull || parameter.Required || parameter.In == ParameterLocation.Path || exclusive.Contains(parameter.Name!)))
            .Select(parameter => (parameter, samples.Parameter(parameter)))];
        if (operation.RequestBody?.Content is { Count: > 0 } content && (isFull || operation.RequestBody.Required))
        {
            var (mediaType, media) = content.MinBy(one => Rank(one.Key));
            MediaType = mediaType;
            Body = Rank(mediaType) switch
            {
                >= 3 => JsonValue.Create(Convert.ToBase64String([0, 1, 2, 255, 254])),
                2 => JsonValue.Create("plain ä text"),
                _ => samples.Body(media.Schema),
            };
        }
    }

    public string Method { get; }

    /// <summary>The parameters with a value of each.</summary>
    public IReadOnlyList<(IOpenApiParameter Parameter, JsonNode Value)> Values { get; }

    /// <summary>The body; null for none. Bytes are in base64.</summary>
    public JsonNode? Body { get; }

    public string? MediaType { get; }

    /// <summary>The segments of the path, decoded.</summary>
    public IReadOnlyList<string> Segments =>
    [
        .. _path.Split('/').Skip(1).Select(segment => Regex.Replace(segment, @"\{([^{}]+)\}", match =>
            Values.Where(one => one.Parameter.In == ParameterLocation.Path && one.Parameter.Name == match.Groups[1].Value).Select(one => WireText.Path(one.Parameter, one.Value)).FirstOrDefault()
            ?? UndeclaredPathParameter)),
    ];

    /// <summary>What is passed for a parameter of the path that the document doesn't declare.</summary>
    public const string UndeclaredPathParameter = "not declared";

    /// <summary>The pairs of the query, decoded.</summary>
    public IEnumerable<(string Name, string Value)> Query => Values.Where(one => one.Parameter.In == ParameterLocation.Query).SelectMany(one => WireText.Query(one.Parameter, one.Value));

    public IEnumerable<(string Name, string Value)> Headers => Values.Where(one => one.Parameter.In == ParameterLocation.Header).Select(one => (one.Parameter.Name!, WireText.Header(one.Parameter, one.Value)));

    /// <summary>The status, media type and schema of a success; of several, the first with content.</summary>
    public (int Status, string? MediaType, IOpenApiSchema? Schema) Success
    {
        get
        {
            var successes = (_operation.Responses ?? []).Where(response => response.Key.StartsWith('2')).ToList();
            successes = successes.Count > 0 ? successes : [.. (_operation.Responses ?? []).Where(response => response.Key == "default")];
            var withContent = successes.Where(response => Method != "HEAD" && response.Value.Content?.Any(media => Rank(media.Key) < 9) == true).ToList();
            if (withContent.Count == 0)
            {
                return (Status(successes.Select(response => response.Key).FirstOrDefault()), null, null);
            }

            var (mediaType, media) = withContent[0].Value.Content!.MinBy(one => Rank(one.Key));
            return (Status(withContent[0].Key), mediaType, media.Schema);
        }
    }

    /// <summary>The member of a response's object that the method returns; null for the object itself.</summary>
    public static string? ReturnedMember(IOpenApiSchema? schema) => Extension(schema?.Extensions, "x-envelope")?["value"]?.ToString();

    /// <summary>The member of a response's object that lists errors.</summary>
    public static string? ErrorsMember(IOpenApiSchema? schema) => Extension(schema?.Extensions, "x-envelope")?["errors"]?.ToString();

    /// <summary>Which of several media types is used: JSON, forms, texts, bytes; last what none of these is.</summary>
    public static int Rank(string mediaType)
    {
        var bare = mediaType.Split(';')[0].Trim().ToLowerInvariant();
        return bare is "application/json" or "text/json" or "*/*" or "application/*" || bare.EndsWith("+json", StringComparison.Ordinal) ? 0
            : bare == "application/x-www-form-urlencoded" ? 1
            : bare.StartsWith("text/", StringComparison.Ordinal) || bare.EndsWith("+xml", StringComparison.Ordinal) || bare is "application/xml" or "application/yaml" or "application/javascript" ? 2
            : bare.StartsWith("multipart/", StringComparison.Ordinal) ? 9 : 3;
    }

    private static JsonNode? Extension(IDictionary<string, IOpenApiExtension>? extensions, string name) =>
        extensions is not null && extensions.TryGetValue(name, out var extension) ? ((JsonNodeExtension)extension).Node : null;

    private static int Status(string? key) => int.TryParse(key, out var status) ? status : 200;
}
