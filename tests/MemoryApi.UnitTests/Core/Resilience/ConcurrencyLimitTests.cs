using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class ConcurrencyLimitTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Fifteen_hundred_calls_at_once_are_all_made_a_thousand_at_a_time()
    {
        var transport = new Gated();
        using var connection = TestService.Connect(transport);

        var calls = Enumerable.Range(0, 1500).Select(_ => connection.CallAsync()).ToList();

        Assert.That(transport.Started, Is.EqualTo(1000));
        transport.Gate.SetResult();
        await Task.WhenAll(calls).WaitAsync(Soon);
        Assert.That(transport.Started, Is.EqualTo(1500));
    }

    [Test]
    public async Task Beyond_the_queue_a_call_is_rejected_and_was_not_processed()
    {
        var transport = new Gated();
        using var connection = Connect(transport, queue: 0);
        var first = connection.CallAsync();

        var rejection = await Assert.ThrowsAsync<MemoryApiRejectedException>(() => connection.CallAsync());

        Assert.That(rejection!.Reason, Is.EqualTo(RejectionReason.ConcurrencyLimit));
        Assert.That(rejection.Attempts, Is.Zero);
        Assert.That(rejection.WasNotProcessed, Is.True);
        transport.Gate.SetResult();
        await first.WaitAsync(Soon);
        await connection.CallAsync().WaitAsync(Soon);
    }

    [Test]
    public async Task A_permit_is_held_through_waits_and_retries_and_given_back_after_a_failure()
    {
        var clock = new FakeTimeProvider();
        using var connection = TestService.Connect(
            new ScriptedTransport().Respond(429, "", headers: [("Retry-After", "20")]).Respond(400), options =>
            {
                options.TimeProvider = clock;
                options.Resilience.Retry.UseJitter = false;
                options.Resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 1;
                options.Resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = 0;
            });

        var first = connection.CallAsync();
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());
        clock.Advance(TimeSpan.FromSeconds(20));

        await Assert.ThatAsync(() => first.WaitAsync(Soon), Throws.TypeOf<MemoryApiValidationException>());
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiValidationException>());
    }

    [Test]
    public async Task Queued_calls_come_in_their_order_and_beyond_the_queue_they_are_rejected()
    {
        var transport = new Gated();
        using var connection = Connect(transport, queue: 2);
        var calls = new List<Task>();
        for (var i = 0; i < 3; i++)
        {
            calls.Add(connection.CallAsync(TestService.Request(relativeUri: $"{i}")));
        }

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());
        Assert.That(transport.Started, Is.EqualTo(1));
        transport.Gate.SetResult();
        await Task.WhenAll(calls).WaitAsync(Soon);

        // As they are sent: which caller's own code goes on first afterwards is up to the thread pool.
        Assert.That(transport.Paths, Is.EqualTo(new[] { "/0", "/1", "/2" }));
    }

    [Test]
    public async Task A_call_that_is_cancelled_in_the_queue_ends_with_the_callers_token_and_frees_its_place()
    {
        var transport = new Gated();
        using var connection = Connect(transport, queue: 1);
        using var cancellation = new CancellationTokenSource();
        var first = connection.CallAsync();
        var second = connection.CallAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        var cancelled = (OperationCanceledException?)await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => second.WaitAsync(Soon));
        Assert.That(cancelled!.CancellationToken, Is.EqualTo(cancellation.Token));
        var third = connection.CallAsync();
        transport.Gate.SetResult();
        await Task.WhenAll(first, third).WaitAsync(Soon);
        Assert.That(transport.Started, Is.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task No_call_waits_in_the_queue_for_longer_than_it_may_take(bool isOwnLimit)
    {
        var clock = new FakeTimeProvider();
        var transport = new Gated();
        using var connection = Connect(transport, queue: 1, clock);
        var first = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromHours(1) });
        var second = connection.CallAsync(options: isOwnLimit ? new RequestOptions { Timeout = TimeSpan.FromSeconds(150) } : null);

        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That(second.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(130));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => second.WaitAsync(Soon));
        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(150)));
        Assert.That(failure.WasNotProcessed, Is.True);
        transport.Gate.SetResult();
        await first.WaitAsync(Soon);
    }

    private static ApiConnection Connect(Gated transport, int queue, TimeProvider? clock = null) => TestService.Connect(transport, options =>
    {
        options.TimeProvider = clock ?? options.TimeProvider;
        options.Resilience.AttemptTimeout.TimeoutGenerator = _ => new ValueTask<TimeSpan>(Timeout.InfiniteTimeSpan);
        options.Resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 1;
        options.Resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = queue;
    });

    /// <summary>Responds once its gate is open.</summary>
    private sealed class Gated : HttpMessageHandler
    {
        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string> Paths { get; } = new();

        public int Started => Paths.Count;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Paths.Enqueue(request.RequestUri!.AbsolutePath);
            await Gate.Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage(System.Net.HttpStatusCode.OK) { Content = new StringContent("{\"value\":\"x\"}"), RequestMessage = request };
        }
    }
}
