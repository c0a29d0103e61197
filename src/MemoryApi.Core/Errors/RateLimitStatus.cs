using System;

namespace MemoryApi.Core;

/// <summary>What a response says about the caller's rate limit (<c>X-RateLimit-*</c>, <c>RateLimit-*</c>).</summary>
public sealed class RateLimitStatus
{
    /// <summary>Creates a status, also for tests of your own code.</summary>
    /// <param name="limit">How many requests are allowed.</param>
    /// <param name="remaining">How many are left.</param>
    /// <param name="resetsAt">When the window ends.</param>
    public RateLimitStatus(long? limit, long? remaining, DateTimeOffset? resetsAt)
    {
        Limit = limit;
        Remaining = remaining;
        ResetsAt = resetsAt;
    }

    /// <summary>How many requests are allowed in a window, 0 or more; <see langword="null"/> when the service didn't say.</summary>
    public long? Limit { get; }

    /// <summary>How many requests are left in this window, 0 or more; <see langword="null"/> when the service didn't say.</summary>
    public long? Remaining { get; }

    /// <summary>
    /// When the window ends, by the client's clock; <see langword="null"/> when the service didn't say. Services send a Unix time or the seconds until then; the
    /// client takes a number below 1,000,000,000 for seconds.
    /// </summary>
    public DateTimeOffset? ResetsAt { get; }
}
