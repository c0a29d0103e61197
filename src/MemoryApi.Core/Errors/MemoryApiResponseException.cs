using System;

namespace MemoryApi.Core;

/// <summary>There was an answer, but not one that can be used: a redirect, no JSON, JSON of another shape, nothing, or too much. Whether the call was carried out can't be told.</summary>
public sealed class MemoryApiResponseException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiResponseException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
