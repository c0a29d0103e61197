using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>When the client doesn't retry a call, although its failure is transient, the log says why.</summary>
public sealed class NotRetriedTests
{
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task A_used_up_budget_is_logged_as_the_reason()
    {
        using var log = new CollectingLoggerFactory();
        var sent = 0;
        var transport = new ScriptedTransport();
        for (var call = 0; call < 20; call++)
        {
            transport.Respond(503, string.Empty).Respond(200, Good);
        }

        using var connection = Connect(transport, log, options => options.Resilience.CircuitBreaker.MinimumThroughput = 1000);
        MemoryApiServerException? failure = null;
        while (failure is null && sent++ < 20)
        {
            try
            {
                await connection.CallAsync();
            }
            catch (MemoryApiServerException notRetried)
            {
                failure = notRetried;
            }
        }

        Assert.That(failure!.Attempts, Is.EqualTo(1));
        Assert.That(NotRetried(log), Is.EqualTo(new[] { "Things_Call: attempt 1 ended with 503 and isn't retried: too many of the recent calls were retried" }));
    }

    [Test]
    public void A_wait_longer_than_the_time_left_is_logged_as_the_reason()
    {
        using var log = new CollectingLoggerFactory();
        using var connection = Connect(new ScriptedTransport().Respond(503, headers: ("Retry-After", "9")), log, options =>
        {
            options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(4);
            options.Resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(8);
        });

        Assert.That(async () => await connection.CallAsync(), Throws.InstanceOf<MemoryApiServerException>());
        Assert.That(NotRetried(log).Single(), Does.EndWith("isn't retried: the wait would be longer than the time that is left for the call"));
    }

    [Test]
    public void A_wait_longer_than_the_client_accepts_is_logged_as_the_reason()
    {
        using var log = new CollectingLoggerFactory();
        using var connection = Connect(new ScriptedTransport().Respond(429, headers: ("Retry-After", "9")), log, static options => options.MaxRetryAfter = TimeSpan.FromSeconds(8));

        Assert.That(async () => await connection.CallAsync(), Throws.InstanceOf<MemoryApiRateLimitException>());
        Assert.That(NotRetried(log).Single(), Does.EndWith("ended with 429 and isn't retried: the service asks to wait longer than MaxRetryAfter"));
    }

    [Test]
    public void Calls_that_are_never_retried_and_those_without_retries_left_give_no_reason()
    {
        using var log = new CollectingLoggerFactory();

        // If these responses could lead to a retry, the log would say that the wait is too long.
        (string, string) tooLong = ("Retry-After", "9999");
        var transport = new ScriptedTransport()
            .Respond(400, headers: tooLong)
            .Respond(503, headers: tooLong)
            .Respond(503).Respond(503, headers: tooLong)
            .Respond(429, headers: tooLong);
        using var connection = Connect(transport, log, static options => options.Resilience.Retry.MaxRetryAttempts = 1);

        Assert.That(async () => await connection.CallAsync(), Throws.InstanceOf<MemoryApiValidationException>());
        Assert.That(async () => await connection.CallAsync(TestService.RequestWithBody("x")), Throws.InstanceOf<MemoryApiServerException>());
        Assert.That(async () => await connection.CallAsync(), Throws.InstanceOf<MemoryApiServerException>());
        Assert.That(async () => await connection.CallAsync(options: new RequestOptions { DisableRetries = true }), Throws.InstanceOf<MemoryApiRateLimitException>());

        Assert.That(transport.Sent, Has.Count.EqualTo(5));
        Assert.That(NotRetried(log), Is.Empty);
    }

    private static MemoryApi.Core.Runtime.ApiConnection Connect(HttpMessageHandler transport, CollectingLoggerFactory log, Action<TestOptions> configure) =>
        TestService.Connect(transport, options =>
        {
            options.LoggerFactory = log;
            options.TimeProvider = new FakeTimeProvider();
            configure(options);
        });

    private static string[] NotRetried(CollectingLoggerFactory log) =>
        [.. log.Entries.Where(static entry => entry.Event is { Id: 9, Name: "NotRetried" } && entry.Level == LogLevel.Warning).Select(static entry => entry.Text)];
}
