using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>Each resilience option has the effect that its documentation describes.</summary>
public sealed class OptionsHonouredTests
{
    private const string Good = """{"value":"x"}""";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_predicate_can_narrow_what_is_repeated()
    {
        var transport = new ScriptedTransport().Respond(500).Respond(200, Good);
        using var connection = Connect(transport, resilience =>
            resilience.Retry.ShouldHandle = args => new ValueTask<bool>(args.Outcome.Result is not { StatusCode: System.Net.HttpStatusCode.InternalServerError }));

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiServerException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [TestCase(400)]
    [TestCase(503)]
    public async Task And_never_widen_it(int status)
    {
        var transport = new ScriptedTransport().Respond(status);
        using var connection = Connect(transport, resilience => resilience.Retry.ShouldHandle = static _ => new ValueTask<bool>(true));

        await Assert.ThatAsync(() => connection.CallAsync(TestService.Request("POST", isIdempotent: false)), Throws.InstanceOf<MemoryApiException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_packages_own_way_to_leave_methods_out_works()
    {
        var transport = new ScriptedTransport().Respond(503);
        using var connection = Connect(transport, resilience => resilience.Retry.ShouldHandle = ExceptPut(resilience.Retry.ShouldHandle));

        await Assert.ThatAsync(() => connection.CallAsync(TestService.Request("PUT")), Throws.InstanceOf<MemoryApiException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
        await Assert.ThatAsync(() => connection.CallAsync(TestService.Request("GET")), Throws.InstanceOf<MemoryApiException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(5));

        static Func<Polly.Retry.RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>> ExceptPut(
            Func<Polly.Retry.RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>> inner) =>
            async args => await inner(args) && args.Outcome.Result?.RequestMessage?.Method != HttpMethod.Put;
    }

    [Test]
    public async Task A_delay_generator_gives_the_waits_and_a_longer_Retry_After_still_holds()
    {
        var clock = new FakeTimeProvider();
        var transport = new ScriptedTransport().Respond(503).Respond(503, "", headers: [("Retry-After", "9")]).Respond(200, Good);
        var waits = new List<double>();
        using var connection = Connect(
            transport,
            resilience =>
            {
                resilience.Retry.UseJitter = false;
                resilience.Retry.DelayGenerator = static _ => new ValueTask<TimeSpan?>(TimeSpan.FromSeconds(7));
                resilience.Retry.OnRetry = args =>
                {
                    waits.Add(args.RetryDelay.TotalSeconds);
                    return default;
                };
            },
            clock);

        var call = connection.CallAsync();
        await AdvanceAsync(clock, call);

        Assert.That(await call.WaitAsync(Soon), Is.EqualTo("x"));
        Assert.That(waits, Is.EqualTo(new[] { 7.0, 9.0 }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_timeout_generator_gives_the_limit(bool isTotal)
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(
            new ScriptedTransport().Hang(),
            resilience =>
            {
                resilience.Retry.MaxRetryAttempts = 0;
                var timeout = isTotal ? resilience.TotalRequestTimeout : resilience.AttemptTimeout;
                timeout.TimeoutGenerator = static _ => new ValueTask<TimeSpan>(TimeSpan.FromSeconds(4));
            },
            clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(4));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(4)));
    }

    [Test]
    public async Task Generated_times_longer_than_a_timer_can_be_count_as_a_day([Values] bool isTotal)
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(
            new ScriptedTransport().Hang(),
            resilience =>
            {
                resilience.Retry.MaxRetryAttempts = 0;
                resilience.TotalRequestTimeout.TimeoutGenerator = _ => new ValueTask<TimeSpan>(isTotal ? TimeSpan.MaxValue : Timeout.InfiniteTimeSpan);
                resilience.AttemptTimeout.TimeoutGenerator = static _ => new ValueTask<TimeSpan>(TimeSpan.MaxValue);
            },
            clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromHours(23));
        Assert.That(call.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromHours(1));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromHours(24)));
    }

    [Test]
    public async Task So_does_a_generated_wait()
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(
            new ScriptedTransport().Respond(503).Respond(200, Good),
            resilience =>
            {
                resilience.TotalRequestTimeout.TimeoutGenerator = static _ => new ValueTask<TimeSpan>(Timeout.InfiniteTimeSpan);
                resilience.Retry.DelayGenerator = static _ => new ValueTask<TimeSpan?>(TimeSpan.FromDays(60));
            },
            clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromHours(24));

        Assert.That(await call.WaitAsync(Soon), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_limiter_of_the_user_takes_the_place_of_the_limit_of_calls_at_a_time_and_its_rejections_are_told()
    {
        var rejected = 0;
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        using var connection = Connect(new ScriptedTransport().Hang(), resilience =>
        {
            resilience.RateLimiter.RateLimiter = args => limiter.AcquireAsync(1, args.Context.CancellationToken);
            resilience.RateLimiter.OnRejected = _ =>
            {
                rejected++;
                return default;
            };
        });
        using var end = new CancellationTokenSource();
        var first = connection.CallAsync(cancellationToken: end.Token);

        await Assert.ThatAsync(
            () => connection.CallAsync(),
            Throws.TypeOf<MemoryApiRejectedException>().With.Property(nameof(MemoryApiRejectedException.Reason)).EqualTo(RejectionReason.ConcurrencyLimit));
        Assert.That(rejected, Is.EqualTo(1));
        await end.CancelAsync();
        await Assert.ThatAsync(() => first, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_circuit_can_be_watched_opened_by_hand_and_told_what_is_a_failure()
    {
        var state = new CircuitBreakerStateProvider();
        var control = new CircuitBreakerManualControl();
        var events = new List<string>();
        using var connection = Connect(new ScriptedTransport().Respond(404), resilience =>
        {
            resilience.CircuitBreaker.StateProvider = state;
            resilience.CircuitBreaker.ManualControl = control;
            resilience.CircuitBreaker.MinimumThroughput = 2;
            resilience.CircuitBreaker.ShouldHandle = args => new ValueTask<bool>(args.Outcome.Result is { StatusCode: System.Net.HttpStatusCode.NotFound });
            resilience.CircuitBreaker.OnOpened = _ => Note(events, "opened");
            resilience.CircuitBreaker.OnClosed = _ => Note(events, "closed");
        });

        await control.IsolateAsync();
        Assert.That(state.CircuitState, Is.EqualTo(CircuitState.Isolated));
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());
        await control.CloseAsync();
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiNotFoundException>());
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiNotFoundException>());

        Assert.That(state.CircuitState, Is.EqualTo(CircuitState.Open));
        Assert.That(events, Is.EqualTo(new[] { "opened", "closed", "opened" }));
    }

    [Test]
    public async Task A_limit_that_runs_out_is_reported_to_its_own_callback()
    {
        var clock = new WatchedTimeProvider();
        var events = new List<string>();
        using var connection = Connect(
            new ScriptedTransport().Hang(),
            resilience =>
            {
                resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(2);
                resilience.AttemptTimeout.OnTimeout = args => Note(events, $"attempt after {args.Timeout.TotalSeconds} s");
                resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(3);
                resilience.TotalRequestTimeout.OnTimeout = args => Note(events, $"call after {args.Timeout.TotalSeconds} s");
            },
            clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That((failure!.Timeout, failure.Attempts), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(3), 2)));
        Assert.That(events, Is.EqualTo(new[] { "attempt after 2 s", "call after 3 s" }));
    }

    [TestCase(null, 4)]
    [TestCase(2.0, 2)]
    public async Task With_a_limiter_of_the_user_the_limit_for_the_call_still_holds(double? ofCall, double seconds)
    {
        var clock = new FakeTimeProvider();
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        using var connection = Connect(
            new ScriptedTransport().Hang(),
            resilience =>
            {
                resilience.RateLimiter.RateLimiter = args => limiter.AcquireAsync(1, args.Context.CancellationToken);
                resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(4);
                resilience.AttemptTimeout.TimeoutGenerator = static _ => new ValueTask<TimeSpan>(Timeout.InfiniteTimeSpan);
            },
            clock);

        var call = connection.CallAsync(options: new RequestOptions { Timeout = ofCall is { } limit ? TimeSpan.FromSeconds(limit) : null });
        clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.That(call.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public async Task The_limit_of_a_call_goes_before_one_that_is_generated()
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(
            new ScriptedTransport().Hang(), resilience => resilience.TotalRequestTimeout.TimeoutGenerator = static _ => new ValueTask<TimeSpan>(TimeSpan.FromSeconds(4)), clock);

        var call = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromSeconds(9) });
        clock.Advance(TimeSpan.FromSeconds(8));
        Assert.That(call.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(9)));
    }

    [Test]
    public async Task A_call_beyond_the_limit_of_calls_at_a_time_is_reported()
    {
        var rejected = 0;
        using var end = new CancellationTokenSource();
        using var connection = Connect(new ScriptedTransport().Hang(), resilience =>
        {
            resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 1;
            resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = 0;
            resilience.RateLimiter.OnRejected = args =>
            {
                rejected += args.Lease.IsAcquired ? 0 : 1;
                return default;
            };
        });
        var first = connection.CallAsync(cancellationToken: end.Token);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());

        Assert.That(rejected, Is.EqualTo(1));
        await end.CancelAsync();
        await Assert.ThatAsync(() => first, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_break_can_be_generated_and_each_change_of_the_circuit_is_reported()
    {
        var clock = new FakeTimeProvider();
        var events = new List<string>();
        using var connection = Connect(
            new ScriptedTransport().Respond(503).Respond(503).Respond(200, Good),
            resilience =>
            {
                resilience.Retry.MaxRetryAttempts = 0;
                resilience.CircuitBreaker.MinimumThroughput = 2;
                resilience.CircuitBreaker.BreakDurationGenerator = static args => new ValueTask<TimeSpan>(TimeSpan.FromSeconds(5 + args.FailureCount));
                resilience.CircuitBreaker.OnOpened = args => Note(events, $"open for {args.BreakDuration.TotalSeconds} s after {(int)args.Outcome.Result!.StatusCode}");
                resilience.CircuitBreaker.OnHalfOpened = _ => Note(events, "half open");
                resilience.CircuitBreaker.OnClosed = _ => Note(events, "closed");
            },
            clock);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiServerException>());
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiServerException>());
        clock.Advance(TimeSpan.FromSeconds(6.9));
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
        Assert.That(events, Is.EqualTo(new[] { "open for 7 s after 503", "half open", "closed" }));
    }

    [Test]
    public async Task The_circuit_that_is_watched_is_that_of_the_clients_own_key()
    {
        var state = new CircuitBreakerStateProvider();
        using var connection = Connect(new ScriptedTransport().Respond(503), resilience =>
        {
            resilience.Retry.MaxRetryAttempts = 0;
            resilience.CircuitBreaker.MinimumThroughput = 2;
            resilience.CircuitBreaker.StateProvider = state;
        });
        var other = new RequestOptions { ApiKey = "of another tenant" };
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThatAsync(() => connection.CallAsync(options: other), Throws.TypeOf<MemoryApiServerException>());
        }

        await Assert.ThatAsync(() => connection.CallAsync(options: other), Throws.TypeOf<MemoryApiRejectedException>());
        Assert.That(state.CircuitState, Is.EqualTo(CircuitState.Closed));
    }

    private static ValueTask Note(List<string> events, string what)
    {
        events.Add(what);
        return default;
    }

    private static ApiConnection Connect(HttpMessageHandler transport, Action<HttpStandardResilienceOptions> configure, TimeProvider? clock = null) =>
        TestService.Connect(transport, options =>
        {
            options.TimeProvider = clock ?? options.TimeProvider;
            configure(options.Resilience);
        });

    private static async Task AdvanceAsync(FakeTimeProvider clock, Task task)
    {
        for (var i = 0; i < 1000 && !task.IsCompleted; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Delay(1);
        }
    }
}
