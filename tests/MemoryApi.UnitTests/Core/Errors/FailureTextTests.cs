using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text;
using MemoryApi.Core;
using Microsoft.Extensions.Options;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>The message of each exception: the problem, and what to do.</summary>
public sealed class FailureTextTests
{
    private static readonly Exception Cause = new InvalidOperationException("the cause");

    [TestCase(400, "the service refused the request as invalid. Errors and ServiceMessage say why.")]
    [TestCase(422, "the service refused the request as invalid. Errors and ServiceMessage say why.")]
    [TestCase(413, "the request is too large. Send less at once.")]
    [TestCase(401, "the service refused the API key. Check that it is complete, valid and meant for this service.")]
    [TestCase(403, "the API key isn't allowed to do this. Check its scopes and the role of its owner.")]
    [TestCase(404, "the resource doesn't exist, or this key can't see it. Check the identifiers.")]
    [TestCase(408, "the service did not receive the complete request in time. Check the network, and repeat the call if that does no harm.")]
    [TestCase(409, "the call contradicts the current state of the resource. Read the resource again, then decide.")]
    [TestCase(418, "the service refused the call. ServiceMessage says more.")]
    [TestCase(429, "there were too many requests. Wait before the next request.")]
    [TestCase(500, "the service failed. Wait before the next request.")]
    [TestCase(300, "the status is neither a success nor an error. Check the base address.")]
    [TestCase(399, "the status is neither a success nor an error. Check the base address.")]
    public void A_status(int status, string text) => Assert.That(FromStatus(status).Message, Is.EqualTo($"Things_Call (status {status}): {text}"));

    [TestCase("?page=7&page_size=50", "there is no such page, or the resource doesn't exist. Ask for an earlier page, or check the identifiers.")]
    [TestCase("?page_size=50&page=2", "there is no such page, or the resource doesn't exist. Ask for an earlier page, or check the identifiers.")]
    [TestCase("?page=1&page_size=50", "the resource doesn't exist, or this key can't see it. Check the identifiers.")]
    [TestCase("?last_page=7", "the resource doesn't exist, or this key can't see it. Check the identifiers.")]
    public void A_page_that_does_not_exist(string query, string text)
    {
        var failure = FromStatus(404, response => response.RequestMessage!.RequestUri = new Uri("https://api.example.test/v1/things/" + query));

        Assert.That(failure, Is.TypeOf<MemoryApiNotFoundException>());
        Assert.That(failure.Message, Is.EqualTo("Things_Call (status 404): " + text));
    }

    [TestCase("900", "Wait 900 s before the next request.")]
    [TestCase("0", "Wait 0 s before the next request.")]
    public void The_time_to_wait(string retryAfter, string text)
    {
        foreach (var (status, problem) in new[] { (429, "there were too many requests."), (503, "the service failed.") })
        {
            Assert.That(FromStatus(status, response => response.Headers.Add("Retry-After", retryAfter)).Message, Is.EqualTo($"Things_Call (status {status}): {problem} {text}"));
        }
    }

    [TestCase("https://other.test/login?secret=1", "other.test")]
    [TestCase("/login?secret=1", "api.example.test")]
    public void A_redirect_names_the_host_and_nothing_more(string location, string host)
    {
        var failure = FromStatus(307, response => response.Headers.Location = new Uri(location, UriKind.RelativeOrAbsolute));

        Assert.That(failure, Is.TypeOf<MemoryApiResponseException>().With.Property("StatusCode").EqualTo(307));
        Assert.That(failure.Message, Is.EqualTo($"Things_Call (status 307): the service redirects to the host \"{host}\", and redirects aren't followed. Check the base address."));
    }

    [Test]
    public void A_redirect_without_a_request_to_look_at()
    {
        using var call = Call();
        using var response = new HttpResponseMessage(HttpStatusCode.Found);
        response.Headers.Location = new Uri("/login", UriKind.Relative);

        Assert.That(ApiFailure.FromStatus(call, response, default).Message, Does.EndWith("the status is neither a success nor an error. Check the base address."));
    }

    [Test]
    public void A_time_limit()
    {
        using var call = Call();
        var known = ApiFailure.Timeout(call, TimeSpan.FromMilliseconds(1500), Cause);
        var unknown = ApiFailure.Timeout(call, null, Cause);

        Assert.That(known.Message, Is.EqualTo("Things_Call: there was no complete response within 1.5 s. Allow more time, or repeat the call if that does no harm."));
        Assert.That(unknown.Message, Is.EqualTo("Things_Call: there was no complete response in time. Allow more time, or repeat the call if that does no harm."));
        Assert.That((known.Timeout, unknown.Timeout), Is.EqualTo(((TimeSpan?)TimeSpan.FromMilliseconds(1500), (TimeSpan?)null)));
        Assert.That(known.InnerException, Is.SameAs(Cause));
    }

    [Test]
    public void A_connection_that_broke()
    {
        using var call = Call();
        call.BeginAttempt();
        var cause = new HttpRequestException("refused");

        var failure = ApiFailure.Transport(call, cause);

        Assert.That(failure.Message, Is.EqualTo("Things_Call: there was no complete response from the service. Check the network and the base address; the inner exception says more."));
        Assert.That((failure.Attempts, failure.WasNotProcessed), Is.EqualTo((1, false)));
        Assert.That(failure.InnerException, Is.SameAs(cause));
    }

    [Test]
    public void A_connection_that_was_not_made_names_the_address()
    {
        using var call = Call();
        call.BeginAttempt();
        var cause = new HttpRequestException(HttpRequestError.ConnectionError, "refused");

        var failure = ApiFailure.Transport(call, cause);

        Assert.That(
            failure.Message,
            Is.EqualTo($"Things_Call: no connection was made. Check the network, and that a service listens at the base address, {call.Context.BaseAddress}; the inner exception says more."));
        Assert.That(failure.InnerException, Is.SameAs(cause));
    }

    [Test]
    public void A_connection_that_was_not_made_in_time()
    {
        using var call = Call();
        call.BeginAttempt();
        var cause = new ConnectTimeoutException(TimeSpan.FromMilliseconds(2500), Cause);

        var failure = ApiFailure.ConnectTimeout(call, cause);

        Assert.That(failure.Message, Is.EqualTo("Things_Call: no connection was made within 2.5 s. Check the network, the proxy and the base address."));
        Assert.That((failure.Timeout, failure.Attempts, failure.InnerException), Is.EqualTo(((TimeSpan?)TimeSpan.FromMilliseconds(2500), 1, (Exception)cause)));
    }

    [Test]
    public void A_response_that_broke_off_keeps_what_had_arrived()
    {
        using var call = Call();
        call.BeginAttempt();
        var broken = new HttpIOException(HttpRequestError.ResponseEnded, "ended");
        var cause = new IncompleteResponseException(new ApiErrorDetails { Operation = "Things_Call", StatusCode = 200, Body = "half" }, broken);

        var failure = ApiFailure.Transport(call, cause);

        Assert.That(failure.Message, Does.StartWith("Things_Call (status 200): there was no complete response"));
        Assert.That((failure.StatusCode, failure.Body, failure.Attempts), Is.EqualTo((200, "half", 1)));
        Assert.That((cause.Message, cause.HttpRequestError, cause.InnerException), Is.EqualTo(("The response ended in the middle.", HttpRequestError.ResponseEnded, broken)));
        Assert.That(new IncompleteResponseException(new ApiErrorDetails(), new IOException()).HttpRequestError, Is.EqualTo(HttpRequestError.Unknown));
    }

    [TestCase(RejectionReason.CircuitOpen, 2.4, "the service has been failing, so the circuit breaker rejects calls for a while. Wait 3 s before the next request.")]
    [TestCase(RejectionReason.CircuitOpen, null, "the service has been failing, so the circuit breaker rejects calls for a while. Wait before the next request.")]
    [TestCase(RejectionReason.ConcurrencyLimit, 2.0, "too many calls are in flight. Make fewer at a time, or raise PermitLimit or QueueLimit of Resilience.RateLimiter.DefaultRateLimiterOptions.")]
    [TestCase(RejectionReason.RateLimit, 2.0, "the RateLimiter has no permit. Wait 2 s before the next request.")]
    public void A_call_that_the_client_turns_away(RejectionReason reason, double? seconds, string text)
    {
        using var call = Call();
        var wait = seconds is { } value ? TimeSpan.FromSeconds(value) : (TimeSpan?)null;

        var failure = ApiFailure.Rejected(call, reason, wait);

        Assert.That(failure.Message, Is.EqualTo("Things_Call: " + text));
        Assert.That((failure.Reason, failure.RetryAfter), Is.EqualTo((reason, wait)));
    }

    [Test]
    public void A_key_that_could_not_be_had()
    {
        using var call = Call();
        const string Text = "no API key could be obtained. Check ApiKeyProvider or ApiKey, or give the call its own (RequestOptions.ApiKey); the inner exception says more.";

        Assert.That(ApiFailure.KeyUnavailable(call, Cause).Message, Is.EqualTo("Things_Call: " + Text));
        Assert.That(ApiFailure.KeyUnavailable(null, Cause).Message, Is.EqualTo("Request: " + Text));
        Assert.That(ApiFailure.KeyUnavailable(null, Cause).InnerException, Is.SameAs(Cause));
        Assert.That(ApiFailure.KeyUnavailable(null, Cause).WasNotProcessed, Is.False, "without a call nobody knows");
    }

    [Test]
    public void Options_that_a_reload_has_made_invalid()
    {
        using var call = Call();
        var cause = new OptionsValidationException("X", typeof(ApiClientOptions), ["MaxRetryAfter must be a time."]);

        var failure = ApiFailure.KeyUnavailable(call, cause);

        Assert.That(
            failure.Message,
            Is.EqualTo("Things_Call: the options have become invalid, e.g. when the configuration was reloaded, so there is no API key for the call. Correct what the inner exception names."));
        Assert.That(failure.InnerException, Is.SameAs(cause));
    }

    [Test]
    public void A_key_that_a_registration_lacks()
    {
        using var call = Call();
        const string Text = "there is no API key in the registration of X. Set A or B, or give the call its own (RequestOptions.ApiKey).";

        Assert.That(ApiFailure.KeyMissing(call, "the registration of X", "A or B").Message, Is.EqualTo("Things_Call: " + Text));
        Assert.That(ApiFailure.KeyMissing(null, "the registration of X", "A or B").Message, Is.EqualTo("Request: " + Text));
    }

    [Test]
    public void A_response_that_cannot_be_used()
    {
        using var call = Call();
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>", Encoding.UTF8, "text/html") };
        response.Headers.Add("X-Request-Id", "r-1");

        var known = ApiFailure.Unusable(call, response, new ArraySegment<byte>("<html>"u8.ToArray()), "it is no JSON.", Cause);
        var unknown = ApiFailure.Unusable(null, response, default, "it is no JSON.");

        Assert.That(known.Message, Is.EqualTo("Things_Call (status 200): it is no JSON. It is a web page: check the base address, https://api.example.test/."));
        Assert.That((known.Body, known.BodyIsTruncated, known.RequestId, known.InnerException), Is.EqualTo(("<html>", false, "r-1", Cause)));
        Assert.That(unknown.Message, Is.EqualTo("Request (status 200): it is no JSON."));
        Assert.That((unknown.Body, unknown.InnerException, unknown.Attempts), Is.EqualTo(((string?)null, (Exception?)null, 0)));
    }

    private static MemoryApiException FromStatus(int status, Action<HttpResponseMessage>? change = null)
    {
        using var call = Call();
        using var response = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://api.example.test/v1/things/1/") };
        change?.Invoke(response);
        return ApiFailure.FromStatus(call, response, new ArraySegment<byte>("""{"detail":"said"}"""u8.ToArray()));
    }

    private static ApiCall Call() => new(TestService.Request().Operation, null, new CallContext(TimeProvider.System, new Destination("https://api.example.test/", new TestOptions()), includesServiceMessage: false));
}
