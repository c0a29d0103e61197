using System;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace MemoryApi.Core;

/// <summary>
/// The wait before a retry: constant, linear or exponential, with the jitter of Polly. <see cref="RetryPredicate"/> needs the wait before it decides, since it
/// doesn't retry when the wait exceeds the time that is left. Polly would compute the wait only after that decision.
/// </summary>
internal static class Backoff
{
    // With these factors, the median of the first exponential wait is about the base delay, and later waits spread evenly.
    private const double P = 4.0;
    private const double Scale = 1 / 1.4;

    // The jitter of a constant or linear wait: up to 25 % shorter or longer.
    private const double Spread = 0.25;

    /// <summary>Computes the wait before the next retry.</summary>
    /// <param name="options">The base delay, the kind of backoff, jitter and the longest wait.</param>
    /// <param name="retries">How many retries the call has made so far.</param>
    /// <param name="state">The state of the exponential jitter, which each wait passes to the next; 0 at the beginning.</param>
    public static TimeSpan Next(HttpRetryStrategyOptions options, int retries, ref double state)
    {
        var ticks = options.Delay == TimeSpan.Zero ? 0 : Factor(options, retries, ref state) * options.Delay.Ticks;
        var longest = options.MaxDelay ?? ResilienceOptionsRules.LongestTime;

        // After some thousand retries the power overflows to infinity or NaN, and the longest wait applies.
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }

    private static double Factor(HttpRetryStrategyOptions options, int retries, ref double state)
    {
        if (options.BackoffType == DelayBackoffType.Exponential)
        {
            return options.UseJitter ? Decorrelated(retries + options.Randomizer(), ref state) : Math.Pow(2, retries);
        }

        var factor = options.BackoffType == DelayBackoffType.Linear ? retries + 1.0 : 1;
        return options.UseJitter ? factor * (1 - Spread + (2 * Spread * options.Randomizer())) : factor;
    }

    private static double Decorrelated(double time, ref double state)
    {
        var next = Math.Pow(2, time) * Math.Tanh(Math.Sqrt(P * time));
        var factor = (next - state) * Scale;
        state = next;
        return factor;
    }
}
