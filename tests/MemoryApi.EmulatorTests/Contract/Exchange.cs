using System;
using System.Collections.Generic;
using MemoryApi.ContractTests;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests;

/// <summary>A request of a client, and the emulator's response, both as they were sent.</summary>
internal sealed record Exchange(
    string Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body, int Status, string? ContentType, string Response)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsBland => BelongsToBland(Url);

    /// <summary>The response; null when it is empty.</summary>
    public JToken? Json => Response.Length == 0 ? null : WireJson.Parse(Response);

    public static bool BelongsToBland(string url) =>
        url.StartsWith("/v1/contacts", StringComparison.Ordinal)
        || url.StartsWith("/v2/agents/", StringComparison.Ordinal)
        || url.Split('?')[0] == "/v1/memory"
        || url.StartsWith("/v1/memory/", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Url} -> {Status} {Response}";
}
