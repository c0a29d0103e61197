using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.AtMostOnce;

/// <summary>
/// Whatever pipeline a program puts around a client, a request that isn't idempotent arrives once, as soon as it may have been processed. Each with the real
/// handlers, over sockets, on a server that counts what it processed.
/// </summary>
[TestFixtureSource(typeof(SurroundingPipeline), nameof(SurroundingPipeline.All))]
[Parallelizable(ParallelScope.All)]
public sealed class AtMostOnceTests(SurroundingPipeline pipeline)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static ApiRequest<string?> Add => TestService.RequestWithBody("fact");

    [TestCase(Reaction.Fail, typeof(MemoryApiServerException))]
    [TestCase(Reaction.Lose, typeof(MemoryApiTransportException))]
    [TestCase(Reaction.BreakOff, typeof(MemoryApiTransportException))]
    [TestCase(Reaction.Hang, typeof(MemoryApiTimeoutException))]
    public async Task An_add_that_may_have_been_processed_is_not_sent_again(Reaction reaction, Type exception)
    {
        await using var server = CountingServer.Reacting(reaction);
        await using var client = pipeline.Create(server.Address, options =>
        {
            if (reaction == Reaction.Hang)
            {
                options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(1);
            }
        });

        var failure = await FailureAsync(() => client.CallAsync(Add));

        Assert.That(failure, Is.TypeOf(exception));
        Assert.That(server.Received, Is.EqualTo(1));
        Assert.That(failure.Attempts, Is.EqualTo(1));
        Assert.That(failure.WasNotProcessed, Is.False);
        if (reaction == Reaction.Fail)
        {
            Assert.That(failure.ServiceMessage, Is.EqualTo("down"), "the caller gets the body of the response");
        }
    }

    [Test]
    public async Task An_add_without_a_body_is_not_sent_again_either()
    {
        await using var server = CountingServer.Reacting(Reaction.Succeed, Reaction.Lose);
        await using var client = pipeline.Create(server.Address);
        var add = TestService.Request("POST", isIdempotent: false);

        // The second one goes over a connection that is kept, on which .NET would repeat by itself.
        await client.CallAsync(add);
        var failure = await FailureAsync(() => client.CallAsync(add));

        Assert.That(failure.Attempts, Is.EqualTo(1));
        Assert.That(server.Received, Is.EqualTo(2));
    }

    [Test]
    public async Task A_slow_success_is_one_success()
    {
        await using var server = CountingServer.Reacting(Reaction.SucceedSlowly);
        await using var client = pipeline.Create(server.Address);

        var response = await client.CallAsync(Add).WaitAsync(Soon);

        Assert.That(response.Value, Is.EqualTo("x"));
        Assert.That(response.Attempts, Is.EqualTo(1));
        Assert.That(server.Received, Is.EqualTo(1));
    }

    [Test]
    public async Task An_add_that_was_refused_for_its_rate_is_sent_again()
    {
        await using var server = CountingServer.Reacting(Reaction.Refuse, Reaction.Succeed);
        await using var client = pipeline.Create(server.Address);

        var response = await client.CallAsync(Add).WaitAsync(Soon);

        Assert.That(response.Value, Is.EqualTo("x"));
        Assert.That(response.Attempts, Is.EqualTo(2));
        Assert.That(server.Processed, Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_there_is_tried_again_and_was_not_processed()
    {
        Uri address;
        await using (var server = CountingServer.Reacting(Reaction.Succeed))
        {
            address = server.Address;
        }

        await using var client = pipeline.Create(address);

        var failure = await FailureAsync(() => client.CallAsync(Add));

        Assert.That(failure, Is.TypeOf<MemoryApiTransportException>());
        Assert.That(failure.Attempts, Is.GreaterThan(1));
        Assert.That(failure.WasNotProcessed, Is.True);
    }

    [Test]
    public async Task What_may_run_twice_is_repeated_as_the_pipeline_likes_and_the_attempts_are_counted()
    {
        await using var server = CountingServer.Reacting(Reaction.Fail);
        await using var client = pipeline.Create(server.Address);

        var failure = await FailureAsync(() => client.CallAsync(TestService.Request()));

        Assert.That(server.Received, Is.GreaterThan(1));
        Assert.That(failure.Attempts, Is.EqualTo(server.Received));
    }

    [TestCase(Reaction.Fail)]
    [TestCase(Reaction.Lose)]
    [TestCase(Reaction.Refuse)]
    public async Task A_call_without_retries_arrives_once_whatever_it_does(Reaction reaction)
    {
        await using var server = CountingServer.Reacting(Reaction.Succeed, reaction);
        await using var client = pipeline.Create(server.Address);
        await client.CallAsync(TestService.Request()).WaitAsync(Soon);
        var before = server.Received;

        var failure = await FailureAsync(() => client.CallAsync(TestService.Request(), new RequestOptions { DisableRetries = true }));

        Assert.That(failure.Attempts, Is.EqualTo(1));
        Assert.That(server.Received - before, Is.EqualTo(1));
    }

    [Test]
    public async Task A_delete_that_is_repeated_and_then_finds_nothing_has_succeeded()
    {
        await using var server = CountingServer.Reacting(Reaction.Fail, Reaction.FindNothing);
        await using var client = pipeline.Create(server.Address);

        var response = await client.CallAsync(TestService.Request("DELETE", emptyResult: () => "deleted")).WaitAsync(Soon);

        Assert.That(response.Value, Is.EqualTo("deleted"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_limit_of_a_call_ends_it(bool isIdempotent)
    {
        await using var server = CountingServer.Reacting(Reaction.Hang);
        await using var client = pipeline.Create(server.Address);
        var limit = TimeSpan.FromMilliseconds(300);

        var failure = await FailureAsync(() => client.CallAsync(TestService.Request("POST", isIdempotent), new RequestOptions { Timeout = limit }));

        Assert.That(failure, Is.TypeOf<MemoryApiTimeoutException>().With.Property(nameof(MemoryApiTimeoutException.Timeout)).EqualTo(limit));
        if (!isIdempotent)
        {
            Assert.That(server.Received, Is.LessThanOrEqualTo(1));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_callers_cancellation_stays_the_callers(bool isIdempotent)
    {
        await using var server = CountingServer.Reacting(Reaction.Hang);
        await using var client = pipeline.Create(server.Address);
        using var cancellation = new CancellationTokenSource();

        var call = client.CallAsync(TestService.Request("POST", isIdempotent), null, cancellation.Token);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(200));

        var failure = (OperationCanceledException?)await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => call.WaitAsync(Soon));
        Assert.That(failure!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    /// <summary>The short form is part of all tests; <c>SOAK_CALLS=20000</c> runs the whole.</summary>
    [Test]
    public async Task Among_many_adds_with_faults_none_is_processed_twice()
    {
        var calls = int.Parse(Environment.GetEnvironmentVariable("SOAK_CALLS") ?? "200", CultureInfo.InvariantCulture);
        var random = new Random(1);
        await using var server = CountingServer.Reacting(_ =>
        {
            lock (random)
            {
                return random.Next(100) switch
                {
                    < 5 => Reaction.Fail,
                    < 10 => Reaction.Lose,
                    < 13 => Reaction.BreakOff,
                    < 20 => Reaction.Refuse,
                    < 21 => Reaction.SucceedSlowly,
                    _ => Reaction.Succeed,
                };
            }
        });
        await using var client = pipeline.Create(server.Address, options => options.Resilience.CircuitBreaker.MinimumThroughput = int.MaxValue);
        var succeeded = 0;
        var next = 0;

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            for (var call = Interlocked.Increment(ref next); call <= calls; call = Interlocked.Increment(ref next))
            {
                try
                {
                    await client.CallAsync(TestService.RequestWithBody("fact", relativeUri: $"v1/things/{call}/"));
                    Interlocked.Increment(ref succeeded);
                }
                catch (MemoryApiException)
                {
                }
            }
        })));

        TestContext.Out.WriteLine($"{pipeline}: {calls} adds, {succeeded} succeeded, {server.Received} received, {server.Processed} processed, {server.ProcessedTwice.Count} twice");
        Assert.That(server.ProcessedTwice, Is.Empty);
        Assert.That(succeeded, Is.InRange(calls / 2, server.Processed));
    }

    private static async Task<MemoryApiException> FailureAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync(Is.InstanceOf<MemoryApiException>(), () => call().WaitAsync(Soon)) as MemoryApiException)!;
}
