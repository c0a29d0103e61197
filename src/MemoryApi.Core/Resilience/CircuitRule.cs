using System;
using System.Net.Http;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.Core;

/// <summary>Answers what an attempt says about the health of the service.</summary>
internal static class CircuitRule
{
    public static bool CountsAsFailure(ApiCall call, Outcome<HttpResponseMessage> outcome, CircuitState state) =>
        IsFailureOfService(call, outcome)

        // Everything else would close the circuit, also an attempt that was cancelled before the service could answer.
        || (state == CircuitState.HalfOpen && SaysNothing(outcome));

    private static bool IsFailureOfService(ApiCall call, Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result: { } response } => (int)response.StatusCode is 408 or >= 500,

        // Not the caller has cancelled, so the limit for the whole call has run out.
        { Exception: OperationCanceledException } when !call.CallerToken.IsCancellationRequested => true,
        _ => RepeatRule.IsTransient(outcome),
    };

    private static bool SaysNothing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not (null or MemoryApiException { StatusCode: not null });
}
