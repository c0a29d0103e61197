using System;
using System.Threading;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The memories of one project with what belongs to them: history, events, entities, feedback.</summary>
/// <remarks>
/// Records are immutable and may be used outside the lock. Queued work has no timer. Each access first does the work whose time has
/// passed, in the order of acceptance. Such work counts as done at its planned time.
/// </remarks>
internal sealed partial class Mem0Store(EmulatorOptions options, FaultPlan faults) : IDisposable
{
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.NoRecursion);
    private long _accepted;

    /// <summary>The time in whole microseconds, as responses show it, so that a filter for a time from a response matches.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = options.TimeProvider.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public void Dispose() => _gate.Dispose();

    public void Reset()
    {
        _gate.EnterWriteLock();
        try
        {
            ClearMemories();
            ClearEvents();
            ClearEntities();
            _accepted = 0;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private T Read<T>(Func<T> read)
    {
        if (HasDueEvents(Now))
        {
            Write(static _ => true);
        }

        _gate.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    private T Write<T>(Func<DateTimeOffset, T> write)
    {
        _gate.EnterWriteLock();
        try
        {
            var now = Now;
            CompleteDueEvents(now);
            return write(now);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }
}
