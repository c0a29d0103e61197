using System;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0;

/// <summary>Repeats a check at growing intervals until it succeeds or the time limit is reached.</summary>
internal static class Polling
{
    /// <summary>Whether <paramref name="isDone"/> returned <see langword="true"/> within the time limit.</summary>
    public static async Task<bool> UntilAsync(
        Func<CancellationToken, Task<bool>> isDone, WaitOptions wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();

        // The last check begins at the time limit. Without a limit of its own, it could take as long as any call.
        using var end = Clock.CancelAfter(clock, wait.Limit + wait.LongestInterval);
        using var lookEnd = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        var interval = wait.FirstWait;
        while (true)
        {
            try
            {
                if (await isDone(lookEnd.Token).ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return false;
            }
            catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested && cancelled.CancellationToken == lookEnd.Token)
            {
                throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken);
            }

            var left = wait.Limit - clock.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await Clock.DelayAsync(clock, interval < left ? interval : left, cancellationToken).ConfigureAwait(false);
            interval = wait.WaitAfter(interval);
        }
    }
}
