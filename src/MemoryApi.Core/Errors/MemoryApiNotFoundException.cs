using System;

namespace MemoryApi.Core;

/// <summary>What the call is about doesn't exist, or not for this key (status 404).</summary>
public sealed class MemoryApiNotFoundException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiNotFoundException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
