using System;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0;

/// <summary>Waits by a <see cref="TimeProvider"/>, whose API differs before .NET 8.</summary>
internal static class Clock
{
    public static Task DelayAsync(TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif

    public static CancellationTokenSource CancelAfter(TimeProvider clock, TimeSpan time) =>
#if NET
        new(time, clock);
#else
        clock.CreateCancellationTokenSource(time);
#endif
}
