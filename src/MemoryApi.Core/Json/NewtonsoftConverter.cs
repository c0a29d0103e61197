using System;
using System.ComponentModel;
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
        Require.NotNull(reader, nameof(reader));
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        using var buffer = JsonBuffer.Rent();
        try
        {
            NewtonsoftTokens.Copy(reader, buffer.Output);
            return Codec.ReadFrom(buffer);
        }
        catch (JsonException failure)
        {
            throw new JsonSerializationException(failure.Message, reader.Path, 0, 0, failure);
        }
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        Require.NotNull(writer, nameof(writer));
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        using var buffer = JsonBuffer.Rent();
        try
        {
            Codec.Write(buffer.Output, (T)value);
            JsonTokens.Parse(buffer.Written).WriteTo(writer);
        }
        catch (JsonException failure)
        {
            throw new JsonSerializationException(failure.Message, failure);
        }
    }
}
