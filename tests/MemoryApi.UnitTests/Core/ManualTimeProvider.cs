using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Core;

/// <summary>A clock that moves when it is told to, and fires its timers then.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(TimeSpan Wait, TaskCompletionSource Source)> _expected = [];
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var end = _now + time;
        while (NextDue(end) is { } timer)
        {
            timer.Fire();
        }

        _now = end;
    }

    /// <summary>How long until the next timer fires; null when none waits.</summary>
    public TimeSpan? NextWait
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due) - _now;
            }
        }
    }

    /// <summary>Completes once somebody waits for exactly so long.</summary>
    public Task SomebodyWaitsAsync(TimeSpan wait)
    {
        lock (_lock)
        {
            if (_timers.Exists(timer => timer.Due - _now == wait))
            {
                return Task.CompletedTask;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected.Add((wait, source));
            return source.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>Moves in small steps until a task is complete.</summary>
    public async Task AdvanceUntilAsync(Task task, TimeSpan step)
    {
        for (var i = 0; !task.IsCompleted; i++)
        {
            if (i == 100_000)
            {
                throw new TimeoutException("The task doesn't wait for this clock.");
            }

            Advance(step);
            await Task.Yield();
        }
    }

    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= end).OrderBy(timer => timer.Due).FirstOrDefault();
            if (next is not null)
            {
                _timers.Remove(next);
                _now = next.Due > _now ? next.Due : _now;
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action callback) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                    clock._expected.RemoveAll(expected => expected.Wait == dueTime && expected.Source.TrySetResult());
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
