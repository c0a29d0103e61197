using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Errors;

public sealed class ApiFailureTests
{
    [TestCase(400, typeof(MemoryApiValidationException))]
    [TestCase(401, typeof(MemoryApiAuthenticationException))]
    [TestCase(402, typeof(MemoryApiException))]
    [TestCase(403, typeof(MemoryApiPermissionException))]
    [TestCase(404, typeof(MemoryApiNotFoundException))]
    [TestCase(405, typeof(MemoryApiException))]
    [TestCase(408, typeof(MemoryApiTimeoutException))]
    [TestCase(409, typeof(MemoryApiConflictException))]
    [TestCase(413, typeof(MemoryApiValidationException))]
    [TestCase(422, typeof(MemoryApiValidationException))]
    [TestCase(429, typeof(MemoryApiRateLimitException))]
    [TestCase(500, typeof(MemoryApiServerException))]
    [TestCase(503, typeof(MemoryApiServerException))]
    [TestCase(599, typeof(MemoryApiServerException))]
    public async Task Each_status_has_its_exception(int status, Type type)
    {
        var failure = await FailAsync(new ScriptedTransport().Respond(status, """{"detail":"no"}"""));

        Assert.That(failure, Is.TypeOf(type));
        Assert.That(failure.StatusCode, Is.EqualTo(status));
        Assert.That(failure.Message, Does.Contain("Things_Call").And.Contain(status.ToString()));
    }

    [TestCase("NOT_FOUND", typeof(MemoryApiNotFoundException))]
    [TestCase("BAD_REQUEST", typeof(MemoryApiValidationException))]
    [TestCase("INVALID_REQUEST", typeof(MemoryApiValidationException))]
    [TestCase("AUTH_FAILURE", typeof(MemoryApiAuthenticationException))]
    [TestCase("UNAUTHORIZED", typeof(MemoryApiAuthenticationException))]
    [TestCase("INSUFFICIENT_SCOPE", typeof(MemoryApiPermissionException))]
    [TestCase("FORBIDDEN", typeof(MemoryApiPermissionException))]
    [TestCase("INTERNAL_ERROR", typeof(MemoryApiServerException))]
    [TestCase("MEMORY_ERROR", typeof(MemoryApiServerException))]
    [TestCase("CONTACT_NOT_FOUND", typeof(MemoryApiNotFoundException))]
    [TestCase("RATE_LIMIT_EXCEEDED", typeof(MemoryApiRateLimitException))]
    [TestCase("PHONE_NUMBER_INVALID", typeof(MemoryApiValidationException))]
    [TestCase("SOMETHING_NEW", typeof(MemoryApiException))]
    [TestCase("NOT_FOUND_AT_ALL", typeof(MemoryApiException))]
    [TestCase("NO_RATE_LIMIT", typeof(MemoryApiException))]
    public async Task A_success_that_lists_errors_is_an_error_by_its_code(string code, Type type)
    {
        var failure = await FailAsync(new ScriptedTransport().Respond(200, $$"""{"value":null,"errors":[{"error":"{{code}}","message":"said"}]}"""));

        Assert.That(failure, Is.TypeOf(type));
        Assert.That(failure.StatusCode, Is.EqualTo(200));
        Assert.That(failure.ErrorCode, Is.EqualTo(code));
        Assert.That(failure.ServiceMessage, Is.EqualTo("said"));
        Assert.That(failure.Body, Does.Contain(code));
    }

    [Test]
    public async Task A_success_that_lists_errors_without_a_code_is_an_error_all_the_same()
    {
        var failure = await FailAsync(new ScriptedTransport().Respond(200, """{"value":null,"errors":["said"]}"""));

        Assert.That(failure, Is.TypeOf<MemoryApiException>());
        Assert.That((failure.ErrorCode, failure.ServiceMessage), Is.EqualTo(((string?)null, "said")));
    }

    [Test]
    public async Task What_the_service_said_is_in_properties_and_in_no_text()
    {
        var failure = await FailAsync(new ScriptedTransport().Respond(
            400, """{"errors":{"name":["private text"]}}""", headers: [("X-Request-Id", "req-1"), ("X-Extra", "1")]));

        Assert.That(failure.Operation, Is.EqualTo("Things_Call"));
        Assert.That(failure.RequestId, Is.EqualTo("req-1"));
        Assert.That(failure.Headers["x-extra"], Is.EqualTo(new[] { "1" }));
        Assert.That(failure.Headers, Does.ContainKey("content-type"));
        Assert.That(failure.Body, Does.Contain("private text"));
        Assert.That(failure.Errors[0].Field, Is.EqualTo("name"));
        Assert.That(failure.Attempts, Is.EqualTo(1));
        Assert.That(failure.ToString(), Does.Not.Contain("private text"));
    }

    [TestCase("X-Amzn-RequestId")]
    [TestCase("Request-Id")]
    [TestCase("CF-Ray")]
    public async Task The_request_id_is_found_under_the_usual_names(string name) =>
        Assert.That((await FailAsync(new ScriptedTransport().Respond(404, "", headers: [(name, "id-7")]))).RequestId, Is.EqualTo("id-7"));

    [Test]
    public async Task A_long_body_is_kept_up_to_32_KB_without_cutting_a_character()
    {
        var body = "x" + new string('é', 20_000);

        var failure = await FailAsync(new ScriptedTransport().Respond(400, body, "text/plain"));

        Assert.That(failure.BodyIsTruncated, Is.True);
        Assert.That(body, Does.StartWith(failure.Body!));
        Assert.That(failure.Body, Has.Length.EqualTo(1 + 16_383));
    }

    [Test]
    public async Task A_rate_limit_says_how_long_to_wait()
    {
        var failure = await FailAsync(new ScriptedTransport().Respond(429, "Too many", "text/plain", ("Retry-After", "900")));

        Assert.That(failure, Is.TypeOf<MemoryApiRateLimitException>());
        Assert.That(((MemoryApiRateLimitException)failure).RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(failure.Message, Does.Contain("900 s"));
    }

    [Test]
    public async Task A_gateway_page_gives_the_status_and_keeps_the_page()
    {
        var failure = await FailAsync(new ScriptedTransport().Respond(502, "<html>Bad Gateway</html>", "text/html"));

        Assert.That(failure, Is.TypeOf<MemoryApiServerException>());
        Assert.That(failure.Body, Does.Contain("Bad Gateway"));
        Assert.That(failure.ServiceMessage, Is.Null);
    }

    [Test]
    public void An_exception_can_be_made_in_a_test_of_other_code()
    {
        var failure = new MemoryApiRateLimitException(
            "slow down", new ApiErrorDetails { StatusCode = 429, RetryAfter = TimeSpan.FromSeconds(3), Errors = [new ApiError("X", "y")] });

        Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(failure.Errors, Has.Count.EqualTo(1));
        Assert.That(new MemoryApiNotFoundException("gone").Headers, Is.Empty);
        Assert.That(new MemoryApiTimeoutException("late", TimeSpan.FromSeconds(1)), Is.InstanceOf<MemoryApiTransportException>());
    }

    private static async Task<MemoryApiException> FailAsync(ScriptedTransport transport)
    {
        using var connection = TestService.Connect(transport, options => options.Resilience.Retry.MaxRetryAttempts = 0);
        try
        {
            await connection.CallAsync();
        }
        catch (MemoryApiException failure)
        {
            return failure;
        }

        throw new AssertionException("The call should have failed.");
    }
}
