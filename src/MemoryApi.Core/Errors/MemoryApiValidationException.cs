using System;

namespace MemoryApi.Core;

/// <summary>The service refused the request as invalid or too large (status 400, 413, 422). The same request would fail again.</summary>
public sealed class MemoryApiValidationException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiValidationException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
