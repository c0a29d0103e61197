using System;

namespace MemoryApi.Core;

/// <summary>The requested resource doesn't exist, or this key can't see it (status 404).</summary>
public sealed class MemoryApiNotFoundException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiNotFoundException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
