using System.Collections.Generic;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>What a stubbed service answers.</summary>
internal sealed record StubbedAnswer(int Status, string? Body = null, string? ContentType = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>One of WireMock's faults, in place of a complete answer.</summary>
    public string? Fault { get; init; }

    public static StubbedAnswer Json(int status, string body) => new(status, body, "application/json");

    public static StubbedAnswer Json(int status, JToken body) => Json(status, body.ToString(Formatting.None));

    public static StubbedAnswer Html(int status, string body) => new(status, body, "text/html");

    public static StubbedAnswer Faulty(string fault) => new(200) { Fault = fault };

    public JObject ToMapping()
    {
        if (Fault is not null)
        {
            return new JObject { ["fault"] = Fault };
        }

        var headers = new JObject();
        foreach (var header in Headers)
        {
            headers[header.Key] = header.Value;
        }

        if (ContentType is not null)
        {
            headers["Content-Type"] = ContentType;
        }

        var response = new JObject { ["status"] = Status, ["headers"] = headers };
        if (Body is not null)
        {
            response["body"] = Body;
        }

        return response;
    }
}
