using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using JsonDocument = System.Text.Json.JsonDocument;
using JsonElement = System.Text.Json.JsonElement;
using JsonValueKind = System.Text.Json.JsonValueKind;

namespace MemoryApi.Core.Runtime;

/// <summary>Converts the plain values in dictionaries to tokens of Newtonsoft.Json, without reflection, so that it works in trimmed programs.</summary>
/// <param name="subject">The name of the values, as the beginning of a sentence in messages.</param>
/// <param name="remedy">What to do about a value of an unknown type.</param>
/// <param name="deepest">How many levels values may nest. This also stops at a structure that contains itself.</param>
/// <param name="parse">Parses the JSON of System.Text.Json's types.</param>
/// <param name="own">Converts values of types that only the caller knows. Default: none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PlainValues(string subject, string remedy, int deepest, Func<string, JToken> parse, Func<object, JToken?>? own = null)
{
    /// <summary>Converts a value to a token. A token is returned unchanged.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value can't be converted.</exception>
    public JToken ToToken(object? value) => ToToken(value, level: 1);

    private JToken ToToken(object? value, int level) => value switch
    {
        _ when level > deepest => throw new ArgumentException(
            string.Format(CultureInfo.InvariantCulture, "{0} nests deeper than {1} levels, or contains itself. Flatten it.", subject, deepest)),
        null => JValue.CreateNull(),
        JToken token => token,
        char letter => new JValue(letter.ToString()),
        byte or sbyte or short or ushort or int or uint or long => new JValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        string or bool or ulong or BigInteger or float or double or decimal or DateTime or DateTimeOffset or TimeSpan or Guid or Uri or byte[] =>
            new JValue(value),
        CalendarDate date => new JValue(date.ToString()),
#if NET
        DateOnly date => new JValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TimeOnly time => new JValue(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
#endif
        JsonElement { ValueKind: JsonValueKind.Undefined } => throw new ArgumentException($"{subject} has a JsonElement without a value. Leave it out, or use null."),
        JsonElement element => parse(element.GetRawText()),
        JsonDocument document => parse(document.RootElement.GetRawText()),
        JsonNode node => parse(node.ToJsonString()),
        _ when own?.Invoke(value) is { } token => token,
        IDictionary map => ToObject(Entries(map), level),
        IEnumerable<KeyValuePair<string, object?>> entries => ToObject(entries, level),
        IEnumerable items => new JArray(items.Cast<object?>().Select(item => ToToken(item, level + 1))),
        _ => throw new ArgumentException($"{subject} can't be made of the type {value.GetType()}. {remedy}"),
    };

    private IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return new(
                entry.Key as string ?? throw new ArgumentException($"{subject} has a dictionary with keys of the type {entry.Key.GetType()}. Make them strings."),
                entry.Value);
        }
    }

    private JObject ToObject(IEnumerable<KeyValuePair<string, object?>> entries, int level) =>
        new(entries.Select(entry => new JProperty(entry.Key, ToToken(entry.Value, level + 1))));
}
