using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>The handlers that stay when a program replaces the client's own pipeline.</summary>
public sealed class OwnPipelineTests
{
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task Authentication_so_each_of_its_attempts_has_the_key_of_the_time()
    {
        var keys = new Queue<string>(["old", "new"]);
        var transport = new ScriptedTransport().Respond(503).Respond(200, Good);
        await using var provider = Provider(transport, configure: options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>(keys.Dequeue());
        });

        Assert.That(await provider.GetRequiredService<TestClient>().CallAsync(), Is.EqualTo("x"));
        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token old"));
        Assert.That(transport.Sent[1].Headers["Authorization"], Is.EqualTo("Token new"));
    }

    [Test]
    public async Task Buffering_so_it_repeats_a_body_that_ends_in_the_middle()
    {
        var transport = new ScriptedTransport()
            .Respond(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(ScriptedStream.Broken()) })
            .Respond(200, Good);
        await using var provider = Provider(transport);

        Assert.That(await provider.GetRequiredService<TestClient>().CallAsync(), Is.EqualTo("x"));
        Assert.That(transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_body_so_its_limit_for_an_attempt_covers_it()
    {
        var transport = new ScriptedTransport()
            .Respond(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(ScriptedStream.Stalled("{"u8.ToArray())) })
            .Respond(200, Good);
        await using var provider = Provider(transport, options => options.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(50));

        Assert.That(await provider.GetRequiredService<TestClient>().CallAsync(), Is.EqualTo("x"));
    }

    [Test]
    public async Task What_its_limits_say_becomes_an_exception_of_the_sdk()
    {
        await AssertRejectedAsync(new Polly.CircuitBreaker.BrokenCircuitException("open", TimeSpan.FromSeconds(3)), RejectionReason.CircuitOpen);
        await AssertRejectedAsync(new Rejected(), RejectionReason.ConcurrencyLimit);

        await using var provider = Provider(new ScriptedTransport(), failure: new Polly.Timeout.TimeoutRejectedException("late", TimeSpan.FromSeconds(30)));
        await Assert.ThatAsync(() => provider.GetRequiredService<TestClient>().CallAsync(), Throws.TypeOf<MemoryApiTimeoutException>());
    }

    private static async Task AssertRejectedAsync(Exception failure, RejectionReason reason)
    {
        await using var provider = Provider(new ScriptedTransport(), failure: failure);
        await Assert.ThatAsync(
            () => provider.GetRequiredService<TestClient>().CallAsync(),
            Throws.TypeOf<MemoryApiRejectedException>().With.Property(nameof(MemoryApiRejectedException.Reason)).EqualTo(reason));
    }

    private static ServiceProvider Provider(
        ScriptedTransport transport,
        Action<HttpStandardResilienceOptions>? pipeline = null,
        Action<TestOptions>? configure = null,
        Exception? failure = null)
    {
        var services = new ServiceCollection();
        var builder = services
            .AddApiClient<TestClient, TestOptions>(
                TestService.Description,
                connection => new TestClient(connection),
                options =>
                {
                    options.ApiKey = TestService.Key;
                    configure?.Invoke(options);
                })
            .ConfigurePrimaryHttpMessageHandler(() => transport);
        builder.AddStandardResilienceHandler(options =>
        {
            options.Retry.Delay = TimeSpan.Zero;
            options.Retry.MaxRetryAttempts = 1;
            pipeline?.Invoke(options);
        });
        if (failure is not null)
        {
            builder.AddHttpMessageHandler(() => new Failing(failure));
        }

        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class Rejected() : Polly.ExecutionRejectedException("full");

    /// <summary>Stands for a strategy that ends a call.</summary>
    private sealed class Failing(Exception failure) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(failure);
    }
}
