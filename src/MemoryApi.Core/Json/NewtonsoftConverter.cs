using System;
using System.ComponentModel;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Newtonsoft.Json;
using JsonException = System.Text.Json.JsonException;
using JsonSerializer = Newtonsoft.Json.JsonSerializer;

namespace MemoryApi.Core.Runtime;

/// <summary>Lets Newtonsoft's <see cref="JsonConvert"/> read and write a type with its codec.</summary>
/// <remarks>
/// A string that looks like a date stays a string. Numbers keep the digits that the caller's reader provides: those of a double, unless
/// <see cref="JsonSerializerSettings.FloatParseHandling"/> is set to decimals.
/// </remarks>
/// <typeparam name="T">The type that is read and written.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NewtonsoftConverter<T, TCodec> : JsonConverter
    where TCodec : JsonCodec<T>, new()
{
    private static readonly TCodec Codec = new();

    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) => objectType == typeof(T) || Nullable.GetUnderlyingType(objectType) == typeof(T);

    /// <inheritdoc/>
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        var dates = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            return Codec.Parse(Utf8Text.Encoding.GetBytes(Copy(reader)), JsonInput.MaxDepth);
        }
        catch (JsonException failure)
        {
            // The messages of Utf8JsonReader, which have a line, quote the JSON.
            throw failure.LineNumber is null
                ? new JsonSerializationException(failure.Message, reader.Path, 0, 0, failure)
                : new JsonSerializationException("This isn't a JSON value, or it nests deeper than 128 levels.", reader.Path, 0, 0, innerException: null);
        }
        finally
        {
            reader.DateParseHandling = dates;
        }
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        try
        {
            JsonTokens.Parse(Codec.ToUtf8((T)value)).WriteTo(writer);
        }
        catch (JsonException failure)
        {
            throw new JsonSerializationException(failure.Message, failure);
        }
    }

    /// <summary>Copies the value that begins here; the reader is left on its last token.</summary>
    private static string Copy(JsonReader reader)
    {
        using var json = new StringWriter(CultureInfo.InvariantCulture);
        using var copy = new JsonTextWriter(json);
        var depth = reader.Depth;
        do
        {
            CopyToken(reader, copy);
        }
        while ((reader.Depth > depth || reader.TokenType is JsonToken.StartObject or JsonToken.StartArray)
            && (reader.Read() ? true : throw new JsonException("The JSON ends in the middle of a value.")));
        return json.ToString();
    }

    private static void CopyToken(JsonReader reader, JsonTextWriter copy)
    {
        switch (reader)
        {
            // Refused here, where the reader's path still says which token it is.
            case { TokenType: JsonToken.Comment or JsonToken.Undefined or JsonToken.StartConstructor or JsonToken.Raw }:
                throw new JsonException($"The JSON has a token of the type {reader.TokenType}, which JSON doesn't have.");
            case { Value: double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity }:
                throw JsonOutput.NotFinite();

            // WriteToken throws for a number beyond the range of a long, and adds ".0" to a whole decimal.
            case { Value: ulong number }:
                copy.WriteValue(number);
                break;
            case { Value: decimal number }:
                copy.WriteRawValue(ParameterText.Of(number));
                break;
            default:
                copy.WriteToken(reader.TokenType, reader.Value);
                break;
        }
    }
}
