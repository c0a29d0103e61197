using System;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>Waits for the lease of a limiter. A limiter that ignores its cancellation token must not extend a call beyond its time limit.</summary>
internal static class LeaseWait
{
    /// <summary>Waits until the cancellation at most. A lease that comes later is returned at once, so that no permit is lost.</summary>
    public static ValueTask<RateLimitLease> UntilCanceledAsync(ValueTask<RateLimitLease> acquiring, CancellationToken cancellationToken) =>
        acquiring.IsCompleted ? acquiring : new ValueTask<RateLimitLease>(WaitAsync(acquiring.AsTask(), cancellationToken));

    private static async Task<RateLimitLease> WaitAsync(Task<RateLimitLease> acquiring, CancellationToken cancellationToken)
    {
        try
        {
            return await acquiring.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = acquiring.ContinueWith(
                static task =>
                {
                    if (task.Status == TaskStatus.RanToCompletion)
                    {
                        task.Result?.Dispose();
                    }

                    // An exception that nobody reads would be reported as unobserved.
                    return task.Exception;
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            throw;
        }
    }
}
