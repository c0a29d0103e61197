using System;
using System.Globalization;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Converts tokens to the form in which the service returns them, and refuses tokens that can't be sent or read again.</summary>
internal static class FactWire
{
    /// <summary>A copy with JSON types only: dates, GUIDs and the like become the strings that are sent.</summary>
    /// <param name="token">The value. It isn't changed.</param>
    /// <param name="key">The fact that it belongs to, for the exception.</param>
    /// <exception cref="ArgumentException">The value can't be sent, or the client couldn't read it from a response.</exception>
    public static JToken ToWire(JToken token, string key)
    {
        try
        {
            return ToWire(token, level: 1);
        }
        catch (ArgumentException refused)
        {
            // Not in the message: it may be logged, and a key may be personal data.
            refused.Data["Key"] = key;
            throw;
        }
    }

    /// <summary>Refuses text with a lone surrogate, which UTF-8 can't encode: the service would receive another text.</summary>
    public static string RequireUnicode(string text)
    {
        Require.Unicode(text, "A fact", "value");
        return text;
    }

    /// <summary>The text that a scalar without a JSON type of its own is sent as; null for any other token.</summary>
    public static string? WireText(JToken token) => (token as JValue)?.Value switch
    {
        string text => text,
        DateTime time => Unquoted(JsonConvert.ToString(time)),
        DateTimeOffset time => Unquoted(JsonConvert.ToString(time)),
        TimeSpan span => span.ToString(null, CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        Uri address => address.OriginalString,
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => null,
    };

    private static JToken ToWire(JToken token, int level)
    {
        if (level > FactJson.Deepest)
        {
            throw new ArgumentException($"A fact nests deeper than {FactJson.Deepest} levels, or contains itself. Flatten it.");
        }

        switch (token.Type)
        {
            case JTokenType.Object:
                var members = new JObject();
                foreach (var member in (JObject)token)
                {
                    members.Add(RequireUnicode(member.Key), ToWire(member.Value!, level + 1));
                }

                return members;
            case JTokenType.Array:
                var items = new JArray();
                foreach (var item in (JArray)token)
                {
                    items.Add(ToWire(item, level + 1));
                }

                return items;
            case JTokenType.Integer or JTokenType.Float:
                return RequireReadable((JValue)token.DeepClone());
            case JTokenType.Boolean or JTokenType.Null:
                return token.DeepClone();
            case JTokenType.String or JTokenType.Date or JTokenType.TimeSpan or JTokenType.Guid or JTokenType.Uri or JTokenType.Bytes:
                // A null string is a token of the type string.
                return WireText(token) is { } text ? new JValue(RequireUnicode(text)) : JValue.CreateNull();
            case JTokenType.Raw:
                return ToWire(ParseRaw((JRaw)token), level);
            default:
                throw new ArgumentException($"A fact has a JSON token of the type {token.Type}, which can't be sent. Use a JSON value.");
        }
    }

    private static JToken ParseRaw(JRaw raw)
    {
        try
        {
            return FactJson.Parse(Convert.ToString(raw.Value, CultureInfo.InvariantCulture) ?? string.Empty);
        }
        catch (FactFormatException)
        {
            throw new ArgumentException("A fact has raw JSON that can't be read. Use a parsed token.");
        }
    }

    private static JValue RequireReadable(JValue number)
    {
        if (number.Value is double.NaN or double.PositiveInfinity or double.NegativeInfinity
            or float.NaN or float.PositiveInfinity or float.NegativeInfinity)
        {
            throw new ArgumentException("A fact is not a finite number, which JSON has no form for. Leave it out, or send null.");
        }

        // It would be read as text.
        return number.Value is long or int or decimal || FactJson.ReadNumber(FactNumber.WireText(number)) is not null
            ? number
            : throw new ArgumentException("A fact is a number beyond the range of a double, which can't be read back. Send it as text.");
    }

    private static string Unquoted(string json) => json.Substring(1, json.Length - 2);
}
