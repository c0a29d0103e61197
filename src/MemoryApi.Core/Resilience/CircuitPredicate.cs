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
        if (_own is not null)
        {
            // When the user's predicate throws, a half-open circuit must not close.
            var isHalfOpen = state.CircuitState == CircuitState.HalfOpen;
            return isHalfOpen && SaysNothing(outcome)
                ? new ValueTask<bool>(true)
                : CircuitGuardStrategy.CallAsync(
                    _own,
                    new CircuitBreakerPredicateArguments<HttpResponseMessage>(args.Context, outcome),
                    args.Context,
                    isHalfOpen || IsFailureOfService(args.Context, outcome));
        }

        return new ValueTask<bool>(
            IsFailureOfService(args.Context, outcome) || (SaysNothing(outcome) && state.CircuitState == CircuitState.HalfOpen));
    }

    private static bool IsFailureOfService(ResilienceContext context, Outcome<HttpResponseMessage> outcome) =>

        // A cancellation that isn't the caller's comes from the limit for the whole call.
        (outcome.Exception is OperationCanceledException && !PipelineRun.Of(context).Call.CallerToken.IsCancellationRequested)
        || AttemptOutcome.IsFailureOfService(outcome);

    /// <summary>
    /// Whether the attempt ended before the service could respond, for example by cancellation. A half-open circuit closes after any outcome that isn't a failure, but
    /// must not close after this one.
    /// </summary>
    private static bool SaysNothing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not (null or MemoryApiException { StatusCode: not null });
}
