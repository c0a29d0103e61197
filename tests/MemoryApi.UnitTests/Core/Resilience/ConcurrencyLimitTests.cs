using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class ConcurrencyLimitTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task The_thousandth_call_at_a_time_is_made_and_the_next_one_rejected()
    {
        using var end = new CancellationTokenSource();
        var transport = new Gated();
        using var connection = TestService.Connect(transport);
        var calls = new List<Task>();
        for (var i = 0; i < 1000; i++)
        {
            calls.Add(connection.CallAsync(cancellationToken: end.Token));
        }

        var rejection = await Assert.ThrowsAsync<MemoryApiRejectedException>(() => connection.CallAsync());

        Assert.That(rejection!.Reason, Is.EqualTo(RejectionReason.ConcurrencyLimit));
        Assert.That(rejection.Attempts, Is.Zero);
        Assert.That(transport.Started, Is.EqualTo(1000));
        transport.Gate.SetResult();
        await Task.WhenAll(calls).WaitAsync(Soon);
        await connection.CallAsync().WaitAsync(Soon);
    }

    [Test]
    public async Task A_permit_is_held_through_waits_and_retries_and_given_back_after_a_failure()
    {
        var clock = new ManualTimeProvider();
        using var connection = TestService.Connect(
            new ScriptedTransport().Answer(429, "", headers: [("Retry-After", "20")]).Answer(400), options =>
            {
                options.TimeProvider = clock;
                options.Resilience.MaxConcurrentCalls = 1;
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

        var cancelled = await Assert.ThrowsAsync<TaskCanceledException>(() => second.WaitAsync(Soon));
        Assert.That(cancelled!.CancellationToken, Is.EqualTo(cancellation.Token));
        var third = connection.CallAsync();
        transport.Gate.SetResult();
        await Task.WhenAll(first, third).WaitAsync(Soon);
        Assert.That(transport.Started, Is.EqualTo(2));
    }

    [Test]
    public async Task The_time_in_the_queue_is_not_part_of_the_calls_limit()
    {
        var clock = new ManualTimeProvider();
        var transport = new Gated();
        using var connection = Connect(transport, queue: 1, clock);
        var first = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromHours(1) });
        var second = connection.CallAsync(options: new RequestOptions { Timeout = TimeSpan.FromSeconds(1) });

        clock.Advance(TimeSpan.FromSeconds(20));
        transport.Gate.SetResult();

        await Task.WhenAll(first, second).WaitAsync(Soon);
    }

    private static ApiConnection Connect(Gated transport, int queue, ManualTimeProvider? clock = null) => TestService.Connect(transport, options =>
    {
        options.TimeProvider = clock ?? options.TimeProvider;
        options.Resilience.MaxConcurrentCalls = 1;
        options.Resilience.MaxQueuedCalls = queue;
    });

    /// <summary>Answers once its gate is open.</summary>
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
