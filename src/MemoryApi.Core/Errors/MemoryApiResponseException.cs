using System;

namespace MemoryApi.Core;

/// <summary>
/// The client can't use the response: it is a redirect, empty, too large, not JSON, or JSON of an unexpected shape. The service may have processed the call.
/// </summary>
public sealed class MemoryApiResponseException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiResponseException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
