using System;
using System.Net.Http;
using System.Threading.Tasks;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>
/// Turns an <see cref="AttemptFailedException"/> for a time limit that ran out back into a cancellation. Otherwise Polly's timeout outside of this wouldn't notice that
/// it was its own limit, and wouldn't call the user's <c>OnTimeout</c>. <see cref="ClientResilienceHandler"/> finds the exception in the cause.
/// </summary>
internal sealed class TimeLimitStrategy : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        return outcome.Exception is AttemptFailedException { Outcome.Exception: TimeoutRejectedException } failed && context.CancellationToken.IsCancellationRequested
            ? Outcome.FromException<HttpResponseMessage>(new OperationCanceledException(failed.Message, failed, context.CancellationToken))
            : outcome;
    }
}
