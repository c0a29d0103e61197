using System;
using System.Threading.RateLimiting;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

/// <summary>
/// Bland's documented limit for memory: <see cref="Requests"/> requests within <see cref="Window"/>, for contact memory and stores together. To stay within the
/// limit, create one limiter for each key and pass it to the client:
/// <code>
/// options.RateLimiter = BlandRateLimit.CreateLimiter();
/// options.RateLimitedOperations = BlandRateLimit.Covers;
/// </code>
/// </summary>
public static class BlandRateLimit
{
    /// <summary>The number of requests that are allowed within <see cref="Window"/>.</summary>
    public const int Requests = 100;

    /// <summary>The time window of the limit: 15 minutes.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Creates a limiter that stays within the limit of one key. It has a timer: keep it as long as the program runs, or dispose it.
    /// </summary>
    /// <param name="queueLimit">
    /// How many attempts may wait for a permit, 0 or more. Any further attempt ends its call with a <see cref="MemoryApiRejectedException"/>. A wait may take
    /// minutes, and counts towards the time limit of the call. Default: 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="queueLimit"/> is negative.</exception>
    public static RateLimiter CreateLimiter(int queueLimit = 0) => Core.RateLimits.SlidingWindow(Requests, Window, queueLimit);

    /// <summary>Whether an operation counts towards the limit. Contacts and schemas don't.</summary>
    /// <param name="operation">Id of the operation, e.g. <c>Memory_MergeFacts</c>.</param>
    public static bool Covers(string operation)
    {
        Require.NotNull(operation, nameof(operation));
        return operation.StartsWith("Memory_", StringComparison.Ordinal) || operation.StartsWith("Stores_", StringComparison.Ordinal);
    }
}
