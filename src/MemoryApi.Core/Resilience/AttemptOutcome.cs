using System;
using System.Net.Http;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>Classifies the outcome of an attempt: is the failure transient, is the service to blame, can the service have processed the request?</summary>
internal static class AttemptOutcome
{
#if NET
    // Error codes for a request that the server hasn't begun to process: RFC 9113, section 8.7, and RFC 9114, section 4.1.1.
    private const long Http2RefusedStream = 7;
    private const long Http3RequestRejected = 0x10b;

#endif
    /// <summary>Whether the failure is transient.</summary>
    public static bool IsTransient(Outcome<HttpResponseMessage> outcome)
    {
        var plain = AttemptFailedException.Plain(outcome);
        return plain.Result is { } response ? IsTransient((int)response.StatusCode) : IsTransient(plain.Exception);
    }

    /// <summary>Whether the service is to blame: true for each transient failure except 429, which a healthy service returns as well.</summary>
    public static bool IsFailureOfService(Outcome<HttpResponseMessage> outcome) =>
        IsTransient(outcome) && outcome.Result is not { StatusCode: (System.Net.HttpStatusCode)429 };

    /// <summary>
    /// Whether the status code says that the request wasn't processed: it was refused because of the key (401), the login at a proxy (407) or the rate limit (429).
    /// </summary>
    public static bool WasNotProcessed(HttpResponseMessage response) => (int)response.StatusCode is 401 or 407 or 429;

    /// <summary>Whether the service can't have processed the request: the connection was never made, or the service says so.</summary>
    public static bool WasNotProcessed(Exception? failure)
    {
#if NET
        return failure is PermanentConnectException
            || failure is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError,
            }
            || (failure is HttpRequestException { InnerException: HttpProtocolException { ErrorCode: Http2RefusedStream or Http3RequestRejected } } and not IncompleteResponseException);
#else
        // On netstandard2.0 other exceptions don't tell whether a connection was never made or broke later.
        return failure is PermanentConnectException;
#endif
    }

    /// <summary>Whether a status code is transient. 501, 505, 506, 508, 510 and 511 aren't: with these a server says that it doesn't support the request.</summary>
    public static bool IsTransient(int status) => status is 408 or 429 or (>= 500 and not (501 or 505 or 506 or 508 or 510 or 511));

    private static bool IsTransient(Exception? failure) => failure switch
    {
        HttpRequestException or TimeoutRejectedException => true,

        // A transport throws this when its own time limit runs out, e.g. the one for connecting.
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };
}
