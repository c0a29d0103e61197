using System;
using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Core;

/// <summary>
/// When a client stops asking a service that fails: attempts end at once with a <see cref="MemoryApiRejectedException"/> until a break is
/// over, then one attempt finds out whether the service has recovered. Failures are timeouts, connections that fail or break, and
/// status 408 and 5xx; 429 is none, since the service is well then.
/// </summary>
public sealed class CircuitBreakerOptions
{
    internal static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan UsualSamplingDuration = TimeSpan.FromSeconds(60);

    /// <summary>Whether there is a circuit breaker. Default: <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The share of failing attempts from which the circuit opens, more than 0 and at most 1. Default: 0.5.</summary>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>How many attempts <see cref="SamplingDuration"/> must have seen before the circuit may open, 2 or more. Default: 20.</summary>
    public int MinimumThroughput { get; set; } = 20;

    /// <summary>
    /// The time over which attempts are counted, 0.5 s to 24 h and at least twice <see cref="ResilienceOptions.AttemptTimeout"/>. Default:
    /// <see langword="null"/>, which is 60 s, or twice that limit when it is longer.
    /// </summary>
    public TimeSpan? SamplingDuration { get; set; }

    /// <summary>How long the circuit stays open before an attempt is let through, 0.5 s to 24 h. Default: 5 s.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    internal TimeSpan EffectiveSamplingDuration(TimeSpan attemptTimeout)
    {
        var twice = attemptTimeout > ResilienceOptions.LongestTime - attemptTimeout ? ResilienceOptions.LongestTime : attemptTimeout + attemptTimeout;
        return SamplingDuration ?? (twice > UsualSamplingDuration ? twice : UsualSamplingDuration);
    }

    /// <summary>The options as they are now.</summary>
    internal CircuitBreakerOptions Copy() => (CircuitBreakerOptions)MemberwiseClone();

    internal void AddViolations(string name, TimeSpan attemptTimeout, List<string> violations)
    {
        if (!(FailureRatio is > 0 and <= 1))
        {
            violations.Add(string.Format(
                CultureInfo.InvariantCulture, "{0}.{1} is {2}; it must be more than 0 and at most 1.", name, nameof(FailureRatio), FailureRatio));
        }

        if (MinimumThroughput < 2)
        {
            violations.Add(string.Format(
                CultureInfo.InvariantCulture, "{0}.{1} is {2}; it must be 2 or more.", name, nameof(MinimumThroughput), MinimumThroughput));
        }

        TimeRange.Check(name, nameof(BreakDuration), BreakDuration, ShortestTime, violations);
        if (SamplingDuration is { } sampling)
        {
            TimeRange.Check(name, nameof(SamplingDuration), sampling, ShortestTime, violations);
            if (Enabled && sampling.TotalSeconds < 2 * attemptTimeout.TotalSeconds)
            {
                violations.Add(string.Format(
                    CultureInfo.InvariantCulture,
                    "{0}.{1} ({2} s) is shorter than twice {3} ({4} s). Leave it unset to let it follow.",
                    name,
                    nameof(SamplingDuration),
                    sampling.TotalSeconds,
                    nameof(ResilienceOptions.AttemptTimeout),
                    attemptTimeout.TotalSeconds));
            }
        }
    }
}
