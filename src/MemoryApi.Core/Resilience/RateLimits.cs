using System;
using System.Threading.RateLimiting;

namespace MemoryApi.Core;

/// <summary>Makes limiters for <see cref="ApiClientOptions.RateLimiter"/>.</summary>
public static class RateLimits
{
    private const int Segments = 15;

    /// <summary>
    /// Creates a limiter for a service that allows a number of requests in a time window. The limiter's window slides in fifteen steps, so it stays within the
    /// service's limit wherever the service's window begins. The limiter has a timer on the system's clock: create one for each key and keep it as long as the
    /// program runs, or dispose it.
    /// </summary>
    /// <param name="requests">How many requests the service allows in the window, 1 or more.</param>
    /// <param name="window">The length of the window, 15 ms to 24 h.</param>
    /// <param name="queueLimit">How many attempts may wait for a permit, 0 or more; an attempt beyond that is rejected at once. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range.</exception>
    public static RateLimiter SlidingWindow(int requests, TimeSpan window, int queueLimit = 0)
    {
        if (requests < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(requests), requests, "At least one request must be allowed.");
        }

        if (window < TimeSpan.FromMilliseconds(Segments) || window > ResilienceOptionsRules.LongestTime)
        {
            throw new ArgumentOutOfRangeException(nameof(window), window, "The window is 15 ms to 24 h.");
        }

        if (queueLimit < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(queueLimit), queueLimit, "The queue can't have fewer than 0 places.");
        }

        return new SlidingWindowRateLimiter(new SlidingWindowRateLimiterOptions
        {
            PermitLimit = requests,
            Window = window,
            SegmentsPerWindow = Segments,
            QueueLimit = queueLimit,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }
}
