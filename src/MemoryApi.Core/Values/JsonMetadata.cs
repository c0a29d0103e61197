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

/// <summary>Creates metadata and other free-form values from a dictionary, an anonymous object, or JSON of System.Text.Json.</summary>
/// <remarks>
/// A string that looks like a date stays a string, and numbers keep their digits. For JSON text see <see cref="JsonText.ParseObject"/>. <c>JObject.FromObject</c>
/// has two pitfalls that this class avoids: it applies the program's own settings for Newtonsoft.Json, and it writes the properties of a <c>JsonElement</c> instead
/// of its content.
/// </remarks>
public static class JsonMetadata
{
    private static readonly PlainValues Values = new(
        "Metadata", $"Use a JSON value, a list or a dictionary, or make it JSON with {nameof(JsonMetadata)}.{nameof(From)}.", JsonTokens.MaxDepth, Parse);

    /// <summary>Metadata with the entries of a dictionary, made without reflection.</summary>
    /// <typeparam name="TValue">Type of the values, <see cref="object"/> for mixed ones.</typeparam>
    /// <param name="entries">
    /// The entries. A value is <see langword="null"/>, a string, boolean, number, date, time, <see cref="Guid"/>, <see cref="Uri"/>, byte array (sent as Base64), a
    /// token of Newtonsoft.Json, a <c>JsonElement</c>, <c>JsonNode</c> or <c>JsonDocument</c>, or a list or dictionary of these.
    /// </param>
    /// <exception cref="ArgumentNullException">The entries are <see langword="null"/>.</exception>
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
    /// <param name="json">The object. Later changes to it don't affect the metadata.</param>
    /// <exception cref="ArgumentNullException">The object is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The object contains a lone surrogate or a number that JSON can't represent, or it nests deeper than 256 levels.</exception>
    public static JObject From(JsonObject json)
    {
        Require.NotNull(json, nameof(json));
        return (JObject)Values.ToToken(json);
    }

    /// <summary>Metadata with the members of an object that System.Text.Json has read.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="ArgumentException">The element isn't an object, contains a lone surrogate, or nests deeper than 256 levels.</exception>
    public static JObject From(JsonElement json) =>
        Values.ToToken(json) as JObject ?? throw NotAnObject(nameof(json));

    /// <summary>Metadata with the members of an object, such as <c>new { source = "chat", stars = 5 }</c>. Newtonsoft's serializer and its attributes are used.</summary>
    /// <remarks>Members that are <see langword="null"/> become JSON <c>null</c>. The program's own settings for Newtonsoft.Json are ignored.</remarks>
    /// <param name="value">The object. It may also be a dictionary, a <c>JsonObject</c> or a <see cref="JObject"/>. Later changes to it don't affect the metadata.</param>
    /// <exception cref="ArgumentNullException">The object is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The value isn't serialized as a JSON object.</exception>
    /// <exception cref="Newtonsoft.Json.JsonException">The serializer can't write the value.</exception>
#if NET
    [RequiresUnreferencedCode("Newtonsoft.Json finds the members of the type by reflection. In a trimmed program pass a dictionary.")]
    [RequiresDynamicCode("Newtonsoft.Json makes code for the type at run time. In a program compiled ahead of time pass a dictionary.")]
#endif
    public static JObject From(object value)
    {
        Require.NotNull(value, nameof(value));
        return (value is JToken token ? token.DeepClone() : JToken.FromObject(value, MetadataSerializer.Create(Values))) as JObject ?? throw NotAnObject(nameof(value));
    }

    /// <summary>The same object for System.Text.Json, for code that doesn't use Newtonsoft.Json.</summary>
    /// <remarks>To use metadata in types of your own that System.Text.Json reads and writes, see <see cref="JsonTokenConverter"/>.</remarks>
    /// <param name="metadata">Metadata or facts. Later changes to them don't affect the result.</param>
    /// <exception cref="ArgumentNullException">The metadata are <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The metadata contain a value that JSON can't represent, or nest deeper than 128 levels.</exception>
    public static JsonObject ToJsonObject(JObject metadata)
    {
        Require.NotNull(metadata, nameof(metadata));
        try
        {
            return JsonNode.Parse(JsonScalars.Object.ToUtf8(metadata), documentOptions: new System.Text.Json.JsonDocumentOptions { MaxDepth = JsonTokens.MaxDepth })!.AsObject();
        }
        catch (UnsendableValueException failure)
        {
            throw new ArgumentException($"A value of the metadata {failure.Problem}.", nameof(metadata));
        }
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
