using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;
using Polly.Timeout;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class TimeLimitTests
{
    private const string Good = """{"value":"x"}""";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task An_attempt_that_takes_too_long_is_repeated()
    {
        var clock = new WatchedTimeProvider();
        var transport = new ScriptedTransport().Hang().Respond(200, Good);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(await call.WaitAsync(Soon), Is.EqualTo("x"));
        Assert.That(transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_non_idempotent_attempt_that_takes_too_long_is_an_error_that_names_the_limit()
    {
        var clock = new WatchedTimeProvider();
        using var connection = TestService.Connect(new ScriptedTransport().Hang(), options => options.TimeProvider = clock);

        var call = connection.CallAsync(TestService.Request("POST", isIdempotent: false));
        clock.Advance(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(failure.StatusCode, Is.Null);
        Assert.That(failure.Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task The_total_limit_ends_the_attempts()
    {
        var clock = new WatchedTimeProvider();
        var transport = new ScriptedTransport().Hang();
        using var connection = TestService.Connect(transport, options =>
        {
            options.TimeProvider = clock;
            options.Resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(70);
        });

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(30));

        // The third attempt may take no longer than what is left.
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(70)));
        Assert.That(transport.Sent, Has.Count.EqualTo(3));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_call_can_have_its_own_limit_also_without_resilience(bool isEnabled)
    {
        var clock = new WatchedTimeProvider();
        using var connection = TestService.Connect(new ScriptedTransport().Hang(), options =>
        {
            options.TimeProvider = clock;
            options.UseResilience = isEnabled;
        });

        var call = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromSeconds(2) });
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            () => call.WaitAsync(Soon),
            Throws.TypeOf<MemoryApiTimeoutException>().With.Property(nameof(MemoryApiTimeoutException.Timeout)).EqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void Without_resilience_there_is_no_limit()
    {
        var clock = new WatchedTimeProvider();
        using var connection = TestService.Connect(new ScriptedTransport().Hang(), options =>
        {
            options.TimeProvider = clock;
            options.UseResilience = false;
        });

        using var end = new CancellationTokenSource();
        var call = connection.CallAsync(cancellationToken: end.Token);

        Assert.That(clock.NextWait, Is.Null);
        end.Cancel();
        Assert.That(() => call.WaitAsync(Soon), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_limit_of_an_attempt_covers_the_body()
    {
        var clock = new WatchedTimeProvider();
        var transport = new ScriptedTransport()
            .Respond(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(ScriptedStream.Stalled("""{"value":"""u8.ToArray())) })
            .Respond(200, Good);
        using var connection = TestService.Connect(transport, options => options.TimeProvider = clock);

        var call = connection.CallAsync();
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(await call.WaitAsync(Soon), Is.EqualTo("x"));
    }

    [Test]
    public async Task The_callers_cancellation_stays_a_cancellation_with_the_callers_token()
    {
        using var cancellation = new CancellationTokenSource();
        var transport = new ScriptedTransport().Hang();
        using var connection = TestService.Connect(transport);

        var call = connection.CallAsync(cancellationToken: cancellation.Token);
        cancellation.Cancel();

        var failure = (OperationCanceledException?)await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => call.WaitAsync(Soon));
        Assert.That(failure!.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_call_that_is_cancelled_already_sends_nothing()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport);

        Assert.That(() => connection.CallAsync(cancellationToken: new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(transport.Sent, Is.Empty);
    }

    [Test]
    public void A_call_can_be_cancelled_between_attempts()
    {
        var clock = new WatchedTimeProvider();
        using var cancellation = new CancellationTokenSource();
        using var connection = TestService.Connect(
            new ScriptedTransport().Respond(429, "", headers: [("Retry-After", "20")]), options => options.TimeProvider = clock);

        var call = connection.CallAsync(cancellationToken: cancellation.Token);
        cancellation.Cancel();

        Assert.That(() => call.WaitAsync(Soon), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_cancellation_by_the_transport_itself_is_not_the_callers()
    {
        using var connection = TestService.Connect(new ScriptedTransport().Fail(new TaskCanceledException("shut down")));

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<MemoryApiTransportException>());
    }

    [Test]
    public void A_limit_of_another_handler_is_a_timeout_too()
    {
        using var connection = TestService.Connect(
            new ScriptedTransport().Fail(new TaskCanceledException("limit", new TimeoutException())), options => options.Resilience.Retry.MaxRetryAttempts = 0);

        Assert.That(
            () => connection.CallAsync(),
            Throws.TypeOf<MemoryApiTimeoutException>().With.Property(nameof(MemoryApiTimeoutException.Timeout)).Null);
    }

    [TestCase(10)]
    [TestCase(60)]
    public void A_limit_of_another_handler_is_not_taken_for_the_limit_of_the_call(int limit)
    {
        var own = TimeSpan.FromSeconds(2);
        using var connection = TestService.Connect(new ScriptedTransport().Fail(new TimeoutRejectedException("own", own)), options => options.Resilience.Retry.MaxRetryAttempts = 0);

        Assert.That(
            () => connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromSeconds(limit) }),
            Throws.TypeOf<MemoryApiTimeoutException>().With.Property(nameof(MemoryApiTimeoutException.Timeout)).EqualTo(own));
    }
}
