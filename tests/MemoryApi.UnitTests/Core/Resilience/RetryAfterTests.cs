using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class RetryAfterTests
{
    private const string Good = """{"value":"x"}""";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [TestCase("20", 20)]
    [TestCase("0", 0)]
    [TestCase("Tue, 01 Jan 2030 00:00:45 GMT", 45)]
    [TestCase("Mon, 31 Dec 2029 23:00:00 GMT", 0)]
    [TestCase("1000000000", 1000000000)]
    [TestCase("2147483648", 2147483647)]
    [TestCase("99999999999999999999999999999999", 2147483647)]
    public void It_is_read_as_seconds_or_as_a_date_by_the_clients_clock(string header, double seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", header);

        Assert.That(RetryAfter.Of(response, new ManualTimeProvider()), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("1.5")]
    public void Anything_else_is_as_if_it_were_not_there(string? header)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (header is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", header);
        }

        Assert.That(RetryAfter.Of(response, new ManualTimeProvider()), Is.Null);
    }

    [TestCase(429)]
    [TestCase(503)]
    public async Task The_wait_that_is_asked_for_is_kept(int status)
    {
        var clock = new ManualTimeProvider();
        var transport = new ScriptedTransport().Answer(status, "", headers: [("Retry-After", "20")]).Answer(200, Good);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(19.9));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That(await call.WaitAsync(Soon), Is.EqualTo("x"));
        Assert.That(transport.Sent, Has.Count.EqualTo(2));
    }

    [TestCase("61")]
    [TestCase("900")]
    public void A_wait_beyond_the_limit_surfaces_at_once(string wait)
    {
        var transport = new ScriptedTransport().Answer(429, "", headers: [("Retry-After", wait)]);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = new ManualTimeProvider());

        var call = connection.CallAsync();

        Assert.That(call.IsCompleted, Is.True);
        Assert.That(
            () => call,
            Throws.TypeOf<MemoryApiRateLimitException>().With.Property(nameof(MemoryApiRateLimitException.RetryAfter)).EqualTo(TimeSpan.FromSeconds(int.Parse(wait))));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_wait_beyond_the_time_that_is_left_surfaces_at_once()
    {
        var transport = new ScriptedTransport().Answer(429, "", headers: [("Retry-After", "50")]);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = new ManualTimeProvider());

        var call = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromSeconds(50) });

        Assert.That(call.IsCompleted, Is.True);
        Assert.That(() => call, Throws.TypeOf<MemoryApiRateLimitException>());
    }

    [Test]
    public async Task The_time_that_is_left_shrinks_with_each_attempt()
    {
        var clock = new ManualTimeProvider();
        var transport = new ScriptedTransport().Answer(429, "", headers: [("Retry-After", "60")]);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(60));
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(60));
        clock.Advance(TimeSpan.FromSeconds(60));

        // 30 s of 150 are left, and another 60 are asked for.
        await Assert.ThatAsync(() => call.WaitAsync(Soon), Throws.TypeOf<MemoryApiRateLimitException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Zero_means_at_once()
    {
        var transport = new ScriptedTransport().Answer(503, "", headers: [("Retry-After", "0")]).Answer(200, Good);
        using var connection = TestService.Connect(transport, options =>
        {
            options.TimeProvider = new ManualTimeProvider();
            options.Resilience.BaseDelay = TimeSpan.FromSeconds(5);
        });

        Assert.That(await connection.CallAsync().WaitAsync(Soon), Is.EqualTo("x"));
    }
}
