using System;
using System.ComponentModel;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Reads a response that is wrapped in an envelope: one member holds the value, another the errors. A non-empty list of
/// errors is a failure whatever the status code.
/// </summary>
/// <typeparam name="T">Type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnvelopeCodec<T> : JsonCodec<T>
{
    private readonly JsonCodec<T> _value;
    private readonly string _valueName;
    private readonly string? _errorsName;
    private readonly bool _isValueNullable;

    /// <summary>Creates the codec of an envelope around a value.</summary>
    /// <param name="value">Codec of the value.</param>
    /// <param name="valueName">Wire name of the member that holds the value.</param>
    /// <param name="errorsName">Wire name of the member that lists errors, or <see langword="null"/> when there is none.</param>
    /// <param name="isValueNullable">Whether the value may be <c>null</c>, which means that nothing was found.</param>
    public EnvelopeCodec(JsonCodec<T> value, string valueName, string? errorsName, bool isValueNullable)
    {
        _value = value;
        _valueName = valueName;
        _errorsName = errorsName;
        _isValueNullable = isValueNullable;
    }

    /// <inheritdoc/>
    public override T Read(ref JsonInput input)
    {
        input.StartObject();
        var value = default(T);
        var isPresent = false;
        while (input.NextMember(out _))
        {
            var name = input.MemberName;
            if (string.Equals(name, _valueName, StringComparison.Ordinal))
            {
                isPresent = !input.IsNull;
                value = isPresent ? _value.Read(ref input) : default;
            }
            else if (_errorsName is not null && string.Equals(name, _errorsName, StringComparison.Ordinal))
            {
                input.ThrowIfErrors();
            }
            else
            {
                input.Skip();
            }
        }

        return isPresent || _isValueNullable ? value! : throw new JsonException($"The response has no \"{_valueName}\".");
    }

    /// <inheritdoc/>
    public override void Write(JsonOutput output, T value)
    {
        output.StartObject();
        output.Name(_valueName);
        _value.Write(output, value);
        output.EndObject();
    }
}
