using System;
using System.ComponentModel;
using Newtonsoft.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Reads an answer that is wrapped in an envelope: one member holds the value, another the errors. A non-empty list of
/// errors is a failure whatever the status said.
/// </summary>
/// <typeparam name="T">Type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnvelopeModel<T> : JsonModel<T>
{
    private readonly JsonModel<T> _value;
    private readonly string _valueName;
    private readonly string? _errorsName;
    private readonly bool _isValueNullable;

    /// <summary>An envelope around what <paramref name="value"/> reads.</summary>
    /// <param name="value">Model of the value.</param>
    /// <param name="valueName">Wire name of the member that holds the value.</param>
    /// <param name="errorsName">Wire name of the member that lists errors, or <see langword="null"/> when there is none.</param>
    /// <param name="isValueNullable">Whether <c>null</c> is a value: "found nothing".</param>
    public EnvelopeModel(JsonModel<T> value, string valueName, string? errorsName, bool isValueNullable)
    {
        _value = value;
        _valueName = valueName;
        _errorsName = errorsName;
        _isValueNullable = isValueNullable;
    }

    /// <inheritdoc/>
    public override T Read(JsonReader reader)
    {
        JsonRead.StartObject(reader);
        var value = default(T);
        var isPresent = false;
        while (JsonRead.NextMember(reader, out var name))
        {
            if (string.Equals(name, _valueName, StringComparison.Ordinal))
            {
                isPresent = reader.TokenType != JsonToken.Null;
                value = isPresent ? _value.Read(reader) : default;
            }
            else if (_errorsName != null && string.Equals(name, _errorsName, StringComparison.Ordinal))
            {
                EnvelopeErrors.ThrowIfAny(reader);
            }
            else
            {
                JsonRead.Skip(reader);
            }
        }

        if (!isPresent && !_isValueNullable)
        {
            throw new JsonSerializationException($"The answer has no \"{_valueName}\".");
        }

        return value!;
    }

    /// <inheritdoc/>
    public override void Write(JsonWriter writer, T value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(_valueName);
        _value.Write(writer, value);
        writer.WriteEndObject();
    }
}
