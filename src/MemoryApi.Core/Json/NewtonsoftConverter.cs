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
            // What JSON doesn't have, such as a comment or NaN, is copied as well, so that the codec refuses it.
            using var json = new StringWriter(CultureInfo.InvariantCulture);
            using var copy = new JsonTextWriter(json) { FloatFormatHandling = FloatFormatHandling.Symbol };
            var depth = reader.Depth;
            do
            {
                copy.WriteToken(reader.TokenType, reader.Value);
            }
            while ((reader.Depth > depth || reader.TokenType is JsonToken.StartObject or JsonToken.StartArray or JsonToken.StartConstructor) && reader.Read());
            return Codec.Parse(Utf8Text.Encoding.GetBytes(json.ToString()), JsonInput.MaxDepth);
        }
        catch (JsonException failure)
        {
            // The messages of Utf8JsonReader, which have a line, quote the JSON.
            throw failure.LineNumber is null
                ? new JsonSerializationException(failure.Message, reader.Path, 0, 0, failure)
                : new JsonSerializationException("This isn't JSON, ends too early, nests deeper than 128 levels, or has a number beyond the range of a double.", reader.Path, 0, 0, innerException: null);
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
}
