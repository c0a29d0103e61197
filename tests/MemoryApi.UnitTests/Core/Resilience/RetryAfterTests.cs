using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
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
    public void It_is_read_as_seconds_or_without_a_date_of_the_response_as_a_date_by_the_clients_clock(string header, double seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", header);

        Assert.That(RetryAfter.Of(response, new WatchedTimeProvider()), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("1.5")]
    [TestCase("+2")]
    [TestCase("2s")]
    [TestCase("1, 900")]
    public void Anything_else_is_as_if_it_were_not_there(string? header)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (header is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", header);
        }

        Assert.That(RetryAfter.Of(response, new WatchedTimeProvider()), Is.Null);
    }

    [TestCase(429)]
    [TestCase(503)]
    public async Task The_wait_that_is_asked_for_is_kept(int status)
    {
        var clock = new WatchedTimeProvider();
        var transport = new ScriptedTransport().Respond(status, "", headers: [("Retry-After", "20")]).Respond(200, Good);
        using var connection = Connect(transport, clock);

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
        var transport = new ScriptedTransport().Respond(429, "", headers: [("Retry-After", wait)]);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = new WatchedTimeProvider());

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
        var transport = new ScriptedTransport().Respond(429, "", headers: [("Retry-After", "50")]);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = new WatchedTimeProvider());

        var call = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromSeconds(50) });

        Assert.That(call.IsCompleted, Is.True);
        Assert.That(() => call, Throws.TypeOf<MemoryApiRateLimitException>());
    }

    [Test]
    public async Task The_time_that_is_left_shrinks_with_each_attempt()
    {
        var clock = new WatchedTimeProvider();
        var transport = new ScriptedTransport().Respond(429, "", headers: [("Retry-After", "60")]);
        using var connection = Connect(transport, clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(60));
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(60));
        clock.Advance(TimeSpan.FromSeconds(60));

        // 30 s of 150 are left, and another 60 are asked for.
        await Assert.ThatAsync(() => call.WaitAsync(Soon), Throws.TypeOf<MemoryApiRateLimitException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(3));
    }

    [TestCase("Tue, 01 Jan 2030 00:05:00 GMT", "Tue, 01 Jan 2030 00:05:20 GMT", 20)]
    [TestCase("Sun, 01 Jan 2012 00:00:00 GMT", "Sun, 01 Jan 2012 00:00:07 GMT", 7)]
    [TestCase("Tue, 01 Jan 2030 00:05:00 GMT", "Tue, 01 Jan 2030 00:04:00 GMT", 0)]
    public void A_date_is_measured_against_that_of_the_response_whatever_the_clocks_say(string date, string retryAfter, double seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Date", date);
        response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);

        Assert.That(RetryAfter.Of(response, new WatchedTimeProvider()), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("0")]
    [TestCase("1")]
    [TestCase("Mon, 31 Dec 2029 23:00:00 GMT")]
    [TestCase("1.5")]
    [TestCase("1, 900")]
    public async Task A_retry_never_comes_earlier_than_the_backoff(string retryAfter)
    {
        var clock = new WatchedTimeProvider();
        var transport = new ScriptedTransport().Respond(429, "", headers: [("Retry-After", retryAfter)]).Respond(200, Good);
        using var connection = Connect(transport, clock, options => options.Resilience.Retry.Delay = TimeSpan.FromSeconds(5));

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That(await call.WaitAsync(Soon), Is.EqualTo("x"));
    }

    [Test]
    public async Task Jitter_comes_on_top_so_that_callers_that_were_told_the_same_come_back_one_by_one()
    {
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 100; i++)
        {
            var clock = new WatchedTimeProvider();
            using var connection = TestService.Connect(new ScriptedTransport().Respond(429, "", headers: [("Retry-After", "8")]), options =>
            {
                options.TimeProvider = clock;
                options.Resilience.Retry.MaxRetryAttempts = 1;
                options.Resilience.Retry.OnRetry = args =>
                {
                    waits.Add(args.RetryDelay);
                    return default;
                };
            });
            var call = connection.CallAsync();
            clock.Advance(TimeSpan.FromSeconds(10));
            await Assert.ThatAsync(() => call.WaitAsync(Soon), Throws.TypeOf<MemoryApiRateLimitException>());
        }

        Assert.That(waits, Has.Count.EqualTo(100).And.Unique);
        Assert.That(waits, Is.All.InRange(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(10)));
        Assert.That(waits.Max() - waits.Min(), Is.GreaterThan(TimeSpan.FromSeconds(1.5)));
    }

    [Test]
    public void A_wait_with_its_jitter_that_does_not_fit_surfaces_the_last_response_at_once()
    {
        var transport = new ScriptedTransport().Respond(429, "", headers: [("Retry-After", "45")]);
        using var connection = TestService.Connect(transport, options =>
        {
            options.TimeProvider = new WatchedTimeProvider();
            options.Resilience.Retry.Randomizer = () => 0.5;
        });

        var call = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromSeconds(50) });

        Assert.That(call.IsCompleted, Is.True);
        Assert.That(() => call, Throws.TypeOf<MemoryApiRateLimitException>());
    }

    [Test]
    public async Task It_can_be_switched_off()
    {
        var transport = new ScriptedTransport().Respond(429, "", headers: [("Retry-After", "900")]).Respond(200, Good);
        using var connection = Connect(transport, new WatchedTimeProvider(), options => options.Resilience.Retry.ShouldRetryAfterHeader = false);

        Assert.That(await connection.CallAsync().WaitAsync(Soon), Is.EqualTo("x"));
    }

    private static ApiConnection Connect(ScriptedTransport transport, TimeProvider clock, Action<TestOptions>? configure = null) =>
        TestService.Connect(transport, options =>
        {
            options.TimeProvider = clock;
            options.Resilience.Retry.UseJitter = false;
            configure?.Invoke(options);
        });
}
