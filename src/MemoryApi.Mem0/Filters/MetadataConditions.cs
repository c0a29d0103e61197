using System;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// What a filter can ask of a key of the metadata. The service compares texts, numbers and booleans, and knows neither ranges nor
/// lists here.
/// </summary>
public sealed class MetadataConditions
{
    private readonly string _key;

    internal MetadataConditions(string key) => _key = key;

    /// <summary>It has this value.</summary>
    /// <param name="value">A text, number or boolean; each converts by itself.</param>
    /// <exception cref="ArgumentException">The value is neither: null, an object, a list, or something that isn't JSON.</exception>
    public MemoryFilter Is(JToken value) => Condition(Checked(value), isExclusion: false);

    /// <summary>It has another value than this.</summary>
    /// <param name="value">A text, number or boolean; each converts by itself.</param>
    /// <exception cref="ArgumentException">The value is neither: null, an object, a list, or something that isn't JSON.</exception>
    public MemoryFilter IsNot(JToken value) => Condition(new JObject { ["ne"] = Checked(value) }, isExclusion: true);

    /// <summary>It contains this: a part of its text, or an item of its list.</summary>
    /// <param name="value">A text, number or boolean; each converts by itself.</param>
    /// <exception cref="ArgumentException">The value is neither: null, an object, a list, or something that isn't JSON.</exception>
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
