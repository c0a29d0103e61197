using System;
using System.Threading;

namespace MemoryApi.Core;

/// <summary>The time limit from the call's own <see cref="RequestOptions"/>. It is outside of all handlers, so it applies with any pipeline.</summary>
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

    /// <summary>A token that the time limit and the caller cancel.</summary>
    public CancellationToken Token => _either.Token;

    public bool HasRunOut => _timer.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
