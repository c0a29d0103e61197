using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;
using JsonElement = System.Text.Json.JsonElement;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace MemoryApi.Core;

/// <summary>Makes metadata and other free-form values of what a program has at hand: a dictionary, an anonymous object, or JSON of System.Text.Json.</summary>
/// <remarks>
/// Strings stay strings, also those that look like dates, and numbers keep their digits. For JSON text see <see cref="JsonText.ParseObject"/>. <c>JObject.FromObject</c> makes metadata of an object, too, but
/// it goes by the settings that the program made for Newtonsoft.Json, and writes what belongs to System.Text.Json, such as a <c>JsonElement</c> in a dictionary, by its properties instead of its content.
/// </remarks>
public static class JsonMetadata
{
    private static readonly PlainValues Values = new(
        "Metadata", $"Use a JSON value, a list or a dictionary, or make it JSON with {nameof(JsonMetadata)}.{nameof(From)}.", JsonTokens.MaxDepth, Parse);

    /// <summary>Metadata with the entries of a dictionary, made without reflection.</summary>
    /// <typeparam name="TValue">Type of the values, <see cref="object"/> for mixed ones.</typeparam>
    /// <param name="entries">
    /// The entries. A value is <see langword="null"/>, a string, boolean, number, date, time, <see cref="Guid"/>, <see cref="Uri"/>, byte array (sent as Base64), a token of Newtonsoft.Json, a
    /// <c>JsonElement</c>, <c>JsonNode</c> or <c>JsonDocument</c>, or a list or dictionary of these.
    /// </param>
    /// <exception cref="ArgumentNullException">There are no entries.</exception>
    /// <exception cref="ArgumentException">A key is <see langword="null"/> or comes twice, or a value has another type or nests deeper than 256 levels.</exception>
    public static JObject From<TValue>(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        Require.NotNull(entries, nameof(entries));
        var metadata = new JObject();
        foreach (var entry in entries)
        {
            if (entry.Key is null || metadata.ContainsKey(entry.Key))
            {
                throw new ArgumentException(entry.Key is null ? "A key is null. Leave the entry out." : "A key comes twice. Decide which value to send.", nameof(entries));
            }

            metadata.Add(entry.Key, Values.ToToken(entry.Value));
        }

        return metadata;
    }

    /// <summary>Metadata with the members of an object of System.Text.Json.</summary>
    /// <param name="json">The object; later changes to it don't reach the metadata.</param>
    /// <exception cref="ArgumentNullException">The object is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">It has text with half of a surrogate pair, a number that JSON has no form for, or nests deeper than 256 levels.</exception>
    public static JObject From(JsonObject json)
    {
        Require.NotNull(json, nameof(json));
        return (JObject)Values.ToToken(json);
    }

    /// <summary>Metadata with the members of an object that System.Text.Json has read.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="ArgumentException">It isn't an object, has text with half of a surrogate pair, or nests deeper than 256 levels.</exception>
    public static JObject From(JsonElement json) =>
        Values.ToToken(json) as JObject ?? throw NotAnObject(nameof(json));

    /// <summary>Metadata with the members of an object, such as <c>new { source = "chat", stars = 5 }</c>, by Newtonsoft's serializer and the attributes that it knows.</summary>
    /// <remarks>Members that are <see langword="null"/> become JSON <c>null</c>. The program's own settings for Newtonsoft.Json don't count.</remarks>
    /// <param name="value">The object; a dictionary, a <c>JsonObject</c> and a <see cref="JObject"/> will do as well. Later changes to it don't reach the metadata.</param>
    /// <exception cref="ArgumentNullException">The object is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">It doesn't become a JSON object.</exception>
    /// <exception cref="Newtonsoft.Json.JsonException">The serializer can't write it.</exception>
#if NET
    [RequiresUnreferencedCode("Newtonsoft.Json finds the members of the type by reflection. In a trimmed program pass a dictionary.")]
    [RequiresDynamicCode("Newtonsoft.Json makes code for the type at run time. In a program compiled ahead of time pass a dictionary.")]
#endif
    public static JObject From(object value)
    {
        Require.NotNull(value, nameof(value));
        return (value is JToken token ? token.DeepClone() : JToken.FromObject(value, MetadataSerializer.Create(Values))) as JObject ?? throw NotAnObject(nameof(value));
    }

    private static ArgumentException NotAnObject(string name) => new("Metadata is an object with members, not a single value or a list.", name);

    private static JToken Parse(string json)
    {
        try
        {
            return JsonTokens.Parse(json, JsonTokenRules.WholePairs);
        }
        catch (System.Text.Json.JsonException failure)
        {
            throw new ArgumentException($"Metadata of System.Text.Json can't be sent: {failure.Message}");
        }
    }
}
