using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>
/// Replaces API keys in the texts of a service by <c>***</c>, since some services quote a key that they refuse. It runs before texts are shortened, so that no
/// part of a key remains at the end of a text.
/// </summary>
/// <param name="keys">The keys that the call was sent with.</param>
internal sealed class KeyMask(IReadOnlyList<string> keys)
{
    private const string Mask = "***";

    /// <summary>Changes nothing.</summary>
    public static readonly KeyMask None = new([]);

    // One key may begin like another.
    private readonly string[] _keys = [.. keys.OrderByDescending(static key => key.Length)];

    public string Apply(string text) => Has(text) ? _keys.Aggregate(text, static (masked, key) => masked.Replace(key, Mask)) : text;

    /// <summary>The same JSON, or a copy in which texts and names are masked.</summary>
    public JToken Apply(JToken token) => Has(token) ? Copy(token) : token;

    private JToken Copy(JToken token) => token switch
    {
        JObject value => Copy(value),
        JArray value => new JArray(value.Select(Copy)),
        JValue { Value: string text } => new JValue(Apply(text)),
        _ => token,
    };

    private JObject Copy(JObject value)
    {
        var copy = new JObject();
        foreach (var property in value.Properties())
        {
            var name = Apply(property.Name);
            while (copy.ContainsKey(name))
            {
                // Two names that differ only in their keys: both members are kept.
                name += Mask;
            }

            copy[name] = Copy(property.Value);
        }

        return copy;
    }

    private bool Has(JToken token) => token switch
    {
        JObject value => value.Properties().Any(property => Has(property.Name) || Has(property.Value)),
        JArray value => value.Any(Has),
        JValue { Value: string text } => Has(text),
        _ => false,
    };

    private bool Has(string text) => Array.Exists(_keys, key => text.IndexOf(key, StringComparison.Ordinal) >= 0);
}
