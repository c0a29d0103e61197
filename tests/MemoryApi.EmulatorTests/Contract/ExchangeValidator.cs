using System.Collections.Generic;
using System.Linq;
using MemoryApi.ContractTests;

namespace MemoryApi.EmulatorTests;

/// <summary>Checks an exchange against the specification of its service.</summary>
internal static class ExchangeValidator
{
    public static SpecDocument Mem0 { get; } = SpecDocument.Load("mem0.yaml");

    public static SpecDocument Bland { get; } = SpecDocument.Load("bland.yaml");

    public static IReadOnlyList<SpecOperation> Operations { get; } = [.. Mem0.Operations, .. Bland.Operations];

    /// <summary>
    /// Responses, by operation and status code, that aren't JSON although the specification declares JSON. The services themselves, or a proxy
    /// in front of them, are known to respond like this.
    /// </summary>
    private static readonly Dictionary<(string Operation, int Status), string> NoJson = new()
    {
        [("Memories_SubmitFeedback", 500)] = "The response to feedback for an unknown memory is Django's error page.",
    };

    public static SpecOperation? OperationOf(Exchange exchange) =>
        new RequestValidator(DocumentOf(exchange)).OperationFor(exchange.Method, exchange.Url.Split('?')[0]);

    /// <summary>The violations of the specification in the response.</summary>
    public static IEnumerable<string> Response(Exchange exchange)
    {
        var operation = OperationOf(exchange);
        if (operation is null)
        {
            return [$"{exchange}: no such operation is declared"];
        }

        var declared = operation.Responses.FirstOrDefault(response => response.Status == exchange.Status);
        if (declared is null)
        {
            return [$"{operation.Id}: status {exchange.Status} is not declared: {exchange}"];
        }

        if (NoJson.ContainsKey((operation.Id, exchange.Status)))
        {
            return exchange.ContentType == "text/html" ? [] : [$"{operation.Id}: the response is not text/html, so it must not be listed as an error page: {exchange}"];
        }

        if (declared.Schema is not { } schema)
        {
            return exchange.Response.Length == 0 ? [] : [$"{operation.Id}: status {exchange.Status} has no declared content: {exchange}"];
        }

        return exchange.ContentType == "application/json"
            ? new SchemaValidator(operation.Document).Validate(schema, exchange.Json!).Select(violation => $"{operation.Id} {exchange.Status}: {violation}")
            : [$"{operation.Id}: {exchange.ContentType} instead of application/json: {exchange}"];
    }

    /// <summary>The violations of the specification in the request.</summary>
    public static IEnumerable<string> Request(Exchange exchange) => new RequestValidator(DocumentOf(exchange))
        .Validate(new RecordedRequest(exchange.Method, exchange.Url, exchange.Headers, exchange.Body))
        .Select(violation => $"{exchange.Method} {exchange.Url}: {violation}");

    private static SpecDocument DocumentOf(Exchange exchange) => exchange.IsBland ? Bland : Mem0;
}
