using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Polly;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class BackoffTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    /// <summary>The figures of the standard pipeline for a base of 2 s.</summary>
    [Test]
    public void Exponential_waits_are_distributed_as_those_of_the_standard_pipeline()
    {
        var random = new Random(1);
        var options = new HttpRetryStrategyOptions { Delay = TwoSeconds, Randomizer = random.NextDouble };
        var first = new double[20_000];
        var sums = new double[first.Length];
        for (var i = 0; i < first.Length; i++)
        {
            var state = 0.0;
            first[i] = Backoff.Next(options, 0, ref state).TotalSeconds;
            sums[i] = first[i] + Backoff.Next(options, 1, ref state).TotalSeconds + Backoff.Next(options, 2, ref state).TotalSeconds;
        }

        Array.Sort(first);
        Array.Sort(sums);
        Assert.That(first[0], Is.InRange(0, 0.05));
        Assert.That(first[^1], Is.InRange(2.6, 2.8));
        Assert.That(first[first.Length / 2], Is.InRange(1.7, 1.9));
        Assert.That(sums[0], Is.InRange(5.6, 5.9));
        Assert.That(sums[^1], Is.InRange(11.2, 11.5));
        Assert.That(sums[sums.Length / 2], Is.InRange(7.9, 8.3));
    }

    [TestCase(DelayBackoffType.Constant, 2, 2, 2)]
    [TestCase(DelayBackoffType.Linear, 2, 4, 6)]
    [TestCase(DelayBackoffType.Exponential, 2, 4, 8)]
    public void Without_jitter_waits_grow_as_the_type_says(DelayBackoffType type, double first, double second, double third)
    {
        var options = new HttpRetryStrategyOptions { Delay = TwoSeconds, BackoffType = type, UseJitter = false };
        var state = 0.0;

        Assert.That(
            new[] { 0, 1, 2 }.Select(retries => Backoff.Next(options, retries, ref state).TotalSeconds), Is.EqualTo(new[] { first, second, third }));
    }

    [TestCase(DelayBackoffType.Constant, 0, 3)]
    [TestCase(DelayBackoffType.Constant, 0.5, 4)]
    [TestCase(DelayBackoffType.Constant, 0.75, 4.5)]
    [TestCase(DelayBackoffType.Linear, 0, 6)]
    public void Jitter_varies_other_waits_by_a_quarter_to_both_sides(DelayBackoffType type, double random, double seconds)
    {
        var options = new HttpRetryStrategyOptions { Delay = TimeSpan.FromSeconds(4), BackoffType = type, Randomizer = () => random };
        var state = 0.0;

        Assert.That(Backoff.Next(options, 1, ref state).TotalSeconds, Is.EqualTo(seconds));
    }

    [Test]
    public void The_longest_delay_bounds_every_wait()
    {
        var options = new HttpRetryStrategyOptions { Delay = TwoSeconds, MaxDelay = TimeSpan.FromSeconds(3), UseJitter = false };
        var state = 0.0;

        Assert.That(new[] { 0, 1, 9 }.Select(retries => Backoff.Next(options, retries, ref state).TotalSeconds), Is.EqualTo(new[] { 2, 3, 3 }));
    }

    [Test]
    public void It_stays_a_time_however_many_retries_there_are()
    {
        var options = new HttpRetryStrategyOptions { Delay = TwoSeconds };
        var state = 0.0;
        for (var i = 0; i < 5000; i++)
        {
            Assert.That(Backoff.Next(options, i, ref state), Is.InRange(TimeSpan.Zero, TimeSpan.FromHours(24)));
        }
    }

    [Test]
    public void Without_a_base_there_is_no_wait_however_many_retries_there_are()
    {
        var options = new HttpRetryStrategyOptions { Delay = TimeSpan.Zero };
        var state = 0.0;
        for (var i = 0; i < 5000; i++)
        {
            Assert.That(Backoff.Next(options, i, ref state), Is.EqualTo(TimeSpan.Zero));
        }
    }

    [Test]
    public async Task A_wait_that_does_not_fit_into_the_time_that_is_left_surfaces_the_last_response_at_once()
    {
        var transport = new ScriptedTransport().Respond(503, """{"error":"down"}""");
        using var connection = TestService.Connect(transport, options =>
        {
            options.TimeProvider = new FakeTimeProvider();
            options.Resilience.Retry.Delay = TimeSpan.FromHours(24);
        });

        var failure = await Assert.ThrowsAsync<MemoryApiServerException>(() => connection.CallAsync().WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.That(failure!.ServiceMessage, Is.EqualTo("down"));
        Assert.That(failure.Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task A_wait_that_does_not_fit_surfaces_the_last_exception_at_once()
    {
        using var connection = TestService.Connect(new ScriptedTransport().Fail(new HttpRequestException("lost")), options =>
        {
            options.TimeProvider = new FakeTimeProvider();
            options.Resilience.Retry.Delay = TimeSpan.FromHours(24);
        });

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync().WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.That(failure!.InnerException!.Message, Is.EqualTo("lost"));
    }
}
