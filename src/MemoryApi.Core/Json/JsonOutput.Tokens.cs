using System;
using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <content>Free-form values.</content>
public readonly partial struct JsonOutput
{
    /// <summary>Writes a free-form value exactly as given.</summary>
    /// <param name="value">The value; <see langword="null"/> is written as <c>null</c>.</param>
    public void Value(JToken? value)
    {
        var depth = Depth;
        try
        {
            Token(value);
        }
        catch (UnsendableValueException failure)
        {
            failure.InContentOf(depth);
            throw;
        }
    }

    /// <summary>Writes the members that the specification doesn't name.</summary>
    /// <param name="members">The members; <see langword="null"/> for none.</param>
    public void Members(JObject? members)
    {
        if (members is null)
        {
            return;
        }

        foreach (var member in members)
        {
            Name(member.Key);
            Value(member.Value);
        }
    }

    /// <summary>Copies the current value. Afterwards the reader is at its last token.</summary>
    internal void CopyValue(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        do
        {
            CopyToken(ref reader);
        }
        while ((reader.CurrentDepth > depth || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.Read());
    }

    /// <summary>Copies JSON that has been read before, token by token. The raw text could contain line breaks, which would end a line of a backup.</summary>
    internal void Copy(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = JsonTokens.MaxDepth });
        reader.Read();
        CopyValue(ref reader);
    }

    /// <summary>Copies one token. Numbers and strings keep their form.</summary>
    private void CopyToken(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                _writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                _writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                _writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                _writer.WritePropertyName(JsonTokens.Text(ref reader));
                break;
            case JsonTokenType.String:
                Value(JsonTokens.Text(ref reader));
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                _writer.WriteRawValue(JsonTokens.Bytes(ref reader), skipInputValidation: true);
                break;
        }
    }

    private void Token(JToken? value)
    {
        switch (value)
        {
            case JObject members:
                StartObject();
                foreach (var member in members)
                {
                    Name(member.Key);
                    Token(member.Value);
                }

                EndObject();
                break;
            case JArray items:
                StartArray();
                foreach (var item in items)
                {
                    Token(item);
                }

                EndArray();
                break;
            case JRaw raw:
                Token(Parse(raw));
                break;
            case JProperty or JConstructor or JValue { Type: JTokenType.Comment }:
                throw new UnsendableValueException($"is a token of the type {value.Type}, which isn't JSON. Use an object, array or value");
            case null or JValue { Value: null }:
                Null();
                break;
            case JValue { Value: string text }:
                Value(text);
                break;
            case JValue { Value: bool flag }:
                Value(flag);
                break;
            case JValue { Value: decimal number }:
                Value(number);
                break;
            case JValue { Value: double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity }:
                throw NotFinite();
            default:
                // Numbers, dates, GUIDs, URIs and bytes are written as Newtonsoft writes them.
                Raw(value.ToString(Formatting.None));
                break;
        }
    }

    private static JToken Parse(JRaw raw)
    {
        try
        {
            return JsonTokens.Parse(Convert.ToString(raw.Value, CultureInfo.InvariantCulture) ?? string.Empty, JsonTokenRules.WholePairs);
        }
        catch (System.Text.Json.JsonException)
        {
            throw new UnsendableValueException("holds raw text that isn't JSON, or has half of a surrogate pair. Use a parsed token");
        }
    }
}
