using System;
using System.Globalization;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>Queued work was not finished within the time limit of the wait. The service continues it.</summary>
public sealed class MemoryEventTimeoutException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="limit">How long the client waited.</param>
    /// <param name="lastEvent">The event, as last read; <see langword="null"/> when it was never read.</param>
    public MemoryEventTimeoutException(TimeSpan limit, MemoryEvent? lastEvent = null)
        : base(
            string.Format(
                CultureInfo.InvariantCulture,
                "Events_Get: the queued work was not done within {0:0.###} s. It goes on: wait for the same event again, or allow more time.",
                limit.TotalSeconds),
            new ApiErrorDetails { Operation = "Events_Get" })
    {
        Limit = limit;
        LastEvent = lastEvent;
    }

    /// <summary>How long the client waited.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The event, as last read; <see langword="null"/> when it was never read.</summary>
    public MemoryEvent? LastEvent { get; }
}
