using System;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace MemoryApi.Core;

/// <summary>
/// The wait before a retry: constant, linear or exponential, with the jitter of Polly. It is computed here because whether to retry
/// depends on whether the wait fits into the time that is left, and Polly draws it only after that decision.
/// </summary>
internal static class Backoff
{
    // They make the median of the first exponential wait about the base, and spread the others without a peak.
    private const double P = 4.0;
    private const double Scale = 1 / 1.4;

    // A constant or linear wait is varied by so much to both sides.
    private const double Spread = 0.25;

    /// <summary>The wait before the retry that follows on so many.</summary>
    /// <param name="options">Base, growth, jitter and longest wait.</param>
    /// <param name="retries">How many retries there have been.</param>
    /// <param name="state">What one exponential wait hands on to the next; 0 at the beginning.</param>
    public static TimeSpan Next(HttpRetryStrategyOptions options, int retries, ref double state)
    {
        var ticks = options.Delay == TimeSpan.Zero ? 0 : Factor(options, retries, ref state) * options.Delay.Ticks;
        var longest = options.MaxDelay ?? ResilienceOptionsRules.LongestTime;

        // Beyond some thousand retries the power is no number any more.
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
