using System;
using System.Net.Http;
using System.Threading.Tasks;
using Polly;

namespace MemoryApi.Core;

/// <summary>Runs an attempt through the circuit breaker of the call's API key.</summary>
/// <param name="hasOwnDelegates">
/// Whether the circuit breaker has functions of the user. If one of them throws while the circuit is half-open, Polly would leave it half-open, and it would reject all
/// calls from then on. So <see cref="PipelineRun.CircuitFailure"/> keeps the exception, and it surfaces when the circuit breaker has finished.
/// </param>
internal sealed class KeyCircuitStrategy(bool hasOwnDelegates) : ResilienceStrategy<HttpResponseMessage>
{
    protected override ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state) =>
        hasOwnDelegates ? ExecuteAndSurfaceAsync(callback, context, state) : PipelineRun.Of(context).Partition!.Circuit.ExecuteOutcomeAsync(callback, context, state);

    private static async ValueTask<Outcome<HttpResponseMessage>> ExecuteAndSurfaceAsync<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var run = PipelineRun.Of(context);
        run.CircuitFailure = null;
        var outcome = await run.Partition!.Circuit.ExecuteOutcomeAsync(
            static (context, inner) => PipelineRun.Of(context).CircuitFailure is { } beforehand
                ? new ValueTask<Outcome<HttpResponseMessage>>(Outcome.FromException<HttpResponseMessage>(beforehand))
                : inner.callback(context, inner.state),
            context,
            (callback, state)).ConfigureAwait(context.ContinueOnCapturedContext);
        if (run.CircuitFailure is not { } failure)
        {
            return outcome;
        }

        outcome.Result?.Dispose();
        return Outcome.FromException<HttpResponseMessage>(failure);
    }
}
