using System;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0.AI;

/// <summary>Waits by a <see cref="TimeProvider"/>, whose API differs before .NET 8.</summary>
internal static class Clock
{
    public static Task DelayAsync(TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif

    /// <summary>A token that is cancelled after a time, or with one of the others.</summary>
    public static LinkedLimit Limit(TimeProvider clock, TimeSpan time, params CancellationToken[] others) => new(clock, time, others);

    public sealed class LinkedLimit : IDisposable
    {
        private readonly CancellationTokenSource _timer;
        private readonly CancellationTokenSource _linked;

        public LinkedLimit(TimeProvider clock, TimeSpan time, CancellationToken[] others)
        {
#if NET
            _timer = new CancellationTokenSource(time, clock);
#else
            _timer = clock.CreateCancellationTokenSource(time);
#endif
            _linked = CancellationTokenSource.CreateLinkedTokenSource([_timer.Token, .. others]);
        }

        public CancellationToken Token => _linked.Token;

        public void Dispose()
        {
            _linked.Dispose();
            _timer.Dispose();
        }
    }
}
