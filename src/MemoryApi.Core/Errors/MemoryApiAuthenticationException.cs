using System;

namespace MemoryApi.Core;

/// <summary>The service refused the API key (status 401), or no key was available: check the key or its provider.</summary>
public sealed class MemoryApiAuthenticationException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiAuthenticationException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
