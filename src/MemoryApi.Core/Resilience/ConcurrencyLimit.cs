using System;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.RateLimiting;

namespace MemoryApi.Core;

/// <summary>
/// Limits how many calls run at the same time. A call that has to wait does so within its own time limit. Only waiting calls need a timer for that. As a strategy
/// inside of a timeout strategy, this would cost each call a timer.
/// </summary>
internal sealed class ConcurrencyLimit(HttpRateLimiterStrategyOptions options, ClientLog? log)
{
    /// <summary>Acquires a lease. The caller disposes it when the call ends.</summary>
    /// <exception cref="RateLimiterRejectedException">The limit is reached, and the queue is full.</exception>
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
