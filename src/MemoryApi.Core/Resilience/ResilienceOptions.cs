using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.RateLimiting;

namespace MemoryApi.Core;

/// <summary>
/// Limits, retries and circuit breaker of a client. A call is repeated when that is safe: an operation that may run twice after a
/// lost answer, a timeout and status 408, 429 and 5xx; any other only after 429, or when the connection was never made.
/// </summary>
public sealed class ResilienceOptions
{
    internal static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan LongestTime = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether any of this applies. Switch it off to use a pipeline of your own. Default: <see langword="true"/>.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How many calls may be under way at a time, with their retries and waits, 1 or more. A call beyond it waits in the queue, or ends
    /// at once with a <see cref="MemoryApiRejectedException"/> when that is full. Default: 1000.
    /// </summary>
    public int MaxConcurrentCalls { get; set; } = 1000;

    /// <summary>
    /// How many calls may wait for one of <see cref="MaxConcurrentCalls"/> to end, 0 or more; first come, first served. This wait comes
    /// before <see cref="TotalTimeout"/> begins. Default: 0.
    /// </summary>
    public int MaxQueuedCalls { get; set; }

    /// <summary>How often a call is repeated, 0 or more; 0 means never. Default: 3, which makes four attempts.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// What the waits grow from, 0 to 24 h: about this long before the first retry, twice before the second, and so on, each
    /// varied at random. A retry whose wait doesn't fit into what is left of <see cref="TotalTimeout"/> isn't made: the last outcome
    /// surfaces at once. Default: 0.5 s.
    /// </summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The limit for one attempt, its answer's body included; 10 ms to 24 h, at most <see cref="TotalTimeout"/>. Default: 30 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The limit for a call with all its attempts and waits; 10 ms to 24 h. Default: 150 s.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>
    /// The longest wait that a service may ask for (<c>Retry-After</c>), 0 to 24 h. When it asks for a longer one, or for more than is
    /// left of <see cref="TotalTimeout"/>, its answer surfaces at once. Default: 60 s.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>When attempts are no longer made because the service fails.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; private set; } = new();

    /// <summary>
    /// Asked for one permit before each attempt, retries included, because each of them counts at the service: e.g. one of
    /// <see cref="RateLimits"/>, or one that several processes share. The wait for a permit is part of <see cref="TotalTimeout"/> and
    /// not of <see cref="AttemptTimeout"/>. An attempt that gets none ends the call with a <see cref="MemoryApiRejectedException"/>. It is
    /// used as long as the client lives and isn't disposed with it. Default: <see langword="null"/>, none.
    /// </summary>
    public RateLimiter? RateLimiter { get; set; }

    /// <summary>
    /// Which operations take a permit of <see cref="RateLimiter"/>, by their id, e.g. <c>Memories_Update</c>. Default: <see langword="null"/>,
    /// all.
    /// </summary>
    public Func<string, bool>? RateLimitedOperations { get; set; }

    /// <summary>The options as they are now.</summary>
    internal ResilienceOptions Copy()
    {
        var copy = (ResilienceOptions)MemberwiseClone();
        copy.CircuitBreaker = CircuitBreaker.Copy();
        return copy;
    }

    internal void AddViolations(string name, List<string> violations)
    {
        CheckCount(nameof(MaxConcurrentCalls), MaxConcurrentCalls, 1);
        CheckCount(nameof(MaxQueuedCalls), MaxQueuedCalls, 0);
        CheckCount(nameof(MaxRetries), MaxRetries, 0);
        TimeRange.Check(name, nameof(BaseDelay), BaseDelay, TimeSpan.Zero, violations);
        TimeRange.Check(name, nameof(MaxRetryAfter), MaxRetryAfter, TimeSpan.Zero, violations);
        TimeRange.Check(name, nameof(AttemptTimeout), AttemptTimeout, ShortestTimeout, violations);
        TimeRange.Check(name, nameof(TotalTimeout), TotalTimeout, ShortestTimeout, violations);
        if (AttemptTimeout > TotalTimeout)
        {
            violations.Add(string.Format(
                CultureInfo.InvariantCulture,
                "{0}.{1} ({2} s) is longer than {0}.{3} ({4} s).",
                name,
                nameof(AttemptTimeout),
                AttemptTimeout.TotalSeconds,
                nameof(TotalTimeout),
                TotalTimeout.TotalSeconds));
        }

        if (RateLimitedOperations is not null)
        {
            CheckRateLimiter();
        }

        CircuitBreaker.AddViolations($"{name}.{nameof(CircuitBreaker)}", AttemptTimeout, violations);

        // Apart, so that only those who limit rates load the library for it.
        void CheckRateLimiter()
        {
            if (RateLimiter is null)
            {
                violations.Add($"{name}.{nameof(RateLimitedOperations)} is set and {name}.{nameof(RateLimiter)} is not; set both or neither.");
            }
        }

        void CheckCount(string property, int value, int fewest)
        {
            if (value < fewest)
            {
                violations.Add(string.Format(CultureInfo.InvariantCulture, "{0}.{1} is {2}; it must be {3} or more.", name, property, value, fewest));
            }
        }
    }
}
