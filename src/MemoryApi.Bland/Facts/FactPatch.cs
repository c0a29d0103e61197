using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>
/// Facts to merge into a memory. Each key is added, or overwritten if it exists. Other keys stay unchanged, and a patch can't remove a key.
/// </summary>
/// <remarks>
/// A patch copies each value that is set or read, and converts it to the form that is sent: dates become ISO 8601 strings, and a string that looks like a date stays
/// unchanged. Integers of up to 1,000 digits and decimals keep their digits. <see langword="null"/> sets a fact to JSON <c>null</c>. A patch is not thread-safe
/// while it is changed. A call takes its own copy.
/// </remarks>
/// <example>
/// <code>
/// var patch = new FactPatch { ["plan"] = "premium", ["seats"] = 12, ["address"] = new JObject { ["city"] = "Ulm" } };
/// var merged = await client.Memory.MergeFactsAsync(memoryId, patch);
/// </code>
/// </example>
[System.Text.Json.Serialization.JsonConverter(typeof(FactPatchJson))]
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftConverter<FactPatch, FactPatchJson>))]
public sealed partial class FactPatch : IReadOnlyDictionary<string, JToken?>
{
    private readonly JObject _facts = new();

    /// <summary>A patch without keys.</summary>
    public FactPatch()
    {
    }

    private FactPatch(JObject facts) => _facts = facts;

    /// <summary>How many keys the patch sets.</summary>
    public int Count => _facts.Count;

    /// <summary>Whether the patch sets nothing. A merge refuses an empty patch, since it would waste a call of a tight rate limit.</summary>
    public bool IsEmpty => _facts.Count == 0;

    /// <summary>The keys that the patch sets, in the order in which they were added.</summary>
    public IEnumerable<string> Keys => _facts.Properties().Select(fact => fact.Name);

    /// <summary>Copies of the values, in the order of their keys.</summary>
    public IEnumerable<JToken?> Values => _facts.Properties().Select(fact => fact.Value.DeepClone());

    /// <summary>The value of a key, as a copy. Setting it replaces an earlier one; <see langword="null"/> sets JSON <c>null</c>.</summary>
    /// <param name="key">The key; it may be empty.</param>
    /// <exception cref="ArgumentNullException">The key is <see langword="null"/>.</exception>
    /// <exception cref="KeyNotFoundException">The patch doesn't set the key.</exception>
    /// <exception cref="ArgumentException">
    /// The value can't be sent: it is a number that isn't finite or is too large for a double, contains a lone surrogate, or nests deeper than 64 levels.
    /// <c>Data["Key"]</c> of the exception contains the key.
    /// </exception>
    public JToken? this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException("The patch doesn't set this key.");
        set
        {
            Require.NotNull(key, nameof(key));
            FactMember.Set(_facts, FactWire.RequireUnicode(key), FactWire.ToWire(value ?? JValue.CreateNull(), key));
        }
    }

    /// <summary>Whether the patch sets a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException">The key is <see langword="null"/>.</exception>
    public bool ContainsKey(string key)
    {
        Require.NotNull(key, nameof(key));
        return _facts.ContainsKey(key);
    }

    /// <summary>Returns a copy of the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The copy; <see langword="null"/> when the patch doesn't set the key.</param>
    /// <returns>Whether the patch sets the key.</returns>
    /// <exception cref="ArgumentNullException">The key is <see langword="null"/>.</exception>
    public bool TryGetValue(string key, out JToken? value)
    {
        Require.NotNull(key, nameof(key));
        value = _facts[key]?.DeepClone();
        return value is not null;
    }

    /// <summary>A copy of the patch as the JSON object that is sent.</summary>
    public JObject ToJson() => (JObject)_facts.DeepClone();

    /// <summary>Enumerates copies of the keys and values.</summary>
    public IEnumerator<KeyValuePair<string, JToken?>> GetEnumerator()
    {
        foreach (var fact in _facts)
        {
            yield return new KeyValuePair<string, JToken?>(fact.Key, fact.Value?.DeepClone());
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The number of keys, without keys or values, which could get into a log by accident.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "({0} {1})", Count, Count == 1 ? "fact" : "facts");

    internal void WriteTo(JsonOutput output) => output.Value(_facts);

    internal FactPatch Copy() => new(ToJson());
}
