using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;
#if NET
using System.Text.Json;
#endif

namespace MemoryApi.Bland;

/// <summary>Makes tokens of the plain values that dictionaries hold, without reflection, so that it survives trimming.</summary>
internal static class FactValue
{
    public static JToken ToToken(object? value) => ToToken(value, level: 1);

    private static JToken ToToken(object? value, int level) => value switch
    {
        _ when level > FactJson.Deepest => throw new ArgumentException(
            $"A fact nests deeper than {FactJson.Deepest} levels, or contains itself. Flatten it."),
        null => JValue.CreateNull(),
        JToken token => token,
        FactPatch patch => patch.ToJson(),
        char letter => new JValue(letter.ToString()),
        byte or sbyte or short or ushort or int or uint or long => new JValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        string or bool or ulong or BigInteger or float or double or decimal or DateTime or DateTimeOffset or TimeSpan or Guid or Uri or byte[] =>
            new JValue(value),
        CalendarDate date => new JValue(date.ToString()),
#if NET
        DateOnly date => new JValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TimeOnly time => new JValue(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        JsonElement element => FactJson.Parse(element.GetRawText()),
#endif
        IDictionary map => ToObject(map, level),
        IEnumerable<KeyValuePair<string, object?>> map => ToObject(map, level),
        IEnumerable items => ToArray(items, level),
        _ => throw new ArgumentException(
            $"A fact can't be made of the type {value.GetType()}. Use a JSON value, a list or a dictionary, or make the patch with {nameof(FactPatch.FromObject)}."),
    };

    private static JObject ToObject(IDictionary map, int level)
    {
        var members = new JObject();
        foreach (DictionaryEntry entry in map)
        {
            var name = entry.Key as string
                ?? throw new ArgumentException($"A fact has a dictionary with keys of the type {entry.Key.GetType()}. Make them strings.");
            members.Add(name, ToToken(entry.Value, level + 1));
        }

        return members;
    }

    private static JObject ToObject(IEnumerable<KeyValuePair<string, object?>> map, int level)
    {
        var members = new JObject();
        foreach (var entry in map)
        {
            members.Add(entry.Key, ToToken(entry.Value, level + 1));
        }

        return members;
    }

    private static JArray ToArray(IEnumerable items, int level)
    {
        var array = new JArray();
        foreach (var item in items)
        {
            array.Add(ToToken(item, level + 1));
        }

        return array;
    }
}
