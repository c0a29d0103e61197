using System;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>A response with a success status lists errors in its envelope.</summary>
internal sealed class EnvelopeErrorsException : Exception
{
    /// <summary>Carries the listed errors.</summary>
    /// <param name="errors">The errors as the service sent them.</param>
    public EnvelopeErrorsException(JToken errors)
        : base("The response lists errors.") => Errors = errors;

    /// <summary>The errors as the service sent them.</summary>
    public JToken Errors { get; }
}
