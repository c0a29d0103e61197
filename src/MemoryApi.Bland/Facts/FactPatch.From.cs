using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace MemoryApi.Bland;

/// <content>What a patch is made from.</content>
public sealed partial class FactPatch
{
    private static readonly PlainValues Plain = new(
        "A fact", $"Use a JSON value, a list or a dictionary, or make the patch with {nameof(FromObject)}.", FactJson.Deepest, FactJson.Parse, static value => (value as FactPatch)?.ToJson());

    /// <summary>A patch with the members of a JSON object.</summary>
    /// <param name="facts">The object. Later changes to it don't affect the patch.</param>
    /// <exception cref="ArgumentNullException">The object is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A value can't be sent, see <see cref="this[string]"/>.</exception>
    public static FactPatch From(JObject facts)
    {
        Require.NotNull(facts, nameof(facts));
        var patch = new FactPatch();
        foreach (var fact in facts)
        {
            patch[fact.Key] = fact.Value;
        }

        return patch;
    }

    /// <summary>A patch with the members of an object of System.Text.Json. For an anonymous object see <c>FromObject</c>.</summary>
    /// <param name="facts">The object. Later changes to it don't affect the patch.</param>
    /// <exception cref="ArgumentNullException">The object is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A value can't be sent, see <see cref="this[string]"/>.</exception>
    /// <exception cref="FactFormatException">The object has a number that is too large for a double.</exception>
    public static FactPatch From(JsonObject facts) => From<JsonNode?>(facts);

    /// <summary>A patch with the entries of a dictionary, made without reflection.</summary>
    /// <typeparam name="TValue">Type of the values, <see cref="object"/> for mixed ones.</typeparam>
    /// <param name="facts">
    /// The entries. A value is <see langword="null"/>, a string, boolean, number, date, time, <see cref="Guid"/>, <see cref="Uri"/>, byte array
    /// (sent as Base64), a token of Newtonsoft.Json, a <c>JsonElement</c>, <c>JsonNode</c> or <c>JsonDocument</c> of System.Text.Json, or a list or dictionary of these.
    /// </param>
    /// <exception cref="ArgumentNullException">The dictionary is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// A key is <see langword="null"/> or comes twice, a value has another type, or a value can't be sent, see <see cref="this[string]"/>.
    /// </exception>
    /// <exception cref="FactFormatException">A value of System.Text.Json has a number that is too large for a double, or an object with a key twice.</exception>
    public static FactPatch From<TValue>(IEnumerable<KeyValuePair<string, TValue>> facts)
    {
        Require.NotNull(facts, nameof(facts));
        var patch = new FactPatch();
        foreach (var fact in facts)
        {
            if (fact.Key is null)
            {
                throw new ArgumentException("A key of the facts is null. Leave the entry out.", nameof(facts));
            }

            if (patch.ContainsKey(fact.Key))
            {
                throw new ArgumentException("A key of the facts comes twice. Decide which value to send.", nameof(facts)) { Data = { ["Key"] = fact.Key } };
            }

            patch[fact.Key] = ToToken(fact.Key, fact.Value);
        }

        return patch;
    }

    /// <summary>A patch with the members of an object. Newtonsoft's serializer and its attributes are used.</summary>
    /// <remarks>
    /// Members that are <see langword="null"/> are left out, since an unset member would otherwise overwrite a fact permanently. To send
    /// JSON <c>null</c>, set it in the patch, or pass a serializer that keeps nulls.
    /// <para>
    /// A key has the C# name of its member, e.g. <c>Plan</c>, unless <see cref="JsonPropertyAttribute"/> gives it another one. <c>JsonPropertyName</c> of System.Text.Json
    /// isn't read.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="serializer">
    /// Serializes the object. Default: <see langword="null"/>, a serializer that leaves out nulls and ignores <see cref="JsonConvert.DefaultSettings"/>.
    /// </param>
    /// <exception cref="ArgumentNullException">The object is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The value isn't serialized as a JSON object, or a part of it can't be sent, see <see cref="this[string]"/>.</exception>
    /// <exception cref="JsonException">The serializer can't write the value.</exception>
#if NET
    [RequiresUnreferencedCode("Newtonsoft.Json finds the members of the type by reflection. In a trimmed program use the overload that takes a function.")]
    [RequiresDynamicCode("Newtonsoft.Json makes code for the type at run time. In a program compiled ahead of time use the overload that takes a function.")]
#endif
    public static FactPatch FromObject<T>(T value, JsonSerializer? serializer = null)
    {
        Require.NotNull(value, nameof(value));
        return JToken.FromObject(value, serializer ?? FactSerializer.Create()) is JObject facts
            ? From(facts)
            : throw new ArgumentException("Facts are made of an object with members, not of a single value or a list.", nameof(value));
    }

    /// <summary>A patch that a function creates from an object, without reflection. Use it in programs that are trimmed or compiled with Native AOT.</summary>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="value">The object. It is passed to the function unchanged.</param>
    /// <param name="convert">Creates the JSON object with the facts.</param>
    /// <exception cref="ArgumentNullException">The function is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The function returned <see langword="null"/>, or a value can't be sent, see <see cref="this[string]"/>.</exception>
    public static FactPatch FromObject<T>(T value, Func<T, JObject> convert)
    {
        Require.NotNull(convert, nameof(convert));
        return From(convert(value) ?? throw new ArgumentException("The function returned null. Return an object with the facts.", nameof(convert)));
    }

    /// <summary>A patch with the members of a JSON object in a text. Strings that look like dates stay strings.</summary>
    /// <remarks>Numbers keep their digits. A fraction keeps the first 28 or 29, as many as a decimal can hold.</remarks>
    /// <param name="json">The text. It must contain exactly one JSON object.</param>
    /// <exception cref="ArgumentNullException">The text is <see langword="null"/>.</exception>
    /// <exception cref="FactFormatException">
    /// The text is not a JSON object, has a key twice in one object, nests deeper than 64 levels, or has a number that can't be read.
    /// </exception>
    /// <exception cref="ArgumentException">A value can't be sent, see <see cref="this[string]"/>.</exception>
    public static FactPatch Parse(string json)
    {
        Require.NotNull(json, nameof(json));
        return FactJson.Parse(json) is JObject facts
            ? From(facts)
            : throw new FactFormatException("The text is JSON, but not an object. Facts are a JSON object.");
    }

    private static JToken ToToken(string key, object? value)
    {
        try
        {
            return Plain.ToToken(value);
        }
        catch (ArgumentException refused)
        {
            refused.Data["Key"] = key;
            throw;
        }
    }
}
