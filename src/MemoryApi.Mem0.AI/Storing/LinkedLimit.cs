using System;
using System.Threading;

namespace MemoryApi.Mem0.AI;

/// <summary>A token that is cancelled after a time, or with one of the others.</summary>
internal sealed class LinkedLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    public LinkedLimit(TimeProvider clock, TimeSpan time, params CancellationToken[] others)
    {
        _timer = Clock.CancelAfter(clock, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource([_timer.Token, .. others]);
    }

    public CancellationToken Token => _linked.Token;

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
