using System;

namespace MemoryApi.Core;

/// <summary>The service failed (status 5xx), and so did the retries, if there were any.</summary>
public sealed class MemoryApiServerException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiServerException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException) => RetryAfter = details?.RetryAfter;

    /// <summary>How long the service asks to wait before the next request, zero or more; <see langword="null"/> when it didn't say.</summary>
    public TimeSpan? RetryAfter { get; }
}
