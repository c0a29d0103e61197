using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace MemoryApi.Testing;

/// <summary>A clock that tests advance. They can see how long timers wait.</summary>
public sealed class WatchedTimeProvider() : FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly object _lock = new();
    private readonly Dictionary<WatchedTimer, DateTimeOffset> _dueTimes = [];
    private readonly List<(TimeSpan Wait, TaskCompletionSource Source)> _expected = [];

    /// <summary>The time until the next timer fires; null when there is none.</summary>
    public TimeSpan? NextWait
    {
        get
        {
            lock (_lock)
            {
                return _dueTimes.Count == 0 ? null : _dueTimes.Values.Min() - GetUtcNow();
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this);
        timer.Inner = base.CreateTimer(
            _ =>
            {
                Watch(timer, period);
                callback(state);
            },
            null,
            dueTime,
            period);
        Watch(timer, dueTime);
        return timer;
    }

    /// <summary>Completes once a timer waits for exactly this time; fails with a <see cref="TimeoutException"/> after 10 seconds.</summary>
    public Task SomebodyWaitsAsync(TimeSpan wait)
    {
        lock (_lock)
        {
            var due = GetUtcNow() + wait;
            if (_dueTimes.ContainsValue(due))
            {
                return Task.CompletedTask;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected.Add((wait, source));
            return source.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>Advances step by step until a task is complete; fails with a <see cref="TimeoutException"/> after 100,000 steps.</summary>
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

    private void Watch(WatchedTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _dueTimes.Remove(timer);
            if (dueTime > TimeSpan.Zero)
            {
                _dueTimes.Add(timer, GetUtcNow() + dueTime);
                _expected.RemoveAll(expected => expected.Wait == dueTime && expected.Source.TrySetResult());
            }
        }
    }

    private sealed class WatchedTimer(WatchedTimeProvider clock) : ITimer
    {
        public ITimer? Inner { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = Inner!.Change(dueTime, period);
            clock.Watch(this, dueTime);
            return isChanged;
        }

        public void Dispose()
        {
            clock.Watch(this, Timeout.InfiniteTimeSpan);
            Inner?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
