using System;
using System.ComponentModel;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes an open enum as its text, also as a name in a dictionary.</summary>
/// <typeparam name="T">The open enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OpenEnumCodec<T> : JsonCodec<T>
    where T : struct
{
    /// <inheritdoc/>
    public sealed override T Read(ref JsonInput input) => input.TryString(out var text) && text is not null ? Of(text) : throw input.Unexpected("a string");

    /// <inheritdoc/>
    public sealed override void Write(JsonOutput output, T value) => output.Value(value.ToString());

    /// <inheritdoc/>
    public sealed override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(JsonTokens.Text(ref reader));

    /// <inheritdoc/>
    public sealed override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => new JsonOutput(writer).Name(value.ToString()!);

    /// <summary>Creates the value from a text.</summary>
    /// <param name="text">The text. It needn't be a known one.</param>
    protected abstract T Of(string text);
}
