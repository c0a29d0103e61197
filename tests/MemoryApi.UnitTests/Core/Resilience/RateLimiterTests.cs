using System;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class RateLimiterTests
{
    private const string Good = """{"value":"x"}""";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Each_attempt_takes_a_permit()
    {
        using var limiter = new CountingLimiter(permits: 3);
        using var connection = Connect(new ScriptedTransport().Respond(503).Respond(503).Respond(200, Good), limiter);

        await connection.CallAsync();

        Assert.That(limiter.Asked, Is.EqualTo(3));
        Assert.That(limiter.Returned, Is.EqualTo(3));
    }

    [Test]
    public async Task Without_a_permit_the_call_is_rejected_with_the_time_to_wait_and_is_not_repeated()
    {
        using var limiter = new CountingLimiter(permits: 1);
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = Connect(transport, limiter);
        await connection.CallAsync();

        var rejection = await Assert.ThrowsAsync<MemoryApiRejectedException>(() => connection.CallAsync());

        Assert.That(rejection!.Reason, Is.EqualTo(RejectionReason.RateLimit));
        Assert.That(rejection.RetryAfter, Is.EqualTo(CountingLimiter.Wait));
        Assert.That(rejection.Attempts, Is.Zero);
        Assert.That(limiter.Asked, Is.EqualTo(2));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task It_limits_attempts_without_the_other_strategies_too()
    {
        using var limiter = new CountingLimiter(permits: 1);
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = Connect(transport, limiter, options => options.UseResilience = false);
        await connection.CallAsync();

        await Assert.ThatAsync(
            () => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>().With.Property(nameof(MemoryApiRejectedException.RetryAfter)).EqualTo(CountingLimiter.Wait));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task It_can_be_for_some_operations_only()
    {
        using var limiter = new CountingLimiter(permits: 0);
        using var connection = Connect(new ScriptedTransport().Respond(200, Good), limiter, options =>
            options.RateLimitedOperations = operation => operation != "Things_Call");

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
        Assert.That(limiter.Asked, Is.Zero);
    }

    [Test]
    public async Task What_an_open_circuit_turns_away_takes_no_permit()
    {
        using var limiter = new CountingLimiter(permits: 100);
        using var connection = Connect(new ScriptedTransport().Respond(503), limiter, options =>
        {
            options.Resilience.Retry.MaxRetryAttempts = 0;
            options.Resilience.CircuitBreaker.MinimumThroughput = 2;
        });
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiServerException>());
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiServerException>());

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());

        Assert.That(limiter.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task The_wait_for_a_permit_is_part_of_the_calls_limit_and_not_of_the_attempts()
    {
        var clock = new FakeTimeProvider();
        using var limiter = new CountingLimiter(permits: 1) { Gate = new TaskCompletionSource() };
        using var connection = Connect(new ScriptedTransport().Respond(200, Good), limiter, options => options.TimeProvider = clock);

        var call = connection.CallAsync();
        var limited = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromSeconds(40) });
        clock.Advance(TimeSpan.FromSeconds(45));
        await Assert.ThatAsync(() => limited.WaitAsync(Soon), Throws.TypeOf<MemoryApiTimeoutException>());
        limiter.Gate.SetResult();

        Assert.That(await call.WaitAsync(Soon), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_failure_of_the_limiter_itself_stays_what_it_is()
    {
        using var limiter = new CountingLimiter(permits: 1) { Failure = new NotSupportedException("no store") };
        using var connection = Connect(new ScriptedTransport().Respond(200, Good), limiter);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void It_is_not_disposed_with_the_client()
    {
        using var limiter = new CountingLimiter(permits: 1);
        Connect(new ScriptedTransport(), limiter).Dispose();

        Assert.That(limiter.IsDisposed, Is.False);
    }

    [Test]
    public async Task The_preset_allows_so_many_in_its_window_and_says_how_long_to_wait()
    {
        using var limiter = RateLimits.SlidingWindow(100, TimeSpan.FromMinutes(15));
        using var connection = Connect(new ScriptedTransport().Respond(200, Good), limiter);
        for (var i = 0; i < 100; i++)
        {
            await connection.CallAsync();
        }

        var rejection = await Assert.ThrowsAsync<MemoryApiRejectedException>(() => connection.CallAsync());

        Assert.That(rejection!.Reason, Is.EqualTo(RejectionReason.RateLimit));
        Assert.That(rejection.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(1)), "the next step of the window");
    }

    [TestCase(0, 1000, 0, "requests", "At least one request must be allowed.")]
    [TestCase(1, 14, 0, "window", "The window is 15 ms to 24 h.")]
    [TestCase(1, 86_400_001, 0, "window", "The window is 15 ms to 24 h.")]
    [TestCase(1, 1000, -1, "queueLimit", "The queue can't have fewer than 0 places.")]
    public void The_preset_refuses_what_makes_no_window(int requests, double milliseconds, int queue, string name, string text) =>
        Assert.That(
            () => RateLimits.SlidingWindow(requests, TimeSpan.FromMilliseconds(milliseconds), queue),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(name).And.Message.StartsWith(text));

    [TestCase(15)]
    [TestCase(86_400_000)]
    public void The_ends_of_the_range_of_the_window_are_inside(double milliseconds)
    {
        using var limiter = RateLimits.SlidingWindow(1, TimeSpan.FromMilliseconds(milliseconds));
        using var lease = limiter.AttemptAcquire();

        Assert.That(lease.IsAcquired, Is.True);
    }

    [Test]
    public void In_the_queue_of_the_preset_the_first_keeps_its_place_and_one_beyond_it_is_rejected()
    {
        using var limiter = RateLimits.SlidingWindow(1, TimeSpan.FromHours(24), queueLimit: 1);
        using var taken = limiter.AttemptAcquire();

        var first = limiter.AcquireAsync();
        var second = limiter.AcquireAsync();

        Assert.That((taken.IsAcquired, first.IsCompleted, second.IsCompleted), Is.EqualTo((true, false, true)));
        Assert.That(second.Result.IsAcquired, Is.False);
    }

    private static ApiConnection Connect(HttpMessageHandler transport, RateLimiter limiter, Action<TestOptions>? configure = null) =>
        TestService.Connect(transport, options =>
        {
            options.RateLimiter = limiter;
            configure?.Invoke(options);
        });

    private sealed class CountingLimiter(int permits) : RateLimiter
    {
        public static readonly TimeSpan Wait = TimeSpan.FromSeconds(42);

        private int _left = permits;
        private int _returned;

        public TaskCompletionSource? Gate { get; init; }

        public Exception? Failure { get; init; }

        public int Asked { get; private set; }

        public int Returned => _returned;

        public bool IsDisposed { get; private set; }

        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => throw new NotSupportedException();

        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        {
            Asked++;
            await (Gate?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
            return Failure is null ? new Lease(this, _left-- > 0) : throw Failure;
        }

        protected override void Dispose(bool disposing) => IsDisposed = true;

        private sealed class Lease(CountingLimiter owner, bool isAcquired) : RateLimitLease
        {
            public override bool IsAcquired => isAcquired;

            public override System.Collections.Generic.IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = Wait;
                return metadataName == MetadataName.RetryAfter.Name;
            }

            protected override void Dispose(bool disposing) => owner._returned++;
        }
    }
}
