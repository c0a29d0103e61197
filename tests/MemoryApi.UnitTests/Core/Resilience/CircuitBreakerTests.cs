using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class CircuitBreakerTests
{
    private const string Good = """{"value":"x"}""";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    [TestCase(19, false)]
    [TestCase(20, true)]
    public async Task It_opens_with_the_twentieth_attempt(int attempts, bool isOpen)
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(new ScriptedTransport().Respond(503), clock);

        await FailAsync(connection, attempts);

        Assert.That(await IsOpenAsync(connection), Is.EqualTo(isOpen));
    }

    [TestCase(11, 9, false)]
    [TestCase(10, 10, true)]
    public async Task It_opens_when_half_of_the_attempts_fail(int good, int bad, bool isOpen)
    {
        var clock = new FakeTimeProvider();
        var transport = new ScriptedTransport();
        for (var i = 0; i < good; i++)
        {
            transport.Respond(200, Good);
        }

        transport.Respond(503);
        using var connection = Connect(transport, clock);
        for (var i = 0; i < good; i++)
        {
            await connection.CallAsync();
        }

        await FailAsync(connection, bad);

        Assert.That(await IsOpenAsync(connection), Is.EqualTo(isOpen));
    }

    [TestCase(408, true)]
    [TestCase(500, true)]
    [TestCase(599, true)]
    [TestCase(501, false)]
    [TestCase(429, false)]
    [TestCase(400, false)]
    [TestCase(401, false)]
    [TestCase(404, false)]
    [TestCase(499, false)]
    public async Task It_counts_as_failure(int status, bool counts)
    {
        using var connection = Connect(new ScriptedTransport().Respond(status), new FakeTimeProvider());

        await FailAsync(connection, 20);

        Assert.That(await IsOpenAsync(connection), Is.EqualTo(counts));
    }

    [Test]
    public async Task Failing_and_stalling_connections_count()
    {
        foreach (var failure in new Exception[]
        {
            new HttpRequestException(HttpRequestError.ConnectionError),
            new HttpRequestException(HttpRequestError.ResponseEnded),
            new System.IO.IOException("reset"),
            new TaskCanceledException("connect", new TimeoutException()),
        })
        {
            using var connection = Connect(new ScriptedTransport().Fail(failure), new FakeTimeProvider());
            await FailAsync(connection, 20);
            Assert.That(await IsOpenAsync(connection), Is.True, failure.Message);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_limit_that_runs_out_counts_be_it_that_of_the_attempt_or_that_of_the_call(bool isOfCall)
    {
        var clock = new FakeTimeProvider();
        var limit = TimeSpan.FromSeconds(2);
        using var connection = Connect(new ScriptedTransport().Hang(), clock, options => options.Resilience.AttemptTimeout.Timeout = isOfCall ? limit * 2 : limit);
        for (var i = 0; i < 20; i++)
        {
            var call = connection.CallAsync(options: isOfCall ? new RequestOptions { Timeout = limit } : null);
            clock.Advance(limit);
            await Assert.ThatAsync(() => call.WaitAsync(Soon), Throws.TypeOf<MemoryApiTimeoutException>());
        }

        Assert.That(await IsOpenAsync(connection), Is.True);
    }

    [Test]
    public async Task The_callers_cancellations_do_not_count()
    {
        using var connection = Connect(new ScriptedTransport().Hang(), new FakeTimeProvider());
        for (var i = 0; i < 20; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var call = connection.CallAsync(cancellationToken: cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThatAsync(() => call.WaitAsync(Soon), Throws.InstanceOf<OperationCanceledException>());
        }

        using var end = new CancellationTokenSource();
        var last = connection.CallAsync(cancellationToken: end.Token);
        Assert.That(last.IsCompleted, Is.False);
        await end.CancelAsync();
        await Assert.ThatAsync(() => last.WaitAsync(Soon), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task What_an_open_circuit_turns_away_says_why_and_for_how_long_and_sends_nothing()
    {
        var clock = new FakeTimeProvider();
        var transport = new ScriptedTransport().Respond(503);
        using var connection = Connect(transport, clock);
        await FailAsync(connection, 20);
        clock.Advance(TimeSpan.FromSeconds(2));

        var rejection = await Assert.ThrowsAsync<MemoryApiRejectedException>(() => connection.CallAsync());

        Assert.That(rejection!.Reason, Is.EqualTo(RejectionReason.CircuitOpen));
        Assert.That(rejection.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(rejection.Attempts, Is.Zero);
        Assert.That(rejection.StatusCode, Is.Null);
        Assert.That(rejection.ToString(), Does.Not.Contain("Polly"));
        Assert.That(transport.Sent, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task A_circuit_that_opens_in_the_middle_of_a_call_ends_it_and_the_attempts_say_so()
    {
        using var connection = Connect(new ScriptedTransport().Respond(503), new FakeTimeProvider(), options => options.Resilience.Retry.MaxRetryAttempts = 3);
        await FailAsync(connection, 18, new RequestOptions { DisableRetries = true });

        var rejection = await Assert.ThrowsAsync<MemoryApiRejectedException>(() => connection.CallAsync());

        Assert.That(rejection!.Attempts, Is.EqualTo(2));
    }

    [Test]
    public async Task Failures_are_forgotten_with_the_window()
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(new ScriptedTransport().Respond(503), clock);
        await FailAsync(connection, 19);
        clock.Advance(TimeSpan.FromSeconds(61));

        await FailAsync(connection, 19);

        Assert.That(await IsOpenAsync(connection), Is.False);
    }

    [Test]
    public async Task After_the_break_a_success_closes_it()
    {
        var clock = new FakeTimeProvider();
        var transport = new Switchable();
        using var connection = Connect(transport, clock);
        await FailAsync(connection, 20);
        Assert.That(await IsOpenAsync(connection), Is.True);
        clock.Advance(Break);

        transport.IsGood = true;
        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
        transport.IsGood = false;
        await FailAsync(connection, 19);

        Assert.That(await IsOpenAsync(connection), Is.False);
    }

    [Test]
    public async Task After_the_break_another_failure_opens_it_again()
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(new ScriptedTransport().Respond(503), clock);
        await FailAsync(connection, 20);
        clock.Advance(Break);

        await FailAsync(connection, 1);

        Assert.That(await IsOpenAsync(connection), Is.True);
        clock.Advance(Break - TimeSpan.FromTicks(1));
        Assert.That(await IsOpenAsync(connection), Is.True);
    }

    [Test]
    public async Task Only_one_attempt_at_a_time_finds_out_whether_the_service_has_recovered()
    {
        var clock = new FakeTimeProvider();
        var transport = new Switchable();
        using var connection = Connect(transport, clock);
        await FailAsync(connection, 20);
        clock.Advance(Break);
        transport.Gate = new TaskCompletionSource();
        transport.IsGood = true;

        var probe = connection.CallAsync();
        Assert.That(await IsOpenAsync(connection), Is.True);
        clock.Advance(Break + TimeSpan.FromSeconds(1));
        var rejected = await Assert.ThrowsAsync<MemoryApiRejectedException>(() => connection.CallAsync());
        Assert.That(rejected!.RetryAfter, Is.Null, "nobody knows how long the attempt takes");
        Assert.That(rejected.Message, Does.EndWith("Wait before the next request."));
        transport.Gate.SetResult();

        Assert.That(await probe.WaitAsync(Soon), Is.EqualTo("x"));
        Assert.That(await IsOpenAsync(connection), Is.False);
    }

    [Test]
    public async Task A_cancelled_call_does_not_close_it()
    {
        var clock = new FakeTimeProvider();
        var transport = new Switchable();
        using var connection = Connect(transport, clock);
        await FailAsync(connection, 20);
        clock.Advance(Break);
        transport.Gate = new TaskCompletionSource();
        using var cancellation = new CancellationTokenSource();

        var probe = connection.CallAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThatAsync(() => probe.WaitAsync(Soon), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(await IsOpenAsync(connection), Is.True);
    }

    [Test]
    public async Task A_key_that_cannot_be_had_does_not_close_it()
    {
        var clock = new FakeTimeProvider();
        var isKeyThere = true;
        using var connection = Connect(new ScriptedTransport().Respond(503), clock, options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => isKeyThere ? new ValueTask<string>("k") : throw new InvalidOperationException();
        });
        await FailAsync(connection, 20);
        clock.Advance(Break);

        isKeyThere = false;
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiAuthenticationException>());

        Assert.That(await IsOpenAsync(connection), Is.True);
    }

    [Test]
    public async Task It_can_be_switched_off()
    {
        using var connection = Connect(
            new ScriptedTransport().Respond(503), new FakeTimeProvider(), options => options.Resilience.CircuitBreaker.MinimumThroughput = int.MaxValue);

        await FailAsync(connection, 100);

        Assert.That(await IsOpenAsync(connection), Is.False);
    }

    [Test]
    public async Task Its_numbers_can_be_set()
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(new ScriptedTransport().Respond(503), clock, options =>
        {
            options.Resilience.CircuitBreaker.MinimumThroughput = 2;
            options.Resilience.CircuitBreaker.FailureRatio = 1;
            options.Resilience.CircuitBreaker.BreakDuration = TimeSpan.FromMinutes(1);
        });

        await FailAsync(connection, 2);

        var rejection = await Assert.ThrowsAsync<MemoryApiRejectedException>(() => connection.CallAsync());
        Assert.That(rejection!.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task What_it_does_is_logged()
    {
        var clock = new FakeTimeProvider();
        var transport = new Switchable();
        var logs = new CollectingLoggerFactory();
        using var connection = Connect(transport, clock, options => options.LoggerFactory = logs);
        await FailAsync(connection, 20);
        clock.Advance(Break);
        transport.IsGood = true;
        await connection.CallAsync();

        Assert.That(
            logs.Lines,
            Is.EqualTo(new[]
            {
                "Circuit opened for 5 s after 502",
                "One attempt is made to find out whether the service has recovered",
                "The service has recovered",
            }));
    }

    private static ApiConnection Connect(HttpMessageHandler transport, FakeTimeProvider clock, Action<TestOptions>? configure = null) =>
        TestService.Connect(transport, options =>
        {
            options.TimeProvider = clock;
            options.Resilience.Retry.MaxRetryAttempts = 0;
            configure?.Invoke(options);
        });

    private static async Task FailAsync(ApiConnection connection, int times, RequestOptions? options = null)
    {
        for (var i = 0; i < times; i++)
        {
            await Assert.ThatAsync(
                () => connection.CallAsync(options: options), Throws.InstanceOf<MemoryApiException>().And.Not.InstanceOf<MemoryApiRejectedException>());
        }
    }

    private static async Task<bool> IsOpenAsync(ApiConnection connection)
    {
        try
        {
            await connection.CallAsync().WaitAsync(Soon);
            return false;
        }
        catch (MemoryApiException failure)
        {
            return failure is MemoryApiRejectedException;
        }
    }

    private sealed class Switchable : HttpMessageHandler
    {
        public bool IsGood { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await (Gate?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
            return new HttpResponseMessage(IsGood ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.BadGateway)
            {
                Content = new StringContent(Good),
                RequestMessage = request,
            };
        }
    }
}
