using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace MemoryApi.Core;

/// <summary>
/// Validates resilience options. The validators of Microsoft.Extensions.Http.Resilience are internal, stop at the first strategy, don't accept zero retries, and
/// don't check rules between two options.
/// </summary>
internal static class ResilienceOptionsRules
{
    public static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    public static readonly TimeSpan LongestTime = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortestCircuitTime = TimeSpan.FromSeconds(0.5);

    /// <summary>A time that a function of the user has returned. Timers throw an exception for a time of some weeks or more.</summary>
    public static TimeSpan AtMostLongest(TimeSpan generated) => generated > LongestTime ? LongestTime : generated;

    public static void AddViolations(ApiClientOptions client, string name, List<string> violations)
    {
        var options = client.Resilience;
        if (Exists(options.RateLimiter, Path(name, nameof(options.RateLimiter)), violations))
        {
            CheckRateLimiter(options.RateLimiter, Path(name, nameof(options.RateLimiter)), violations);
        }

        if (Exists(options.Retry, Path(name, nameof(options.Retry)), violations))
        {
            CheckRetry(options.Retry, Path(name, nameof(options.Retry)), violations);
        }

        if (Exists(options.CircuitBreaker, Path(name, nameof(options.CircuitBreaker)), violations))
        {
            CheckCircuitBreaker(options.CircuitBreaker, Path(name, nameof(options.CircuitBreaker)), violations);
        }

        var hasTotal = Exists(options.TotalRequestTimeout, Path(name, nameof(options.TotalRequestTimeout)), violations);
        var hasAttempt = Exists(options.AttemptTimeout, Path(name, nameof(options.AttemptTimeout)), violations);
        if (hasTotal)
        {
            CheckTimeout(options.TotalRequestTimeout, Path(name, nameof(options.TotalRequestTimeout)), violations);
        }

        if (hasAttempt)
        {
            CheckTimeout(options.AttemptTimeout, Path(name, nameof(options.AttemptTimeout)), violations);
        }

        if (hasTotal && hasAttempt)
        {
            CheckAttemptAgainstTotal(options, name, violations);
        }

        if (hasAttempt && options.CircuitBreaker is not null)
        {
            CheckSamplingAgainstAttempt(options, name, violations);
        }
    }

    /// <summary>Checks a time whose range its type doesn't limit, e.g. <c>MaxRetryAfter</c>.</summary>
    public static void CheckTime(TimeSpan value, TimeSpan shortest, string name, List<string> violations)
    {
        if (value < shortest || value > LongestTime)
        {
            violations.Add(Text($"{name} is {value.TotalSeconds} s; it must be {shortest.TotalSeconds} s to {LongestTime.TotalSeconds} s."));
        }
    }

    private static void CheckRateLimiter(HttpRateLimiterStrategyOptions options, string name, List<string> violations)
    {
        var limits = options.DefaultRateLimiterOptions;
        var path = Path(name, nameof(options.DefaultRateLimiterOptions));
        if (Exists(limits, path, violations))
        {
            CheckCount(limits.PermitLimit, 1, Path(path, nameof(limits.PermitLimit)), violations);
            CheckCount(limits.QueueLimit, 0, Path(path, nameof(limits.QueueLimit)), violations);
            CheckEnum(limits.QueueProcessingOrder, Path(path, nameof(limits.QueueProcessingOrder)), violations);
        }
    }

    private static void CheckRetry(HttpRetryStrategyOptions options, string name, List<string> violations)
    {
        CheckCount(options.MaxRetryAttempts, 0, Path(name, nameof(options.MaxRetryAttempts)), violations);
        CheckTime(options.Delay, TimeSpan.Zero, Path(name, nameof(options.Delay)), violations);
        CheckTime(options.MaxDelay ?? TimeSpan.Zero, TimeSpan.Zero, Path(name, nameof(options.MaxDelay)), violations);
        CheckEnum(options.BackoffType, Path(name, nameof(options.BackoffType)), violations);
        Exists(options.ShouldHandle, Path(name, nameof(options.ShouldHandle)), violations);
        Exists(options.Randomizer, Path(name, nameof(options.Randomizer)), violations);
    }

    private static void CheckCircuitBreaker(HttpCircuitBreakerStrategyOptions options, string name, List<string> violations)
    {
        if (!(options.FailureRatio is >= 0 and <= 1))
        {
            violations.Add(Text($"{name}.{nameof(options.FailureRatio)} is {options.FailureRatio}; it must be 0 to 1."));
        }

        CheckCount(options.MinimumThroughput, 2, Path(name, nameof(options.MinimumThroughput)), violations);
        CheckTime(options.SamplingDuration, ShortestCircuitTime, Path(name, nameof(options.SamplingDuration)), violations);
        CheckTime(options.BreakDuration, ShortestCircuitTime, Path(name, nameof(options.BreakDuration)), violations);
        Exists(options.ShouldHandle, Path(name, nameof(options.ShouldHandle)), violations);
    }

    private static void CheckTimeout(HttpTimeoutStrategyOptions options, string name, List<string> violations) =>
        CheckTime(options.Timeout, ShortestTimeout, Path(name, nameof(options.Timeout)), violations);

    private static void CheckAttemptAgainstTotal(HttpStandardResilienceOptions options, string name, List<string> violations)
    {
        if (options.AttemptTimeout is { TimeoutGenerator: null, Timeout: var attempt }
            && options.TotalRequestTimeout is { TimeoutGenerator: null, Timeout: var total }
            && attempt > total)
        {
            violations.Add(Text(
                $"{name}.{nameof(options.AttemptTimeout)} ({attempt.TotalSeconds} s) is longer than {name}.{nameof(options.TotalRequestTimeout)} ({total.TotalSeconds} s)."));
        }
    }

    private static void CheckSamplingAgainstAttempt(HttpStandardResilienceOptions options, string name, List<string> violations)
    {
        var sampling = options.CircuitBreaker.SamplingDuration;
        if (options.AttemptTimeout is { TimeoutGenerator: null, Timeout: var attempt } && sampling.TotalSeconds < 2 * attempt.TotalSeconds)
        {
            violations.Add(Text(
                $"{name}.{nameof(options.CircuitBreaker)}.{nameof(options.CircuitBreaker.SamplingDuration)} ({sampling.TotalSeconds} s) is shorter than twice {name}.{nameof(options.AttemptTimeout)} ({attempt.TotalSeconds} s)."));
        }
    }

    private static void CheckCount(int value, int fewest, string name, List<string> violations)
    {
        if (value < fewest)
        {
            violations.Add(Text($"{name} is {value}; it must be {fewest} or more."));
        }
    }

    private static void CheckEnum<TEnum>(TEnum value, string name, List<string> violations)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(typeof(TEnum), value))
        {
            violations.Add(Text($"{name} is {value}; it must be one of {string.Join(", ", Enum.GetNames(typeof(TEnum)))}."));
        }
    }

    private static bool Exists(object? value, string name, List<string> violations)
    {
        if (value is null)
        {
            violations.Add($"{name} is null; leave it at its default.");
        }

        return value is not null;
    }

    private static string Path(string name, string member) => name + "." + member;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
