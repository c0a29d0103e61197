using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>Exceptions as programs make them in their own tests.</summary>
public sealed class ExceptionTests
{
    private static readonly ApiErrorDetails Known = new()
    {
        Operation = "Things_Get",
        StatusCode = 418,
        ErrorCode = "TEAPOT",
        ServiceMessage = "short and stout",
        Errors = [new ApiError("A", "b", "c")],
        RequestId = "r-1",
        Attempts = 3,
        WasNotProcessed = true,
        RetryAfter = TimeSpan.FromSeconds(7),
        RateLimit = new RateLimitStatus(10, 2, DateTimeOffset.UnixEpoch),
        Headers = new Dictionary<string, IReadOnlyList<string>> { ["X"] = ["1"] },
        Body = "{}",
        BodyIsTruncated = true,
    };

    private static readonly Exception Cause = new InvalidOperationException();

    public static IEnumerable<MemoryApiException> All() =>
    [
        new("no.", Known, Cause),
        new MemoryApiAuthenticationException("no.", Known, Cause),
        new MemoryApiConflictException("no.", Known, Cause),
        new MemoryApiNotFoundException("no.", Known, Cause),
        new MemoryApiPermissionException("no.", Known, Cause),
        new MemoryApiRateLimitException("no.", Known, Cause),
        new MemoryApiRejectedException("no.", RejectionReason.RateLimit, Known, Cause),
        new MemoryApiResponseException("no.", Known, Cause),
        new MemoryApiServerException("no.", Known, Cause),
        new MemoryApiTimeoutException("no.", TimeSpan.FromSeconds(1), Known, Cause),
        new MemoryApiTransportException("no.", Known, Cause),
        new MemoryApiValidationException("no.", Known, Cause),
    ];

    [TestCaseSource(nameof(All))]
    public void An_exception_has_all_that_is_known_of_the_call(MemoryApiException failure)
    {
        Assert.That((failure.Message, failure.InnerException), Is.EqualTo(("no.", Cause)));
        Assert.That((failure.Operation, failure.StatusCode, failure.ErrorCode, failure.ServiceMessage), Is.EqualTo(("Things_Get", 418, "TEAPOT", "short and stout")));
        Assert.That((failure.RequestId, failure.Attempts, failure.WasNotProcessed, failure.Body, failure.BodyIsTruncated), Is.EqualTo(("r-1", 3, true, "{}", true)));
        Assert.That((failure.Errors, failure.RateLimit, failure.Headers), Is.EqualTo((Known.Errors, Known.RateLimit, Known.Headers)));
    }

    [Test]
    public void What_is_not_known_has_a_value_that_says_so()
    {
        var failure = new MemoryApiException("no.");

        Assert.That((failure.Operation, failure.StatusCode, failure.ErrorCode, failure.ServiceMessage, failure.RequestId), Is.EqualTo((string.Empty, (int?)null, (string?)null, (string?)null, (string?)null)));
        Assert.That((failure.Attempts, failure.WasNotProcessed, failure.RateLimit, failure.Body, failure.BodyIsTruncated), Is.EqualTo((0, false, (RateLimitStatus?)null, (string?)null, false)));
        Assert.That(failure.Errors, Is.Empty);
        Assert.That(failure.Headers, Is.Empty);
    }

    [Test]
    public void The_time_to_wait_is_known_or_not()
    {
        Assert.That(All().Select(WaitOf).OfType<TimeSpan>(), Is.EqualTo(Enumerable.Repeat(TimeSpan.FromSeconds(7), 3)));
        Assert.That(new MemoryApiRateLimitException("no.").RetryAfter, Is.Null);
        Assert.That(new MemoryApiServerException("no.").RetryAfter, Is.Null);
        Assert.That(new MemoryApiRejectedException("no.", RejectionReason.CircuitOpen).RetryAfter, Is.Null);
        Assert.That(new MemoryApiTimeoutException("no.").Timeout, Is.Null);
    }

    [Test]
    public void Parts_of_an_exception_have_what_they_are_made_with()
    {
        var error = Known.Errors[0];
        var limit = Known.RateLimit!;

        Assert.That((error.Code, error.Message, error.Field, new ApiError(null, null).Field), Is.EqualTo(("A", "b", "c", (string?)null)));
        Assert.That((limit.Limit, limit.Remaining, limit.ResetsAt), Is.EqualTo((10L, 2L, DateTimeOffset.UnixEpoch)));
    }

    private static TimeSpan? WaitOf(MemoryApiException failure) => failure switch
    {
        MemoryApiRateLimitException limit => limit.RetryAfter,
        MemoryApiServerException server => server.RetryAfter,
        MemoryApiRejectedException rejected => rejected.RetryAfter,
        _ => null,
    };
}
