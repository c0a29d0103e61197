using System;
using System.ComponentModel;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>The errors that an envelope lists.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EnvelopeErrors
{
    /// <summary>Reads the member that lists errors; <c>null</c> and an empty list are none.</summary>
    /// <param name="reader">A reader on the first token of the member's value.</param>
    /// <exception cref="EnvelopeErrorsException">There are errors.</exception>
    public static void ThrowIfAny(JsonReader reader)
    {
        var errors = JsonRead.Token(reader);
        if (errors is { Type: not JTokenType.Null } && (errors is not JArray list || list.Count > 0))
        {
            throw new EnvelopeErrorsException(errors);
        }
    }
}

/// <summary>An answer with a success status lists errors in its envelope.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnvelopeErrorsException : Exception
{
    /// <summary>Carries the listed errors.</summary>
    /// <param name="errors">The errors as the service sent them.</param>
    public EnvelopeErrorsException(JToken errors)
        : base("The answer lists errors.") => Errors = errors;

    /// <summary>The errors as the service sent them.</summary>
    public JToken Errors { get; }
}
