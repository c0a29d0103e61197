using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>Answers whether an operation may be repeated after what came of an attempt, and after which wait.</summary>
internal sealed class RepeatRule
{
    private readonly TimeSpan _baseDelay;
    private readonly TimeSpan _maxRetryAfter;

    public RepeatRule(ResilienceOptions options)
    {
        _baseDelay = options.BaseDelay;
        _maxRetryAfter = options.MaxRetryAfter;
    }

    /// <summary>Answers, and leaves the wait with the call. A wait that doesn't fit is an answer too: waiting for the limit to run out helps nobody.</summary>
    public bool MayRepeat(ApiCall call, Outcome<HttpResponseMessage> outcome, int retries, CancellationToken cancellationToken)
    {
        if (call.Options is { DisableRetries: true } || cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        var isSafe = call.Operation.IsIdempotent ? IsTransient(outcome) : CertainlyNotCarriedOut(outcome);
        return isSafe && FindWait(call, outcome, retries) is { } wait && wait < call.TimeLeft();
    }

    /// <summary>Whether the failure is of a kind that passes.</summary>
    public static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result: { } response } => (int)response.StatusCode is 408 or 429 or >= 500,
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,

        // What a transport makes of its own limit, e.g. that for connecting.
        { Exception: OperationCanceledException { InnerException: TimeoutException } } => true,
        _ => false,
    };

    /// <summary>Whether the service certainly did nothing: it refused for the rate, or never got the request.</summary>
    public static bool CertainlyNotCarriedOut(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? (int)response.StatusCode == 429 : WasNeverConnected(outcome.Exception);

    private static bool WasNeverConnected(Exception? failure)
    {
#if NET
        return failure is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError,
        };
#else
        // Nothing tells a connection that was never made from one that broke.
        return false;
#endif
    }

    private TimeSpan? FindWait(ApiCall call, Outcome<HttpResponseMessage> outcome, int retries)
    {
        var asked = outcome.Result is { } response ? RetryAfter.Of(response, call.Clock) : null;
        return asked > _maxRetryAfter ? null : call.NextDelay = asked ?? RetryDelay.Next(retries, _baseDelay, Jitter.Next(), ref call.JitterState);
    }
}
