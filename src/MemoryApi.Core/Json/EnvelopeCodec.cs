using System;
using System.ComponentModel;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Reads a response that is wrapped in an envelope: one member holds the value, another the errors. A non-empty list of
/// errors is a failure whatever the status code.
/// </summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="codec">Codec of the value.</param>
/// <param name="valueName">Wire name of the member that holds the value.</param>
/// <param name="errorsName">Wire name of the member that lists errors, or <see langword="null"/> when there is none.</param>
/// <param name="isValueNullable">Whether the value may be <c>null</c>, which means that nothing was found.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnvelopeCodec<T>(JsonCodec<T> codec, string valueName, string? errorsName, bool isValueNullable) : JsonCodec<T>
{
    /// <inheritdoc/>
    public override T Read(ref JsonInput input)
    {
        input.StartObject();
        var value = default(T);
        var isPresent = false;
        while (input.NextMember(out _))
        {
            var name = input.MemberName;
            if (string.Equals(name, valueName, StringComparison.Ordinal))
            {
                isPresent = !input.IsNull;
                value = isPresent ? codec.Read(ref input) : default;
            }
            else if (errorsName is not null && string.Equals(name, errorsName, StringComparison.Ordinal))
            {
                input.ThrowIfErrors();
            }
            else
            {
                input.Skip();
            }
        }

        return isPresent || isValueNullable ? value! : throw new JsonException($"The response has no \"{valueName}\".");
    }

    /// <inheritdoc/>
    public override void Write(JsonOutput output, T value)
    {
        output.StartObject();
        output.Name(valueName);
        output.Value(value, codec);
        output.EndObject();
    }
}
