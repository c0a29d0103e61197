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
        var isHalfOpen = state.CircuitState == CircuitState.HalfOpen;
        if (isHalfOpen && SaysNothing(outcome))
        {
            return new ValueTask<bool>(true);
        }

        var isFailure = IsFailureOfService(args.Context, outcome);
        return _own is null
            ? new ValueTask<bool>(isFailure)
            : PipelineRun.Of(args.Context).GuardAsync(_own, new CircuitBreakerPredicateArguments<HttpResponseMessage>(args.Context, outcome), isHalfOpen || isFailure);
    }

    private static bool IsFailureOfService(ResilienceContext context, Outcome<HttpResponseMessage> outcome) =>

        // A cancellation that isn't the caller's comes from the limit for the whole call.
        (outcome.Exception is OperationCanceledException && !PipelineRun.Of(context).Call.CallerToken.IsCancellationRequested)
        || AttemptOutcome.IsFailureOfService(outcome);

    private static bool SaysNothing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not (null or MemoryApiException { StatusCode: not null });
}
