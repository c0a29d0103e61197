using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>Creates the exception for each way in which a call can fail. All messages of these exceptions are written here.</summary>
internal static class ApiFailure
{
    private const int LongestBody = 32 * 1024;

    /// <summary>The service responded with a status code that isn't a success.</summary>
    public static MemoryApiException FromStatus(ApiCall call, HttpResponseMessage response, ArraySegment<byte> body)
    {
        var status = (int)response.StatusCode;
        var details = Details(call, response, body);
        if (status is >= 300 and < 400)
        {
            return FromRedirect(details, response);
        }

        var parsed = ErrorBodyParser.Parse(body, new KeyMask(call.Keys));
        Fill(details, parsed, call);
        details.RetryAfter = RetryAfter.Of(response, call.Clock);
        return status switch
        {
            404 or 405 when !parsed.IsOfService(Path(response)) => NotOfService(call, details),
            404 when IsLaterPage(response) => new MemoryApiNotFoundException(
                Sentence(details, "there is no such page, or the resource doesn't exist. Ask for an earlier page, or check the identifiers."), details),
            _ => Create(FailureKinds.FromStatus(status), details),
        };
    }

    /// <summary>The status code is a success, but the body lists errors.</summary>
    public static MemoryApiException FromEnvelope(ApiCall call, HttpResponseMessage response, ArraySegment<byte> body, JToken errors)
    {
        var details = Details(call, response, body);
        Fill(details, ErrorBodyParser.Parse(errors, new KeyMask(call.Keys)), call);
        return Create(FailureKinds.FromCode(details.ErrorCode), details);
    }

    /// <summary>The client can't use the response.</summary>
    public static MemoryApiResponseException Unusable(
        ApiCall? call, HttpResponseMessage response, ArraySegment<byte> body, string problem, Exception? cause = null)
    {
        var details = Details(call, response, body);
        if (call is not null && response.Content is { } content && BufferedContent.HeadersOf(content).ContentType?.MediaType == "text/html")
        {
            problem += $" It is a web page: check the base address, {BaseAddress(call)}.";
        }

        return new MemoryApiResponseException(Sentence(details, problem), details, cause);
    }

    /// <summary>A time limit ran out.</summary>
    public static MemoryApiTimeoutException Timeout(ApiCall call, TimeSpan? timeout, Exception cause)
    {
        var details = Details(call);
        var limit = timeout is { } time ? string.Format(CultureInfo.InvariantCulture, " within {0:0.###} s", time.TotalSeconds) : " in time";
        var problem = $"there was no complete response{limit}. Allow more time, or repeat the call if that does no harm.";
        return new MemoryApiTimeoutException(Sentence(details, problem), timeout, details, TransportFailure.WithoutSecrets(cause));
    }

    /// <summary>No connection was made, no response arrived, or the connection broke in the middle of one.</summary>
    public static MemoryApiTransportException Transport(ApiCall call, Exception cause)
    {
        var details = (cause as IncompleteResponseException)?.Received ?? Details(call);
        details.Attempts = call.Attempts;
        details.WasNotProcessed = WasNotProcessed(call);
        var problem = cause is PermanentConnectException { Problem: var permanent }
            ? permanent
            : AttemptOutcome.WasNotProcessed(cause)
            ? $"no connection was made. Check the network, and that a service listens at the base address, {BaseAddress(call)}; the inner exception says more."
            : "there was no complete response from the service. Check the network and the base address; the inner exception says more.";
        return new MemoryApiTransportException(Sentence(details, problem), details, TransportFailure.WithoutSecrets(cause));
    }

    /// <summary>The client couldn't connect in time.</summary>
    public static MemoryApiTimeoutException ConnectTimeout(ApiCall call, ConnectTimeoutException cause)
    {
        var details = Details(call);
        var problem = string.Format(
            CultureInfo.InvariantCulture, "no connection was made within {0:0.###} s. Check the network, the proxy and the base address.", cause.Limit.TotalSeconds);
        return new MemoryApiTimeoutException(Sentence(details, problem), cause.Limit, details, cause);
    }

    /// <summary>The client itself rejected the call.</summary>
    public static MemoryApiRejectedException Rejected(ApiCall call, RejectionReason reason, TimeSpan? retryAfter)
    {
        var details = Details(call);

        // Negative when the break is over and an attempt is finding out whether the service has recovered. How long that takes isn't known.
        details.RetryAfter = retryAfter < TimeSpan.Zero ? null : retryAfter;
        var problem = reason switch
        {
            RejectionReason.CircuitOpen => "the service has been failing, so the circuit breaker rejects calls for a while." + Wait(details),
            RejectionReason.ConcurrencyLimit =>
                "too many calls are in flight. Make fewer at a time, or raise PermitLimit or QueueLimit of Resilience.RateLimiter.DefaultRateLimiterOptions.",
            _ => $"the {nameof(ApiClientOptions.RateLimiter)} has no permit." + Wait(details),
        };
        return new MemoryApiRejectedException(Sentence(details, problem), reason, details);
    }

    /// <summary>The client couldn't obtain the configured key for an attempt, e.g. since a reload has made its options invalid.</summary>
    public static MemoryApiAuthenticationException KeyUnavailable(ApiCall? call, Exception cause)
    {
        var details = Details(call);
        const string NoKey = $"no API key could be obtained. Check {nameof(ApiClientOptions.ApiKeyProvider)} or {nameof(ApiClientOptions.ApiKey)}, or give the call its own ({nameof(RequestOptions)}.{nameof(RequestOptions.ApiKey)}); the inner exception says more.";
        var problem = cause is OptionsValidationException
            ? "the options have become invalid, e.g. when the configuration was reloaded, so there is no API key for the call. Correct what the inner exception names."
            : NoKey;
        return new MemoryApiAuthenticationException(Sentence(details, problem), details, cause);
    }

    /// <summary>A registered client has no key, and the call brings none.</summary>
    /// <param name="call">The call, if there is one.</param>
    /// <param name="registration">The text that describes the registration (<see cref="MissingKey.Registration"/>).</param>
    /// <param name="places">The text that lists the places where the key can be set.</param>
    public static MemoryApiAuthenticationException KeyMissing(ApiCall? call, string registration, string places)
    {
        var details = Details(call);
        var problem = $"there is no API key in {registration}. Set {places}, or give the call its own ({nameof(RequestOptions)}.{nameof(RequestOptions.ApiKey)}).";
        return new MemoryApiAuthenticationException(Sentence(details, problem), details);
    }

    /// <summary>The response says that nothing exists at the address, and it may come from a web server that isn't the service.</summary>
    private static MemoryApiException NotOfService(ApiCall call, ApiErrorDetails details)
    {
        var text = Sentence(details, $"there is nothing at this address, and the response doesn't look like one of the service's. Check the base address, {BaseAddress(call)}; if it is right, check the identifiers.");
        return details.StatusCode == 404 ? new MemoryApiNotFoundException(text, details) : new MemoryApiException(text, details);
    }

    private static MemoryApiResponseException FromRedirect(ApiErrorDetails details, HttpResponseMessage response)
    {
        var location = response.Headers.Location;
        var host = location is { IsAbsoluteUri: true } ? location.IdnHost : response.RequestMessage?.RequestUri?.IdnHost;
        var problem = location is null || host is null
            ? "the status is neither a success nor an error. Check the base address."
            : $"the service redirects to the host \"{host}\", and redirects aren't followed. Check the base address.";
        return new MemoryApiResponseException(Sentence(details, problem), details);
    }

    private static MemoryApiException Create(FailureKind kind, ApiErrorDetails details) => kind switch
    {
        FailureKind.Authentication => new MemoryApiAuthenticationException(
            Sentence(details, "the service refused the API key. Check that it is complete, valid and meant for this service."), details),
        FailureKind.Permission => new MemoryApiPermissionException(
            Sentence(details, "the API key isn't allowed to do this. Check its scopes and the role of its owner."), details),
        FailureKind.NotFound => new MemoryApiNotFoundException(
            Sentence(details, "the resource doesn't exist, or this key can't see it. Check the identifiers."), details),
        FailureKind.Timeout => new MemoryApiTimeoutException(
            Sentence(details, "the service did not receive the complete request in time. Check the network, and repeat the call if that does no harm."), details: details),
        FailureKind.Conflict => new MemoryApiConflictException(
            Sentence(details, "the call contradicts the current state of the resource. Read the resource again, then decide."), details),
        FailureKind.Validation => new MemoryApiValidationException(
            Sentence(details, details.StatusCode == 413
                ? "the request is too large. Send less at once."
                : $"the service refused the request as invalid. {nameof(MemoryApiException.Errors)} and {nameof(MemoryApiException.ServiceMessage)} say why."),
            details),
        FailureKind.RateLimit => new MemoryApiRateLimitException(Sentence(details, "there were too many requests." + Wait(details)), details),
        FailureKind.Server => new MemoryApiServerException(Sentence(details, "the service failed." + Wait(details)), details),
        _ => new MemoryApiException(
            Sentence(details, $"the service refused the call. {nameof(MemoryApiException.ServiceMessage)} says more."), details),
    };

    private static string Wait(ApiErrorDetails details) => details.RetryAfter is { } wait
        ? string.Format(CultureInfo.InvariantCulture, " Wait {0:0} s before the next request.", Math.Ceiling(wait.TotalSeconds))
        : " Wait before the next request.";

    private static string Sentence(ApiErrorDetails details, string problem)
    {
        var subject = details.Operation.Length > 0 ? details.Operation : "Request";
        return details.StatusCode is { } status
            ? string.Format(CultureInfo.InvariantCulture, "{0} (status {1}): {2}", subject, status, problem)
            : subject + ": " + problem;
    }

    private static void Fill(ApiErrorDetails details, ErrorBody body, ApiCall call)
    {
        details.ServiceMessage = body.Message;
        details.ErrorCode = body.Code;
        details.Errors = body.Errors;
        details.IncludeServiceMessage = call.Context.IncludesServiceMessage;
    }

    private static string Path(HttpResponseMessage response) => response.RequestMessage?.RequestUri?.AbsolutePath.Trim('/') ?? string.Empty;

    /// <summary>Whether the request asks for a page after the first.</summary>
    private static bool IsLaterPage(HttpResponseMessage response) => (response.RequestMessage?.RequestUri?.Query ?? string.Empty)
        .TrimStart('?')
        .Split('&')
        .Any(static parameter => parameter.StartsWith("page=", StringComparison.Ordinal) && parameter is not "page=1");

    /// <summary>The base address of the client, without a password.</summary>
    private static string BaseAddress(ApiCall call) =>
        new Uri(call.Context.BaseAddress).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static bool WasNotProcessed(ApiCall? call) => call is { PossiblyProcessed: 0 };

    private static ApiErrorDetails Details(ApiCall? call) => new()
    {
        Operation = call?.Operation.Id ?? string.Empty,
        Attempts = call?.Attempts ?? 0,
        WasNotProcessed = WasNotProcessed(call),
    };

    /// <summary>The details of a call and of its response.</summary>
    public static ApiErrorDetails Details(ApiCall? call, HttpResponseMessage response, ArraySegment<byte> body)
    {
        var details = Details(call);
        details.StatusCode = (int)response.StatusCode;
        details.Headers = ResponseHeaders.Of(response);
        details.RequestId = ResponseHeaders.RequestId(response);
        details.RateLimit = RateLimitHeaders.Of(response, call?.Clock ?? TimeProvider.System);
        if (body.Count > 0)
        {
            details.Body = Utf8Text.Decode(body, LongestBody, out var isTruncated);
            details.BodyIsTruncated = isTruncated;
        }

        return details;
    }
}
