using System;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class RepeatedDeleteTests
{
    [Test]
    public async Task A_delete_whose_first_response_was_lost_and_that_then_finds_nothing_has_succeeded()
    {
        using var connection = TestService.Connect(new ScriptedTransport().Fail(new HttpRequestException("lost")).Respond(404));

        var response = await connection.SendForResponseAsync(Delete(() => "deleted"), null, default);

        Assert.That(response.Value, Is.EqualTo("deleted"));
        Assert.That(response.StatusCode, Is.EqualTo(404));
        Assert.That(response.Attempts, Is.EqualTo(2));
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(408)]
    public async Task So_has_one_whose_first_response_was(int status)
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(status).Respond(404));

        Assert.That(await connection.CallAsync(Delete(() => "deleted")), Is.EqualTo("deleted"));
    }

    [Test]
    public void A_delete_that_was_refused_for_the_rate_and_then_finds_nothing_has_failed() =>
        AssertNotFound(new ScriptedTransport().Respond(429).Respond(404), Delete(() => "deleted"));

    [Test]
    public void A_delete_that_was_never_received_and_then_finds_nothing_has_failed() =>
        AssertNotFound(new ScriptedTransport().Fail(new HttpRequestException(HttpRequestError.ConnectionError)).Respond(404), Delete(() => "deleted"));

    [Test]
    public void A_delete_that_finds_nothing_at_first_has_failed() =>
        AssertNotFound(new ScriptedTransport().Respond(404), Delete(() => "deleted"));

    [Test]
    public void Without_an_empty_result_the_404_surfaces() =>
        AssertNotFound(new ScriptedTransport().Respond(503).Respond(404), Delete(null));

    [Test]
    public void Another_method_that_is_repeated_and_then_finds_nothing_has_failed() =>
        AssertNotFound(new ScriptedTransport().Respond(503).Respond(404), TestService.Request("PUT", emptyResult: () => "x"));

    private static ApiRequest<string?> Delete(Func<string?>? emptyResult) =>
        TestService.Request("DELETE", emptyResult: emptyResult);

    private static void AssertNotFound(ScriptedTransport transport, ApiRequest<string?> request)
    {
        using var connection = TestService.Connect(transport);
        Assert.That(() => connection.CallAsync(request), Throws.TypeOf<MemoryApiNotFoundException>());
    }
}
