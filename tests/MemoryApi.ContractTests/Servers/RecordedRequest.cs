using System.Collections.Generic;

namespace MemoryApi.ContractTests;

/// <summary>A request as it came in over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">Path and query exactly as sent, without the prefix of the test, with a slash in front.</param>
/// <param name="Headers">The headers; names in any case, several values joined with a comma.</param>
/// <param name="Body">The body; empty when there was none.</param>
internal sealed record RecordedRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>A header's value, or <see langword="null"/>.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
