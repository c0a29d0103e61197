using System;
using System.Threading;

namespace MemoryApi.Core;

/// <summary>The limit that a call brings itself. It stands around all handlers, so it holds whichever pipeline there is.</summary>
internal sealed class CallTimeLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public CallTimeLimit(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
#if NET
        _timer = new CancellationTokenSource(limit, clock);
#else
        _timer = System.Threading.Tasks.TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, limit);
#endif
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    /// <summary>Cancelled by the limit and by the caller.</summary>
    public CancellationToken Token => _either.Token;

    public bool HasRunOut => _timer.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
