using System;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>Which exceptions say that the service certainly did nothing.</summary>
public sealed class WasNotProcessedTests
{
    [TestCase(401, true)]
    [TestCase(429, true)]
    [TestCase(400, false)]
    [TestCase(404, false)]
    [TestCase(500, false)]
    [TestCase(503, false)]
    public async Task By_status(int status, bool wasNotProcessed) =>
        Assert.That((await FailureAsync(new ScriptedTransport().Respond(status))).WasNotProcessed, Is.EqualTo(wasNotProcessed));

    [TestCase(HttpRequestError.ConnectionError, true)]
    [TestCase(HttpRequestError.NameResolutionError, true)]
    [TestCase(HttpRequestError.SecureConnectionError, true)]
    [TestCase(HttpRequestError.ProxyTunnelError, true)]
    [TestCase(HttpRequestError.ResponseEnded, false)]
    [TestCase(HttpRequestError.Unknown, false)]
    public async Task By_what_broke(HttpRequestError error, bool wasNotProcessed) =>
        Assert.That((await FailureAsync(new ScriptedTransport().Fail(new HttpRequestException(error)))).WasNotProcessed, Is.EqualTo(wasNotProcessed));

    [Test]
    public async Task One_attempt_that_may_have_been_processed_is_enough_for_nobody_to_know()
    {
        Assert.That((await FailureAsync(new ScriptedTransport().Respond(503).Respond(429))).WasNotProcessed, Is.False);
        Assert.That((await FailureAsync(new ScriptedTransport().Respond(429).Fail(new HttpRequestException(HttpRequestError.ConnectionError)))).WasNotProcessed, Is.True);
    }

    [Test]
    public async Task A_success_that_cannot_be_read_was_processed() =>
        Assert.That((await FailureAsync(new ScriptedTransport().Respond(200, "<html>"))).WasNotProcessed, Is.False);

    [Test]
    public void An_exception_that_a_test_makes_says_what_it_is_given() =>
        Assert.That(
            (new MemoryApiException("m").WasNotProcessed, new MemoryApiException("m", new ApiErrorDetails { WasNotProcessed = true }).WasNotProcessed),
            Is.EqualTo((false, true)));

    private static async Task<MemoryApiException> FailureAsync(ScriptedTransport transport)
    {
        using var connection = TestService.Connect(transport);
        return (MemoryApiException)(await Assert.ThrowsAsync(Is.InstanceOf<MemoryApiException>(), () => connection.CallAsync()))!;
    }
}
