using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.UnitTests.Core;

namespace MemoryApi.UnitTests.Mem0;

/// <summary>Work that looks again and again by a clock, which is moved on whenever the work waits for it.</summary>
internal static class PolledWork
{
    /// <summary>The result, and the waits in seconds.</summary>
    public static async Task<(T Result, IReadOnlyList<double> Waits)> FinishAsync<T>(this WatchedTimeProvider clock, Task<T> work)
    {
        var waits = await clock.MoveOnAsync(work);
        return (await work, waits);
    }

    /// <summary>The exception, and the waits in seconds.</summary>
    public static async Task<(TException Failure, IReadOnlyList<double> Waits)> FailAsync<TException>(this WatchedTimeProvider clock, Task work)
        where TException : Exception
    {
        var waits = await clock.MoveOnAsync(work);
        return ((await Assert.ThrowsAsync<TException>(() => work))!, waits);
    }

    /// <summary>How long the work waits for next; null when it has ended.</summary>
    public static async Task<TimeSpan?> NextWaitAsync(this WatchedTimeProvider clock, Task work)
    {
        // The end of the wait is a timer, too; the shorter one is the wait itself, once it has begun.
        var endAlone = clock.NextWait;
        for (var i = 0; i < 200 && !work.IsCompleted; i++)
        {
            if (clock.NextWait is { } next && (next < endAlone || i > 20))
            {
                return next;
            }

            await Task.Delay(1);
        }

        return work.IsCompleted ? null : clock.NextWait;
    }

    private static async Task<IReadOnlyList<double>> MoveOnAsync(this WatchedTimeProvider clock, Task work)
    {
        var waits = new List<double>();
        while (await clock.NextWaitAsync(work) is { } next)
        {
            waits.Add(next.TotalSeconds);
            clock.Advance(next);
        }

        return waits;
    }
}
