using System;
using System.Globalization;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>Queued work was neither done nor failed when the limit of the wait was reached. It goes on at the service.</summary>
public sealed class MemoryEventTimeoutException : MemoryApiException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="limit">How long was waited.</param>
    /// <param name="lastEvent">The event, as it was read last; <see langword="null"/> when it never was.</param>
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

    /// <summary>How long was waited.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The event, as it was read last; <see langword="null"/> when it never was.</summary>
    public MemoryEvent? LastEvent { get; }
}
