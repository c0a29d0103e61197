using System;
using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Core;

/// <summary>
/// Time limits and retries of a client. A call is repeated when that is safe: an operation that may run twice after a lost
/// answer, a timeout and status 408, 429 and 5xx; any other only after 429, or when the connection was never made.
/// </summary>
public sealed class ResilienceOptions
{
    internal static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan LongestTime = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether limits and retries apply. Switch them off to use a pipeline of your own. Default: <see langword="true"/>.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often a call is repeated, 0 or more; 0 means never. Default: 3, which makes four attempts.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// What the waits grow from, 0 to 24 h: about this long before the first retry, twice before the second, and so on, each
    /// varied at random. Default: 0.5 s.
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

    internal void AddViolations(string name, List<string> violations)
    {
        if (MaxRetries < 0)
        {
            violations.Add(string.Format(CultureInfo.InvariantCulture, "{0}.{1} is {2}; it must be 0 or more.", name, nameof(MaxRetries), MaxRetries));
        }

        Check(nameof(BaseDelay), BaseDelay, TimeSpan.Zero);
        Check(nameof(MaxRetryAfter), MaxRetryAfter, TimeSpan.Zero);
        Check(nameof(AttemptTimeout), AttemptTimeout, ShortestTimeout);
        Check(nameof(TotalTimeout), TotalTimeout, ShortestTimeout);
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

        void Check(string property, TimeSpan value, TimeSpan shortest)
        {
            if (value < shortest || value > LongestTime)
            {
                violations.Add(string.Format(
                    CultureInfo.InvariantCulture,
                    "{0}.{1} is {2} s; it must be {3} s to {4} s.",
                    name,
                    property,
                    value.TotalSeconds,
                    shortest.TotalSeconds,
                    LongestTime.TotalSeconds));
            }
        }
    }
}
