using System;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.RateLimiting;

namespace MemoryApi.Core;

/// <summary>
/// Lets a call begin when there is a place for it. It waits within the limit for the call, so that no call stays in the queue for longer than it may take. Only calls
/// that do wait need a timer for that, so this is no strategy of the pipeline, which would cost every call one.
/// </summary>
internal sealed class ConcurrencyLimit(HttpRateLimiterStrategyOptions options, ClientLog? log)
{
    /// <summary>Takes a place. The lease is disposed when the call has ended.</summary>
    /// <exception cref="RateLimiterRejectedException">All places are taken, and the queue is full.</exception>
    public ValueTask<RateLimitLease?> EnterAsync(PipelineRun run, ResilienceContext context)
    {
        var lease = run.Partition!.Limiter.AttemptAcquire();
        return lease.IsAcquired ? new ValueTask<RateLimitLease?>(lease) : WaitAsync(run, context);
    }

    private async ValueTask<RateLimitLease?> WaitAsync(PipelineRun run, ResilienceContext context)
    {
        var lease = await run.AcquireAsync(run.Partition!.Limiter, context.CancellationToken).ConfigureAwait(false);
        if (lease.IsAcquired)
        {
            return lease;
        }

        await OnRejectedAsync(new OnRateLimiterRejectedArguments(context, lease)).ConfigureAwait(false);
        lease.Dispose();
        throw new RateLimiterRejectedException();
    }

    public ValueTask OnRejectedAsync(OnRateLimiterRejectedArguments args)
    {
        PipelineRun.Of(args.Context).Call.Reject(RejectionReason.ConcurrencyLimit, args.Lease, log);
        return options.OnRejected?.Invoke(args) ?? default;
    }
}
