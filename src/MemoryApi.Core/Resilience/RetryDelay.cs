using System;

namespace MemoryApi.Core;

/// <summary>
/// Waits that grow exponentially with decorrelated jitter, by the formula of Polly. It is computed here because whether to retry
/// depends on whether the wait fits into the time that is left, and Polly draws it only after that decision.
/// </summary>
internal static class RetryDelay
{
    // They make the median of the first wait about the base, and spread the others without a peak.
    private const double P = 4.0;
    private const double Scale = 1 / 1.4;

    /// <summary>The wait before the retry that follows on so many.</summary>
    /// <param name="retries">How many retries there have been.</param>
    /// <param name="baseDelay">What the waits grow from.</param>
    /// <param name="random">A random number, at least 0 and less than 1.</param>
    /// <param name="state">What one wait hands on to the next; 0 at the beginning.</param>
    public static TimeSpan Next(int retries, TimeSpan baseDelay, double random, ref double state)
    {
        if (baseDelay == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var time = retries + random;
        var next = Math.Pow(2, time) * Math.Tanh(Math.Sqrt(P * time));
        var ticks = (next - state) * Scale * baseDelay.Ticks;
        state = next;

        // Beyond some thousand retries the power is no number any more.
        return ticks < ResilienceOptions.LongestTime.Ticks ? TimeSpan.FromTicks((long)ticks) : ResilienceOptions.LongestTime;
    }
}
