using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>Calls that bring their own key don't feel what becomes of those with another.</summary>
public sealed class KeyPartitionTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_circuit_that_opens_for_one_key_leaves_the_others_and_the_clients_own_closed()
    {
        using var connection = TestService.Connect(new ByKey(key => key == "bad" ? HttpStatusCode.InternalServerError : HttpStatusCode.OK), options =>
        {
            options.Resilience.Retry.MaxRetryAttempts = 0;
            options.Resilience.CircuitBreaker.MinimumThroughput = 2;
        });
        var bad = new RequestOptions { ApiKey = "bad" };
        await Assert.ThatAsync(() => connection.CallAsync(options: bad), Throws.TypeOf<MemoryApiServerException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: bad), Throws.TypeOf<MemoryApiServerException>());

        await Assert.ThatAsync(() => connection.CallAsync(options: new RequestOptions { ApiKey = "bad" }), Throws.TypeOf<MemoryApiRejectedException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: new RequestOptions { ApiKey = "good" }), Throws.Nothing);
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.Nothing);
    }

    [Test]
    public async Task While_the_client_is_isolated_by_hand_calls_with_each_key_are_rejected()
    {
        var control = new CircuitBreakerManualControl();
        var sent = 0;
        using var connection = TestService.Connect(new ByKey(Respond), options => options.Resilience.CircuitBreaker.ManualControl = control);
        var known = new RequestOptions { ApiKey = "known" };
        await connection.CallAsync(options: known);

        await control.IsolateAsync();

        foreach (var options in new[] { known, new RequestOptions { ApiKey = "new" }, null })
        {
            await Assert.ThatAsync(
                () => connection.CallAsync(options: options),
                Throws.TypeOf<MemoryApiRejectedException>().With.Property(nameof(MemoryApiRejectedException.Reason)).EqualTo(RejectionReason.CircuitOpen));
        }

        Assert.That(sent, Is.EqualTo(1));
        await control.CloseAsync();
        await Assert.ThatAsync(() => connection.CallAsync(options: known), Throws.Nothing);
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.Nothing);

        HttpStatusCode? Respond(string key)
        {
            sent++;
            return HttpStatusCode.OK;
        }
    }

    [Test]
    public async Task A_client_isolated_by_hand_takes_no_permit_for_any_key()
    {
        var control = new CircuitBreakerManualControl();
        using var limiter = new FixedWindowRateLimiter(new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1), AutoReplenishment = false });
        using var connection = TestService.Connect(new ByKey(_ => HttpStatusCode.OK), options =>
        {
            options.Resilience.CircuitBreaker.ManualControl = control;
            options.RateLimiter = limiter;
        });
        await control.IsolateAsync();

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: new RequestOptions { ApiKey = "other" }), Throws.TypeOf<MemoryApiRejectedException>());

        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_whose_calls_hang_takes_no_place_from_others()
    {
        using var end = new CancellationTokenSource();
        using var connection = TestService.Connect(new ByKey(key => key == "slow" ? null : HttpStatusCode.OK), options =>
        {
            options.Resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 2;
            options.Resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = 0;
        });
        var slow = new RequestOptions { ApiKey = "slow" };
        var calls = new[] { connection.CallAsync(options: slow, cancellationToken: end.Token), connection.CallAsync(options: slow, cancellationToken: end.Token) };

        await Assert.ThatAsync(() => connection.CallAsync(options: slow), Throws.TypeOf<MemoryApiRejectedException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: new RequestOptions { ApiKey = "good" }).WaitAsync(Soon), Throws.Nothing);
        await Assert.ThatAsync(() => connection.CallAsync().WaitAsync(Soon), Throws.Nothing);
        await end.CancelAsync();
        await Assert.ThatAsync(() => Task.WhenAll(calls).WaitAsync(Soon), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void At_most_a_thousand_are_kept_and_the_longest_idle_go()
    {
        var partitions = Partitions();
        for (var i = 0; i < 1000; i++)
        {
            partitions.Leave(partitions.Enter($"{i}"));
        }

        var zero = partitions.Enter("0");
        partitions.Leave(zero);
        partitions.Leave(partitions.Enter("new"));

        Assert.That(partitions.Count, Is.EqualTo(1000));
        Assert.That(partitions.Enter("0"), Is.SameAs(zero), "it was used since");
        var one = partitions.Enter("1");
        Assert.That(one.IsOpen, Is.False);
        Assert.That(() => one.Limiter.AttemptAcquire().Dispose(), Throws.Nothing, "it was made anew");
    }

    [Test]
    public void One_with_calls_in_flight_stays_however_many_there_are()
    {
        var partitions = Partitions();
        var busy = Enumerable.Range(0, 1500).Select(i => partitions.Enter($"{i}")).ToList();

        Assert.That(partitions.Count, Is.EqualTo(1500));
        Assert.That(partitions.Enter("7"), Is.SameAs(busy[7]));
        busy.ForEach(partitions.Leave);
        partitions.Leave(busy[7]);
        Assert.That(partitions.Count, Is.EqualTo(1000));
    }

    [Test]
    public void One_that_goes_gives_back_what_it_holds()
    {
        var partitions = Partitions();
        var first = partitions.Enter("0");
        partitions.Leave(first);
        for (var i = 1; i <= 1000; i++)
        {
            partitions.Leave(partitions.Enter($"{i}"));
        }

        Assert.That(() => first.Limiter.AttemptAcquire(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(partitions.Enter("0"), Is.Not.SameAs(first));
    }

    [Test]
    public void One_that_is_used_again_becomes_idle_only_when_its_last_call_has_ended()
    {
        var partitions = Partitions();
        var busy = partitions.Enter("busy");
        partitions.Leave(busy);
        Assert.That(partitions.Enter("busy"), Is.SameAs(busy));
        Assert.That(partitions.Enter("busy"), Is.SameAs(busy));
        partitions.Leave(busy);
        for (var i = 0; i < 1500; i++)
        {
            partitions.Leave(partitions.Enter($"{i}"));
        }

        Assert.That(partitions.Enter("busy"), Is.SameAs(busy), "a call is still in flight");
    }

    [Test]
    public void All_calls_with_the_clients_key_share_one()
    {
        var partitions = Partitions();
        var first = partitions.Enter(null);

        Assert.That(partitions.Enter(null), Is.SameAs(first));
        Assert.That(partitions.Count, Is.Zero);
    }

    [Test]
    public async Task A_hundred_thousand_keys_leave_the_heap_flat()
    {
        using var connection = TestService.Connect(new ByKey(_ => HttpStatusCode.OK));
        await CallAsync(0, 5000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await CallAsync(5000, 100_000);

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(4 * 1024 * 1024));

        async Task CallAsync(int first, int count)
        {
            for (var i = first; i < first + count; i++)
            {
                await connection.CallAsync(options: new RequestOptions { ApiKey = $"key-{i}" });
            }
        }
    }

    private static KeyPartitions Partitions() => new(key => new KeyPartition(
        key,
        new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 }),
        ResiliencePipeline<HttpResponseMessage>.Empty,
        new CircuitBreakerStateProvider()));

    /// <summary>Responds as the key says, or not at all.</summary>
    private sealed class ByKey(Func<string, HttpStatusCode?> status) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var key = request.Headers.NonValidated["Authorization"].ToString()["Token ".Length..];
            if (status(key) is not { } code)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new InvalidOperationException();
            }

            return new HttpResponseMessage(code) { Content = new StringContent("""{"value":"x"}"""), RequestMessage = request };
        }
    }
}
