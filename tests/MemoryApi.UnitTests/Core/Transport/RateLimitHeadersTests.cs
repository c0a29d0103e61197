using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class RateLimitHeadersTests
{
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task They_are_on_results_and_on_errors([Values] bool isError)
    {
        var transport = new ScriptedTransport().Respond(
            isError ? 429 : 200, Good, headers: [("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "7"), ("X-RateLimit-Reset", "60"), ("Retry-After", "900")]);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = new WatchedTimeProvider());

        var status = isError
            ? (await Assert.ThrowsAsync<MemoryApiRateLimitException>(() => connection.CallAsync()))!.RateLimit
            : (await connection.SendForResponseAsync(TestService.Request(), null, default)).RateLimit;

        Assert.That(status!.Limit, Is.EqualTo(100));
        Assert.That(status.Remaining, Is.EqualTo(7));
        Assert.That(status.ResetsAt, Is.EqualTo(new DateTimeOffset(2030, 1, 1, 0, 1, 0, TimeSpan.Zero)));
    }

    [TestCase("1893456000", "2030-01-01T00:00:00Z")]
    [TestCase("1893456000500", "2030-01-01T00:00:00.5Z")]
    [TestCase("0", "2030-01-01T00:00:00Z")]
    [TestCase("999999999", "2061-09-09T01:46:39Z")]
    [TestCase("Tue, 01 Jan 2030 00:15:00 GMT", "2030-01-01T00:15:00Z")]
    [TestCase("2030-01-01T00:15:00Z", "2030-01-01T00:15:00Z")]
    [TestCase("60;w=900", "2030-01-01T00:01:00Z")]
    [TestCase("-5", null)]
    [TestCase("soon", null)]
    [TestCase("", null)]
    [TestCase("9223372036854775807", null)]
    public async Task The_end_of_the_window_comes_as_a_time_or_as_seconds(string header, string? expected)
    {
        var status = await StatusAsync(("X-RateLimit-Reset", header));

        Assert.That(status?.ResetsAt, Is.EqualTo(expected is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task The_names_of_the_draft_standard_are_read_too() =>
        Assert.That((await StatusAsync(("RateLimit-Limit", "100, 100;w=900"), ("RateLimit-Remaining", "99")))!.Limit, Is.EqualTo(100));

    [Test]
    public async Task Without_any_there_is_no_status() => Assert.That(await StatusAsync(("X-Other", "1")), Is.Null);

    private static async Task<RateLimitStatus?> StatusAsync(params (string, string)[] headers)
    {
        using var connection = TestService.Connect(
            new ScriptedTransport().Respond(200, Good, headers: headers), options => options.TimeProvider = new WatchedTimeProvider());
        return (await connection.SendForResponseAsync(TestService.Request(), null, default)).RateLimit;
    }
}
