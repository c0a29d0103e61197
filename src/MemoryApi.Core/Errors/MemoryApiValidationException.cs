using System;

namespace MemoryApi.Core;

/// <summary>The service refused the request as invalid or too large (status 400, 413, 422). Repeating it unchanged is no use.</summary>
public sealed class MemoryApiValidationException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiValidationException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
