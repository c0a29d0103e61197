using System;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// Filter conditions on a key of the metadata. The service compares texts, numbers and booleans, but supports no ranges or lists here.
/// </summary>
public sealed class MetadataConditions
{
    private readonly string _key;

    internal MetadataConditions(string key) => _key = key;

    /// <summary>The key has this value.</summary>
    /// <param name="value">A text, number or boolean. Each converts implicitly.</param>
    /// <exception cref="ArgumentException">The value isn't a text, number or boolean.</exception>
    public MemoryFilter Is(JToken value) => Condition(Checked(value), isExclusion: false);

    /// <summary>The key has a different value.</summary>
    /// <param name="value">A text, number or boolean. Each converts implicitly.</param>
    /// <exception cref="ArgumentException">The value isn't a text, number or boolean.</exception>
    public MemoryFilter IsNot(JToken value) => Condition(new JObject { ["ne"] = Checked(value) }, isExclusion: true);

    /// <summary>The value of the key contains this: as a part of its text, or as an item of its list.</summary>
    /// <param name="value">A text, number or boolean. Each converts implicitly.</param>
    /// <exception cref="ArgumentException">The value isn't a text, number or boolean.</exception>
    public MemoryFilter Contains(JToken value) => Condition(new JObject { ["contains"] = Checked(value) }, isExclusion: false);

    private MemoryFilter Condition(JToken condition, bool isExclusion) =>
        new(new FieldCondition(FilterLanguage.Metadata, new JObject { [_key] = condition }, isExclusion));

    private static JToken Checked(JToken value)
    {
        Require.NotNull(value, nameof(value));
        return FieldRule.IsComparable(value)
            ? value.DeepClone()
            : throw new ArgumentException(
                $"The service compares metadata only with a text, a finite number or a boolean, not with null, an object, a list or what isn't JSON; this is of the type {value.Type}.",
                nameof(value));
    }
}
