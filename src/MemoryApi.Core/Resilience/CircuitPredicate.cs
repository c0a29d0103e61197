using System;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.Core;

/// <summary>Decides what an attempt says about the health of the service.</summary>
internal sealed class CircuitPredicate(HttpCircuitBreakerStrategyOptions options, CircuitBreakerStateProvider state)
{
    private readonly Func<CircuitBreakerPredicateArguments<HttpResponseMessage>, ValueTask<bool>>? _own = ResilienceDefaults.OwnPredicate(options);

    public ValueTask<bool> IsFailureAsync(CircuitBreakerPredicateArguments<HttpResponseMessage> args)
    {
        var outcome = AttemptFailedException.Plain(args.Outcome);

        // A half-open circuit closes after any outcome that isn't a failure. An attempt that was cancelled before the service could respond must not close it.
        if (SaysNothing(outcome) && state.CircuitState == CircuitState.HalfOpen)
        {
            return new ValueTask<bool>(true);
        }

        return _own is null
            ? new ValueTask<bool>(IsFailureOfService(args.Context, outcome))
            : _own(new CircuitBreakerPredicateArguments<HttpResponseMessage>(args.Context, outcome));
    }

    private static bool IsFailureOfService(ResilienceContext context, Outcome<HttpResponseMessage> outcome) =>

        // A cancellation that isn't the caller's comes from the limit for the whole call.
        (outcome.Exception is OperationCanceledException && !PipelineRun.Of(context).Call.CallerToken.IsCancellationRequested)
        || AttemptOutcome.IsFailureOfService(outcome);

    private static bool SaysNothing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not (null or MemoryApiException { StatusCode: not null });
}
