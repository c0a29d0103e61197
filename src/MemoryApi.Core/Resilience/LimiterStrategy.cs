using System;
using System.Net.Http;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Polly;

namespace MemoryApi.Core;

/// <summary>Lets through what a limiter has a permit for, and rejects the rest. The permit is held until what it was taken for has ended.</summary>
internal sealed class LimiterStrategy(RateLimiter limiter, RejectionReason reason, Func<ApiCall, bool> applies, ClientLog log)
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
                    TimeSpan? retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null;
                    log.Rejected(call.Operation.Id, reason);
                    return Outcome.FromException<HttpResponseMessage>(ApiFailure.Rejected(call, reason, retryAfter));
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
}
