using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Reads and writes one type as JSON without reflection. The generator emits one for each model. It is also a converter of System.Text.Json, so that a user's
/// <see cref="JsonSerializer"/> writes the same JSON as the service; <see cref="NewtonsoftConverter{T, TCodec}"/> does so for Newtonsoft.Json.
/// </summary>
/// <typeparam name="T">The type that is read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class JsonCodec<T> : JsonConverter<T>
{
    /// <summary>Reads a value. The input is at its first token before, and at its last token afterwards.</summary>
    /// <param name="input">The input.</param>
    /// <exception cref="JsonException">The JSON doesn't have the shape of the type.</exception>
    public abstract T Read(ref JsonInput input);

    /// <summary>Writes a value.</summary>
    /// <param name="output">Where to write it.</param>
    /// <param name="value">The value.</param>
    public abstract void Write(JsonOutput output, T value);

    /// <summary>Whether <c>null</c> is a valid value, which lists and maps keep.</summary>
    internal virtual bool IsNullAValue => typeof(T) == typeof(Newtonsoft.Json.Linq.JToken);

    /// <summary>Reads the one value that UTF-8 JSON holds.</summary>
    /// <param name="utf8">The JSON. A byte order mark is skipped.</param>
    /// <exception cref="JsonException">The bytes aren't JSON, or don't have the shape of the type.</exception>
    public T Parse(ReadOnlySpan<byte> utf8) => Parse(utf8, JsonTokens.MaxDepth);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    /// <param name="utf8">The JSON. A byte order mark is skipped.</param>
    /// <param name="maxDepth">How deep arrays and objects may nest.</param>
    internal T Parse(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var input = new JsonInput(Utf8Text.Valid(utf8), maxDepth);
        input.Start();
        var value = Read(ref input);
        input.End();
        return value;
    }

    /// <summary>Writes a value as UTF-8 JSON on one line.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="JsonException">A number isn't finite, or objects nest deeper than 128 levels.</exception>
    public byte[] ToUtf8(T value)
    {
        using var buffer = JsonBuffer.Rent();
        Write(buffer.Output, value);
        return buffer.Written.AsSpan().ToArray();
    }

    /// <inheritdoc/>
    public sealed override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Utf8JsonReader doesn't expose the bytes that it reads.
        using var buffer = JsonBuffer.Rent();
        buffer.Output.CopyValue(ref reader);
        return Parse(buffer.Written, JsonInput.MaxDepth);
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => Write(new JsonOutput(writer), value);
}
