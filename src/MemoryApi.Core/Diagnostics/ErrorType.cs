using System;
using System.Globalization;
using System.Net.Http;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>
/// The value of <c>error.type</c>: a status code, the name of a failure, or the type of an exception. There are few different values, and none contains content.
/// </summary>
internal static class ErrorType
{
    public static string Of(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? Of((int)response.StatusCode)
        : outcome.Exception is { } failure ? Of(failure)

        // When the program opens the circuit itself, there is neither a response nor an exception.
        : "none";

    public static string Of(int status) => status.ToString(CultureInfo.InvariantCulture);

    public static string Of(Exception failure) => failure switch
    {
        MemoryApiRejectedException { Reason: RejectionReason.CircuitOpen } or BrokenCircuitException => "circuit_open",
        MemoryApiRejectedException { Reason: RejectionReason.ConcurrencyLimit } => "concurrency_limit",
        MemoryApiRejectedException => "rate_limit",
        PermanentConnectException refused => refused.ErrorType,
        MemoryApiTimeoutException { StatusCode: { } status } => Of(status),
        MemoryApiTimeoutException or ConnectTimeoutException or TimeoutRejectedException or OperationCanceledException { InnerException: TimeoutException } => "timeout",
        MemoryApiResponseException => "invalid_response",
        MemoryApiTransportException { InnerException: { } cause } => Of(cause),
        MemoryApiException { StatusCode: { } status and >= 400 } => Of(status),
        OperationCanceledException => "cancelled",
#if NET
        HttpRequestException request => OfTransport(request),
#endif
        _ => failure.GetType().FullName ?? failure.GetType().Name,
    };

#if NET
    private static string OfTransport(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "name_resolution_error",
        HttpRequestError.ConnectionError => "connection_error",
        HttpRequestError.SecureConnectionError => "secure_connection_error",
        HttpRequestError.HttpProtocolError => "http_protocol_error",
        HttpRequestError.ExtendedConnectNotSupported => "extended_connect_not_supported",
        HttpRequestError.VersionNegotiationError => "version_negotiation_error",
        HttpRequestError.UserAuthenticationError => "user_authentication_error",
        HttpRequestError.ProxyTunnelError => "proxy_tunnel_error",
        HttpRequestError.InvalidResponse => "invalid_response",
        HttpRequestError.ResponseEnded => "response_ended",
        HttpRequestError.ConfigurationLimitExceeded => "configuration_limit_exceeded",
        _ => "System.Net.Http.HttpRequestException",
    };
#endif
}
