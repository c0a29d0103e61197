using System;

namespace MemoryApi.Core;

/// <summary>There was a response, but not one that can be used: a redirect, no JSON, JSON of another shape, nothing, or too much. The call may have been processed.</summary>
public sealed class MemoryApiResponseException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiResponseException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
