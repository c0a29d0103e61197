using System;
using System.ComponentModel;
using System.Text.Json;
using Newtonsoft.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>The output of generated writers, with one method for each type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct JsonOutput
{
    // The same limit as for reading: a deeper value couldn't be read again.
    private const int MaxDepth = JsonInput.MaxDepth;

    private readonly Utf8JsonWriter _writer;

    /// <summary>Creates an output on a <see cref="Utf8JsonWriter"/>.</summary>
    internal JsonOutput(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>How many objects and arrays are open.</summary>
    internal int Depth => _writer.CurrentDepth;

    /// <summary>Begins an object.</summary>
    public void StartObject()
    {
        RequireDepth();
        _writer.WriteStartObject();
    }

    /// <summary>Ends an object.</summary>
    public void EndObject() => _writer.WriteEndObject();

    /// <summary>Begins an array.</summary>
    internal void StartArray()
    {
        RequireDepth();
        _writer.WriteStartArray();
    }

    /// <summary>Ends an array.</summary>
    internal void EndArray() => _writer.WriteEndArray();

    /// <summary>Writes the name of a member.</summary>
    /// <param name="name">The name in UTF-8.</param>
    public void Name(ReadOnlySpan<byte> name) => _writer.WritePropertyName(name);

    /// <summary>Writes the name of an entry.</summary>
    internal void Name(string name) => _writer.WritePropertyName(Whole(name));

    /// <summary>Writes <c>null</c>.</summary>
    public void Null() => _writer.WriteNullValue();

    /// <summary>Writes a text.</summary>
    /// <param name="value">The text; <see langword="null"/> is written as <c>null</c>.</param>
    public void Value(string? value) => _writer.WriteStringValue(value is null ? null : Whole(value));

    /// <summary>Writes a boolean.</summary>
    /// <param name="value">The value.</param>
    public void Value(bool value) => _writer.WriteBooleanValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">The value.</param>
    public void Value(long value) => _writer.WriteNumberValue(value);

    /// <summary>Writes a whole number that isn't negative.</summary>
    /// <param name="value">The value.</param>
    public void Value(ulong value) => _writer.WriteNumberValue(value);

    /// <summary>Writes a decimal number with all its digits.</summary>
    /// <param name="value">The value.</param>
    public void Value(decimal value) => _writer.WriteNumberValue(value);

    /// <summary>Writes a number. A whole number is written with <c>.0</c>, so that it remains a fractional number.</summary>
    /// <param name="value">The value.</param>
    public void Value(double value) => Raw(double.IsNaN(value) || double.IsInfinity(value) ? throw NotFinite() : JsonConvert.ToString(value));

    /// <summary>Writes a value with its codec. A missing value is written as <c>null</c>; a request that was read may lack required values.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="codec">Writes the value.</param>
    public void Value<T>(T? value, JsonCodec<T> codec)
    {
        Require.NotNull(codec, nameof(codec));
        if (value is null)
        {
            Null();
        }
        else
        {
            codec.Write(this, value);
        }
    }

    /// <inheritdoc cref="Value{T}(T, JsonCodec{T})"/>
    public void Value<T>(T? value, JsonCodec<T> codec)
        where T : struct
    {
        if (value is { } found)
        {
            Value(found, codec);
        }
        else
        {
            Null();
        }
    }

    internal static UnsendableValueException NotFinite() => new("isn't a finite number, and JSON has no form for it. Leave it out, or send null");

    /// <summary>Refuses a lone surrogate: the service would receive another text, and different texts would become equal.</summary>
    private static string Whole(string text) => SurrogatePairs.HasHalf(text) ? throw new UnsendableValueException(SurrogatePairs.Problem) : text;

    private void Raw(string json) => _writer.WriteRawValue(json, skipInputValidation: true);

    private void RequireDepth()
    {
        if (_writer.CurrentDepth >= MaxDepth)
        {
            throw new UnsendableValueException($"nests deeper than {MaxDepth} levels, or contains itself. Flatten it");
        }
    }
}
