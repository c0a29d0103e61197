using System;
using System.IO;
using System.Net;
using System.Net.Http;
using MemoryApi.Core;
using Polly;
using Polly.Timeout;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>What the outcome of an attempt says of the service and of the request.</summary>
public sealed class AttemptOutcomeTests
{
    [TestCase(0x7, true, Description = "REFUSED_STREAM of HTTP/2")]
    [TestCase(0x10b, true, Description = "H3_REQUEST_REJECTED of HTTP/3")]
    [TestCase(0x8, false)]
    [TestCase(0x10c, false)]
    public void A_server_that_refuses_a_request_before_it_begins_to_process_it_says_so(long errorCode, bool wasNotProcessed)
    {
        var refusal = new HttpProtocolException(errorCode, "refused", null);

        Assert.That(AttemptOutcome.WasNotProcessed(new HttpRequestException("refused", refusal)), Is.EqualTo(wasNotProcessed));
        Assert.That(AttemptOutcome.WasNotProcessed(new IncompleteResponseException(new ApiErrorDetails(), refusal)), Is.False, "the response had begun");
    }

    [TestCase(401, true)]
    [TestCase(407, true)]
    [TestCase(429, true)]
    [TestCase(400, false)]
    [TestCase(403, false)]
    [TestCase(503, false)]
    public void A_response_that_refuses_rate_key_or_login_says_that_the_request_was_not_processed(int status, bool wasNotProcessed)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);

        Assert.That(AttemptOutcome.WasNotProcessed(response), Is.EqualTo(wasNotProcessed));
    }

    [Test]
    public void A_failure_without_a_response_is_transient_when_the_connection_or_a_limit_in_time_is_to_blame()
    {
        foreach (var (failure, isTransient) in new (Exception Failure, bool IsTransient)[]
        {
            (new HttpRequestException("lost"), true),
            (new TimeoutRejectedException("late"), true),
            (new OperationCanceledException("connect", new TimeoutException()), true),
            (new OperationCanceledException("cancelled"), false),
            (new IOException("disk"), false),
            (new InvalidOperationException("bug"), false),
        })
        {
            var outcome = Outcome.FromException<HttpResponseMessage>(failure);

            Assert.That((AttemptOutcome.IsTransient(outcome), AttemptOutcome.IsFailureOfService(outcome)), Is.EqualTo((isTransient, isTransient)), failure.Message);
        }
    }

    [TestCase(429, true, false, Description = "a healthy service limits rates")]
    [TestCase(503, true, true)]
    [TestCase(404, false, false)]
    public void A_service_that_refuses_for_its_rate_is_not_to_blame(int status, bool isTransient, bool isFailureOfService)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        var outcome = Outcome.FromResult(response);

        Assert.That((AttemptOutcome.IsTransient(outcome), AttemptOutcome.IsFailureOfService(outcome)), Is.EqualTo((isTransient, isFailureOfService)));
    }
}
