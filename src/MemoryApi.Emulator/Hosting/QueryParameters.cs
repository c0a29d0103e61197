using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator.Hosting;

/// <summary>The query of a request target, decoded; names may repeat.</summary>
internal sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public QueryParameters(string query)
    {
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? "" : part[(equals + 1)..];
            _parameters.Add(new(Decode(name), Decode(value)));
        }
    }

    public IEnumerable<KeyValuePair<string, string>> All => _parameters;

    /// <summary>The last value with that name, as in Django and in Express's simple query parser; null when there is none.</summary>
    public string? this[string name] => _parameters.LastOrDefault(parameter => parameter.Key == name).Value;

    /// <summary>As the indexer, but an empty value counts as missing.</summary>
    public string? NonEmpty(string name) => this[name] is { Length: > 0 } value ? value : null;

    public IEnumerable<string> Every(string name) => _parameters.Where(parameter => parameter.Key == name).Select(parameter => parameter.Value);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
