using System;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class RetryDelayTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    /// <summary>The figures of the standard pipeline for a base of 2 s.</summary>
    [Test]
    public void Its_distribution_is_that_of_the_standard_pipeline()
    {
        var random = new Random(1);
        var first = new double[20_000];
        var sums = new double[first.Length];
        for (var i = 0; i < first.Length; i++)
        {
            var state = 0.0;
            first[i] = RetryDelay.Next(0, TwoSeconds, random.NextDouble(), ref state).TotalSeconds;
            sums[i] = first[i]
                + RetryDelay.Next(1, TwoSeconds, random.NextDouble(), ref state).TotalSeconds
                + RetryDelay.Next(2, TwoSeconds, random.NextDouble(), ref state).TotalSeconds;
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

    [Test]
    public void It_stays_a_time_however_many_retries_there_are()
    {
        var state = 0.0;
        for (var i = 0; i < 5000; i++)
        {
            Assert.That(RetryDelay.Next(i, TwoSeconds, 0.5, ref state), Is.InRange(TimeSpan.Zero, TimeSpan.FromHours(24)));
        }
    }

    [Test]
    public void Without_a_base_there_is_no_wait_however_many_retries_there_are()
    {
        var state = 0.0;
        for (var i = 0; i < 5000; i++)
        {
            Assert.That(RetryDelay.Next(i, TimeSpan.Zero, 0.5, ref state), Is.EqualTo(TimeSpan.Zero));
        }
    }

    [Test]
    public async Task A_wait_that_does_not_fit_into_the_time_that_is_left_surfaces_the_last_answer_at_once()
    {
        var transport = new ScriptedTransport().Answer(503, """{"error":"down"}""");
        using var connection = TestService.Connect(transport, options =>
        {
            options.TimeProvider = new ManualTimeProvider();
            options.Resilience.BaseDelay = TimeSpan.FromHours(24);
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
            options.TimeProvider = new ManualTimeProvider();
            options.Resilience.BaseDelay = TimeSpan.FromHours(24);
        });

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync().WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.That(failure!.InnerException!.Message, Is.EqualTo("lost"));
    }
}
