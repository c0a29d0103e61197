using System;
using System.Net.Http;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Polly;

namespace MemoryApi.Core;

/// <summary>Lets through what a limiter has a permit for, and rejects the rest. The permit is held until what it was taken for has ended.</summary>
internal sealed class LimiterStrategy(RateLimiter limiter, RejectionReason reason, Func<ApiCall, bool> applies, ClientLog? log)
    : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var call = ApiCall.Of(context);
        RateLimitLease? lease = null;
        try
        {
            if (applies(call))
            {
                lease = await limiter.AcquireAsync(1, context.CancellationToken).ConfigureAwait(false);
                if (!lease.IsAcquired)
                {
                    log?.Rejected(call.Operation.Id, reason);
                    return Outcome.FromException<HttpResponseMessage>(ApiFailure.Rejected(call, reason, RetryAfterOf(lease)));
                }
            }

            return await callback(context, state).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            return Outcome.FromException<HttpResponseMessage>(failure);
        }
        finally
        {
            lease?.Dispose();
        }
    }

    /// <summary>What the limiter says; those that replenish and don't say it have no permit before they have done so.</summary>
    private TimeSpan? RetryAfterOf(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : (limiter as ReplenishingRateLimiter)?.ReplenishmentPeriod;
}
