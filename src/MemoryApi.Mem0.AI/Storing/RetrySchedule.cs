using System;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Computes the wait before a turn is sent again: the time that the service asks for, else a time that doubles with each try. It ends when the time limit would be
/// exceeded.
/// </summary>
internal sealed class RetrySchedule(TimeProvider clock, TimeSpan limit)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly long _startedAt = clock.GetTimestamp();
    private TimeSpan _next = TimeSpan.FromMilliseconds(500);

    public bool TryNext(TimeSpan? retryAfter, out TimeSpan delay)
    {
        delay = retryAfter ?? _next;
        if (delay < Shortest)
        {
            delay = Shortest;
        }

        _next = _next + _next < Longest ? _next + _next : Longest;
        return clock.GetElapsedTime(_startedAt) + delay <= limit;
    }
}
