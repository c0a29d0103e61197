using System;
using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using JsonException = System.Text.Json.JsonException;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Parses JSON to tokens of Newtonsoft.Json without changing values. Strings don't become dates. A number becomes a long or big integer, or a decimal, which keeps
/// its digits; a double if it is too large or too small for a decimal; and text if it is too large for a double as well.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonTokens
{
    /// <summary>How deep JSON may nest, except for responses.</summary>
    internal const int MaxDepth = 256;

    // A decimal has 28 decimal places. Numbers from this size on keep 17 digits, as many as a double has. A smaller number could lose digits.
    private const decimal LeastWithAllDigits = 1e-11m;

    // The time for parsing grows with the square of the number of digits.
    private const int MostIntegerDigits = 1000;

    /// <summary>Reads a text that contains exactly one value.</summary>
    /// <param name="utf8">JSON in UTF-8. A byte order mark is skipped.</param>
    /// <param name="rules">Which valid JSON is refused as well. Default: none.</param>
    /// <param name="maxDepth">How deep arrays and objects may nest. Default: 256.</param>
    /// <exception cref="JsonException">The bytes aren't JSON, or violate a rule. Path, line and position (from 1) say where. The message contains no content.</exception>
    public static JToken Parse(ReadOnlySpan<byte> utf8, JsonTokenRules rules = JsonTokenRules.None, int maxDepth = MaxDepth)
    {
        var valid = Utf8Text.Valid(utf8);
        var reader = new Utf8JsonReader(valid, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            reader.Read();
            var token = Read(ref reader, rules);
            return reader.Read() ? throw new JsonException("Something follows the JSON value.") : token;
        }
        catch (JsonException failure)
        {
            throw JsonPlace.Locate(failure, valid, (int)reader.TokenStartIndex);
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, JsonTokenRules, int)"/>
    /// <param name="json">The JSON.</param>
    /// <param name="rules">Which valid JSON is refused as well. Default: none.</param>
    /// <param name="maxDepth">How deep arrays and objects may nest. Default: 256.</param>
    public static JToken Parse(string json, JsonTokenRules rules = JsonTokenRules.None, int maxDepth = MaxDepth)
    {
        Require.NotNull(json, nameof(json));
        return (rules & JsonTokenRules.WholePairs) != 0 && SurrogatePairs.HasHalf(json)
            ? throw new JsonException("The text has half of a surrogate pair.", string.Empty, 1, 1)
            : Parse(Utf8Text.Encoding.GetBytes(json), rules, maxDepth);
    }

    /// <summary>Reads the current value. Afterwards the reader is at its last token.</summary>
    internal static JToken Read(ref Utf8JsonReader reader, JsonTokenRules rules)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, rules);
            case JsonTokenType.StartArray:
                var items = new JArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader, rules));
                }

                return items;
            case JsonTokenType.String:
                return new JValue(Text(ref reader, rules));
            case JsonTokenType.Number:
                return new JValue(Number(ref reader, rules));
            case JsonTokenType.True or JsonTokenType.False:
                return new JValue(reader.TokenType == JsonTokenType.True);
            default:
                return JValue.CreateNull();
        }
    }

    /// <summary>The text of a string or name. A lone surrogate, which services send when they cut a text, becomes U+FFFD, as with Newtonsoft.Json.</summary>
    internal static string Text(ref Utf8JsonReader reader, JsonTokenRules rules = JsonTokenRules.None)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            if ((rules & JsonTokenRules.WholePairs) != 0)
            {
                throw new JsonException("A text has half of a surrogate pair.");
            }

            using var quoted = new JsonTextReader(new StringReader("\"" + Utf8Text.GetString(Bytes(ref reader)) + "\"")) { DateParseHandling = DateParseHandling.None };
            return quoted.ReadAsString()!;
        }
    }

    /// <summary>The bytes of a string, without its quotes, or of a number.</summary>
    internal static ReadOnlySpan<byte> Bytes(ref Utf8JsonReader reader) => reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;

    /// <summary>A number as a long, big integer, decimal or double, or as its text.</summary>
    internal static object Number(ref Utf8JsonReader reader, JsonTokenRules rules)
    {
        if (reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        var text = Utf8Text.GetString(Bytes(ref reader));
        if (text.IndexOfAny(['.', 'e', 'E']) < 0 && text.Length <= MostIntegerDigits)
        {
            return BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && (Math.Abs(exact) >= LeastWithAllDigits || Digits(exact.ToString(CultureInfo.InvariantCulture)) == Digits(text)))
        {
            return exact;
        }

        return reader.TryGetDouble(out var number) && !double.IsInfinity(number) && (number != 0 || Digits(text).Length == 0) ? number
            : (rules & JsonTokenRules.NumbersFit) == 0 ? text
            : throw new JsonException("A number is beyond the range of a double.");
    }

    /// <summary>Adds a member, or replaces its value without changing the order.</summary>
    internal static void Set(JObject members, string name, JToken value)
    {
        if (members.ContainsKey(name))
        {
            // JObject compares the old value with the new one. For numbers, this throws if a double is too large to compare with a decimal, and keeps the old value if
            // both are nearly equal. So the value is set to null first.
            members[name] = null;
        }

        members[name] = value;
    }

    private static JObject ReadObject(ref Utf8JsonReader reader, JsonTokenRules rules)
    {
        var members = new JObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Text(ref reader, rules);
            if ((rules & JsonTokenRules.UniqueNames) != 0 && members.ContainsKey(name))
            {
                throw new JsonException("An object has two members with one name.");
            }

            reader.Read();
            Set(members, name, Read(ref reader, rules));
        }

        return members;
    }

    /// <summary>The digits of a number, without the zeros at both ends; none for zero.</summary>
    private static string Digits(string number) => number.Split('e', 'E')[0].Replace(".", string.Empty).Trim('-', '0');
}
