using System;
using System.ComponentModel;
using Newtonsoft.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Reads and writes one type as JSON without reflection. The generator emits one for each model; being a
/// <see cref="JsonConverter"/> too, it gives the user's own <see cref="JsonConvert"/> the same wire format.
/// </summary>
/// <typeparam name="T">The type that is read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class JsonModel<T> : JsonConverter
{
    /// <summary>Reads a value. The reader stands on its first token and is left on its last.</summary>
    /// <param name="reader">The reader; dates and times must come as strings.</param>
    /// <exception cref="JsonException">The JSON doesn't have the shape of the type.</exception>
    public abstract T Read(JsonReader reader);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value to write.</param>
    public abstract void Write(JsonWriter writer, T value);

    /// <inheritdoc/>
    public sealed override bool CanConvert(Type objectType) =>
        objectType == typeof(T) || Nullable.GetUnderlyingType(objectType) == typeof(T);

    /// <inheritdoc/>
    public sealed override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        // A plain reader turns strings that look like dates into dates, and long fractions into doubles.
        var dates = reader.DateParseHandling;
        var floats = reader.FloatParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        reader.FloatParseHandling = FloatParseHandling.Decimal;
        try
        {
            return Read(reader);
        }
        finally
        {
            reader.DateParseHandling = dates;
            reader.FloatParseHandling = floats;
        }
    }

    /// <inheritdoc/>
    public sealed override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            Write(writer, (T)value);
        }
    }
}
