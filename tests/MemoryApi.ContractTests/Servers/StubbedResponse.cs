using System.Collections.Generic;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>The response of a stubbed service.</summary>
internal sealed record StubbedResponse(int Status, string? Body = null, string? ContentType = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary><see cref="Headers"/> and the content type.</summary>
    public IDictionary<string, string> AllHeaders => ContentType is null
        ? new Dictionary<string, string>(Headers)
        : new Dictionary<string, string>(Headers) { ["Content-Type"] = ContentType };

    public static StubbedResponse Json(int status, string body) => new(status, body, "application/json");

    public static StubbedResponse Json(int status, JToken body) => Json(status, body.ToString(Formatting.None));

    public static StubbedResponse Html(int status, string body) => new(status, body, "text/html");
}
