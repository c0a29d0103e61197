using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>A limiter of the user that ignores its cancellation token, e.g. one that asks a server, doesn't keep a call beyond its limits, and loses no permit.</summary>
public sealed class SlowLimiterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public enum Place
    {
        Attempts,
        AttemptsWithoutPipeline,
        Calls,
    }

    [TestCase(Place.Attempts, false)]
    [TestCase(Place.Attempts, true)]
    [TestCase(Place.AttemptsWithoutPipeline, true)]
    [TestCase(Place.Calls, false)]
    [TestCase(Place.Calls, true)]
    public async Task The_limit_of_a_call_ends_the_wait(Place place, bool isOfCall)
    {
        var clock = new FakeTimeProvider();
        await using var limiter = new SlowLimiter();
        var transport = new ScriptedTransport();
        using var connection = Connect(transport, limiter, place, clock);
        var limit = TimeSpan.FromSeconds(isOfCall ? 2 : 4);

        var call = connection.CallAsync(options: isOfCall ? new RequestOptions { Timeout = limit } : null);
        clock.Advance(limit);

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That((failure!.Timeout, failure.WasNotProcessed), Is.EqualTo(((TimeSpan?)limit, true)));
        limiter.Give();
        Assert.That(limiter.Returned, Is.EqualTo(1));
        Assert.That(transport.Sent, Is.Empty);
    }

    [Test]
    public async Task The_callers_cancellation_ends_the_wait([Values] Place place)
    {
        await using var limiter = new SlowLimiter();
        using var connection = Connect(new ScriptedTransport(), limiter, place, TimeProvider.System);
        using var cancellation = new CancellationTokenSource();

        var call = connection.CallAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => call.WaitAsync(Soon)) as OperationCanceledException;
        Assert.That(cancelled!.CancellationToken, Is.EqualTo(cancellation.Token));
        limiter.Give();
        Assert.That(limiter.Returned, Is.EqualTo(1));
    }

    private static ApiConnection Connect(ScriptedTransport transport, SlowLimiter limiter, Place place, TimeProvider clock) =>
        TestService.Connect(transport, options =>
        {
            options.TimeProvider = clock;
            options.UseResilience = place != Place.AttemptsWithoutPipeline;
            options.Resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(4);
            options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(4);
            if (place == Place.Calls)
            {
                options.Resilience.RateLimiter.RateLimiter = args => limiter.AcquireAsync(1, args.Context.CancellationToken);
            }
            else
            {
                options.RateLimiter = limiter;
            }
        });

    private sealed class SlowLimiter : RateLimiter
    {
        private readonly TaskCompletionSource<RateLimitLease> _given = new();

        public override TimeSpan? IdleDuration => null;

        public int Returned { get; private set; }

        public void Give() => _given.SetResult(new Lease(this));

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => throw new NotSupportedException();

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(_given.Task);

        private sealed class Lease(SlowLimiter limiter) : RateLimitLease
        {
            public override bool IsAcquired => true;

            public override IEnumerable<string> MetadataNames => [];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }

            protected override void Dispose(bool disposing) => limiter.Returned++;
        }
    }
}
