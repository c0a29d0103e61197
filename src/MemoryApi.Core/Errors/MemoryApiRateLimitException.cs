using System;

namespace MemoryApi.Core;

/// <summary>
/// The service refused the request because of its rate limit (status 429), and the client didn't retry: its retries are used up, or the wait would be longer than
/// allowed.
/// </summary>
public sealed class MemoryApiRateLimitException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiRateLimitException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException) => RetryAfter = details?.RetryAfter;

    /// <summary>How long the service asks to wait before the next request, zero or more; <see langword="null"/> when it didn't say.</summary>
    public TimeSpan? RetryAfter { get; }
}
