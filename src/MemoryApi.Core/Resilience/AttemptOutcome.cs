using System;
using System.Net.Http;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>What the outcome of an attempt means.</summary>
internal static class AttemptOutcome
{
#if NET
    // With these a server says that it hasn't begun to process a request: RFC 9113, section 8.7, and RFC 9114, section 4.1.1.
    private const long Http2RefusedStream = 7;
    private const long Http3RequestRejected = 0x10b;

#endif
    /// <summary>Whether the failure is transient.</summary>
    public static bool IsTransient(Outcome<HttpResponseMessage> outcome)
    {
        var plain = AttemptFailedException.Plain(outcome);
        return plain.Result is { } response ? IsTransient((int)response.StatusCode) : IsTransient(plain.Exception);
    }

    /// <summary>Whether the service is to blame: every transient failure, but not 429, with which a healthy service refuses.</summary>
    public static bool IsFailureOfService(Outcome<HttpResponseMessage> outcome) =>
        IsTransient(outcome) && outcome.Result is not { StatusCode: (System.Net.HttpStatusCode)429 };

    /// <summary>Whether a response of this status says that the request wasn't processed: the rate, the key or the login at a proxy was refused.</summary>
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
        // Nothing else tells a connection that was never made from one that broke.
        return failure is PermanentConnectException;
#endif
    }

    /// <summary>Whether a status code is transient. Not those with which a server says that it can't do what was asked: 501, 505, 506, 508, 510, 511.</summary>
    public static bool IsTransient(int status) => status is 408 or 429 or (>= 500 and not (501 or 505 or 506 or 508 or 510 or 511));

    private static bool IsTransient(Exception? failure) => failure switch
    {
        HttpRequestException or TimeoutRejectedException => true,

        // What a transport makes of its own limit, e.g. that for connecting.
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };
}
