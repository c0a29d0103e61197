using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A request as it came in over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">Path and query exactly as sent, without the prefix of the test, with a slash in front.</param>
/// <param name="Headers">The headers; names in any case, several values joined with a comma.</param>
/// <param name="Body">The body; empty when there was none.</param>
internal sealed record RecordedRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static RecordedRequest FromJournal(JObject request, string prefix)
    {
        var url = (string)request["url"]!;
        return new RecordedRequest(
            (string)request["method"]!,
            url.StartsWith(prefix, StringComparison.Ordinal) ? url[(prefix.Length - 1)..] : url,
            HeadersOf((JObject)request["headers"]!),
            Encoding.UTF8.GetString(Convert.FromBase64String((string?)request["bodyAsBase64"] ?? string.Empty)));
    }

    /// <summary>A header's value, or <see langword="null"/>.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    private static Dictionary<string, string> HeadersOf(JObject headers) => headers.Properties().ToDictionary(
        header => header.Name,
        header => header.Value is JArray values ? string.Join(", ", values.Values<string>()) : (string)header.Value!,
        StringComparer.OrdinalIgnoreCase);
}
