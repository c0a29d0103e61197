using System;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Waits for a function of the user, such as a key provider or a rate limiter. One that ignores its cancellation token must not extend a call beyond its time limit.
/// </summary>
internal static class CancelableWait
{
    /// <summary>Waits until the cancellation at most.</summary>
    /// <param name="work">What the function has returned.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="onLate">Receives a result that comes after the end of the wait.</param>
    public static ValueTask<T> UntilCanceledAsync<T>(ValueTask<T> work, CancellationToken cancellationToken, Action<T>? onLate = null) =>
        work.IsCompleted ? work : new ValueTask<T>(WaitAsync(work.AsTask(), cancellationToken, onLate));

    private static async Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken, Action<T>? onLate)
    {
        try
        {
            return await work.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = work.ContinueWith(
                task =>
                {
                    if (task.Status == TaskStatus.RanToCompletion)
                    {
                        onLate?.Invoke(task.Result);
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
