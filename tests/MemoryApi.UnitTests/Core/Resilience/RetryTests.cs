using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class RetryTests
{
    private const string Good = """{"value":"x"}""";

    [TestCase(408)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    [TestCase(529)]
    [TestCase(599)]
    public async Task An_idempotent_operation_is_repeated_after(int status)
    {
        var transport = new ScriptedTransport().Respond(status).Respond(200, Good);
        using var connection = TestService.Connect(transport);

        var response = await connection.SendForResponseAsync(TestService.Request(), null, default);

        Assert.That(response.Value, Is.EqualTo("x"));
        Assert.That(response.Attempts, Is.EqualTo(2));
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(409)]
    [TestCase(425)]
    [TestCase(499)]
    [TestCase(501)]
    [TestCase(505)]
    [TestCase(511)]
    public async Task No_operation_is_repeated_after(int status) =>
        Assert.That(await AttemptsOf(new ScriptedTransport().Respond(status), isIdempotent: true), Is.EqualTo(1));

    [TestCase(408)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task A_non_idempotent_operation_is_made_once_after(int status) =>
        Assert.That(await AttemptsOf(new ScriptedTransport().Respond(status), isIdempotent: false), Is.EqualTo(1));

    [Test]
    public async Task A_non_idempotent_operation_is_repeated_after_429() =>
        Assert.That(await AttemptsOf(new ScriptedTransport().Respond(429), isIdempotent: false), Is.EqualTo(4));

    [Test]
    public async Task After_the_last_attempt_the_last_response_surfaces()
    {
        var transport = new ScriptedTransport().Respond(500).Respond(502).Respond(503).Respond(504);
        using var connection = TestService.Connect(transport);

        var failure = await Assert.ThrowsAsync<MemoryApiServerException>(() => connection.CallAsync());

        Assert.That(failure!.StatusCode, Is.EqualTo(504));
        Assert.That(failure.Attempts, Is.EqualTo(4));
    }

    [Test]
    public async Task A_lost_connection_is_a_reason_to_repeat_an_idempotent_operation_only()
    {
        Assert.That(await AttemptsOf(new ScriptedTransport().Fail(new HttpRequestException("lost")), isIdempotent: true), Is.EqualTo(4));
        Assert.That(await AttemptsOf(new ScriptedTransport().Fail(new IOException("lost")), isIdempotent: true), Is.EqualTo(4));
        Assert.That(await AttemptsOf(new ScriptedTransport().Fail(new HttpRequestException("lost")), isIdempotent: false), Is.EqualTo(1));
    }

    [TestCase(HttpRequestError.ConnectionError, 4)]
    [TestCase(HttpRequestError.NameResolutionError, 4)]
    [TestCase(HttpRequestError.SecureConnectionError, 4)]
    [TestCase(HttpRequestError.ProxyTunnelError, 4)]
    [TestCase(HttpRequestError.ResponseEnded, 1)]
    [TestCase(HttpRequestError.HttpProtocolError, 1)]
    [TestCase(HttpRequestError.Unknown, 1)]
    public async Task A_non_idempotent_operation_is_repeated_when_the_connection_was_never_made(HttpRequestError error, int attempts) =>
        Assert.That(await AttemptsOf(new ScriptedTransport().Fail(new HttpRequestException(error)), isIdempotent: false), Is.EqualTo(attempts));

    [Test]
    public async Task The_transports_own_time_limit_is_a_reason_to_repeat_an_idempotent_operation_only()
    {
        var limit = new TaskCanceledException("connect", new TimeoutException());

        Assert.That(await AttemptsOf(new ScriptedTransport().Fail(limit), isIdempotent: true), Is.EqualTo(4));
        Assert.That(await AttemptsOf(new ScriptedTransport().Fail(limit), isIdempotent: false), Is.EqualTo(1));
    }

    [Test]
    public void An_error_of_a_handler_is_no_reason_to_repeat_and_stays_what_it_is()
    {
        var transport = new ScriptedTransport().Fail(new NotSupportedException("mine"));
        using var connection = TestService.Connect(transport);

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<NotSupportedException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_file_that_a_handler_does_not_find_is_no_broken_connection()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        var calls = 0;
        using var connection = TestService.Connect(transport, options => options.AttemptHandlers.Add(() => new ThrowingHandler(() =>
        {
            calls++;
            return new FileNotFoundException("settings.json");
        })));

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<FileNotFoundException>());
        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public void Retries_can_be_disabled_for_a_call_and_for_a_client()
    {
        var transport = new ScriptedTransport().Respond(503);
        using var connection = TestService.Connect(transport);
        using var without = TestService.Connect(transport, options => options.Resilience.Retry.MaxRetryAttempts = 0);
        using var off = TestService.Connect(transport, options => options.UseResilience = false);

        Assert.That(() => connection.CallAsync(options: new RequestOptions { DisableRetries = true }), Throws.InstanceOf<MemoryApiServerException>());
        Assert.That(() => without.CallAsync(), Throws.InstanceOf<MemoryApiServerException>());
        Assert.That(() => off.CallAsync(), Throws.InstanceOf<MemoryApiServerException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_same_message_with_the_same_body_is_sent_again()
    {
        var transport = new ScriptedTransport().Respond(429).Respond(429).Respond(200, Good);
        using var connection = TestService.Connect(transport);

        await connection.CallAsync(TestService.RequestWithBody("fact"));

        Assert.That(transport.Sent.Select(sent => sent.Body), Is.All.EqualTo("""{"value":"fact"}"""));
        Assert.That(transport.Sent.Select(sent => sent.Message).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Discarded_responses_are_disposed()
    {
        var content = new TrackedContent();
        var transport = new ScriptedTransport().Respond(() => new HttpResponseMessage(System.Net.HttpStatusCode.BadGateway) { Content = content }).Respond(200, Good);
        using var connection = TestService.Connect(transport);

        await connection.CallAsync();

        Assert.That(content.Disposals, Is.GreaterThan(0));
        Assert.That(() => transport.Responses[0].Content = null, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task The_waits_grow_from_the_base_delay_and_vary()
    {
        var waits = new List<double[]>();
        for (var i = 0; i < 20; i++)
        {
            var clock = new WatchedTimeProvider();
            var logs = new CollectingLoggerFactory();
            using var connection = TestService.Connect(new ScriptedTransport().Respond(503), options =>
            {
                options.TimeProvider = clock;
                options.LoggerFactory = logs;
                options.Resilience.Retry.Delay = TimeSpan.FromSeconds(0.5);
                options.Resilience.TotalRequestTimeout.Timeout = TimeSpan.FromHours(24);
            });

            var call = connection.CallAsync();
            await clock.AdvanceUntilAsync(call, TimeSpan.FromSeconds(0.1));
            await Assert.ThatAsync(() => call, Throws.InstanceOf<MemoryApiServerException>());
            waits.Add([.. logs.Lines.Where(line => line.Contains("retrying")).Select(line => double.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture))]);
        }

        // The bounds of decorrelated jitter with a base of 0.5 s.
        Assert.That(waits.Select(wait => wait.Length), Is.All.EqualTo(3));
        Assert.That(waits.Select(wait => wait[0]), Is.All.InRange(0, 0.7));
        Assert.That(waits.Select(wait => wait[0]), Is.Unique);
        Assert.That(waits.Select(wait => wait[1]), Is.All.InRange(0, 1.41));
        Assert.That(waits.Select(wait => wait[2]), Is.All.InRange(0, 2.2));
        Assert.That(waits.Average(wait => wait[2]), Is.GreaterThan(waits.Average(wait => wait[0])));
    }

    [Test]
    public void A_repetition_is_logged_without_path_and_text()
    {
        var logs = new CollectingLoggerFactory();
        using var connection = TestService.Connect(
            new ScriptedTransport().Respond(503, "private text").Respond(200, Good), options => options.LoggerFactory = logs);

        Assert.That(async () => await connection.CallAsync(), Is.EqualTo("x"));
        Assert.That(logs.Lines.Single(), Does.Contain("Things_Call").And.Contain("503").And.Not.Contain("v1/things").And.Not.Contain("private"));
    }

    [Test]
    public async Task Of_all_statuses_exactly_these_are_a_reason_to_repeat([Values] bool isIdempotent)
    {
        for (var status = 200; status < 600; status++)
        {
            var transport = new ScriptedTransport().Respond(status, "x").Respond(418);
            using var connection = TestService.Connect(transport, options => options.Resilience.Retry.MaxRetryAttempts = 1);
            await Assert.ThatAsync(() => connection.CallAsync(TestService.Request("POST", isIdempotent)), Throws.InstanceOf<MemoryApiException>());
            var isRepeated = isIdempotent ? status is 408 or 429 or >= 500 and not (501 or 505 or 506 or 508 or 510 or 511) : status == 429;
            Assert.That(transport.Sent, Has.Count.EqualTo(isRepeated ? 2 : 1), status.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The specification decides, never the method.</summary>
    [Test]
    public async Task The_method_of_an_operation_does_not_matter(
        [Values("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")] string method, [Values] bool isIdempotent, [Values] bool isResponse)
    {
        var transport = isResponse ? new ScriptedTransport().Respond(503) : new ScriptedTransport().Fail(new HttpRequestException("lost"));
        using var connection = TestService.Connect(transport);

        await Assert.ThatAsync(() => connection.CallAsync(TestService.Request(method, isIdempotent)), Throws.InstanceOf<MemoryApiException>());

        Assert.That(transport.Sent, Has.Count.EqualTo(isIdempotent ? 4 : 1));
    }

    private sealed class ThrowingHandler(Func<Exception> failure) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw failure();
    }

    private static async Task<int> AttemptsOf(ScriptedTransport transport, bool isIdempotent)
    {
        using var connection = TestService.Connect(transport);
        var failure = (MemoryApiException?)await Assert.ThrowsAsync(
            Is.InstanceOf<MemoryApiException>(), () => connection.CallAsync(TestService.Request("POST", isIdempotent)));
        Assert.That(failure!.Attempts, Is.EqualTo(transport.Sent.Count));
        return transport.Sent.Count;
    }
}
