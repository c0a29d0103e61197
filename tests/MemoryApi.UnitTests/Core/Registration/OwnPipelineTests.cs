using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>
/// A pipeline of the user's own in place of the built-in one. The handler here stands for that of <c>AddStandardResilienceHandler</c>,
/// which is added to the builder in the same way and sees the same messages.
/// </summary>
public sealed class OwnPipelineTests
{
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task Authentication_stays_inside_it_so_each_of_its_attempts_has_the_key_of_the_time()
    {
        var keys = new Queue<string>(["old", "new"]);
        var transport = new ScriptedTransport().Answer(503).Answer(200, Good);
        var standard = new StandIn();
        await using var provider = Provider(transport, standard, options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>(keys.Dequeue());
        });

        Assert.That(await provider.GetRequiredService<TestClient>().CallAsync(), Is.EqualTo("x"));
        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token old"));
        Assert.That(transport.Sent[1].Headers["Authorization"], Is.EqualTo("Token new"));
        Assert.That(standard.KeysSeen, Is.EqualTo(new[] { false }), "it never sees a key before its first attempt");
    }

    [Test]
    public async Task Buffering_stays_inside_it_so_it_repeats_a_body_that_breaks_off()
    {
        var transport = new ScriptedTransport()
            .Answer(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(ScriptedStream.Broken()) })
            .Answer(200, Good);
        await using var provider = Provider(transport, new StandIn());

        Assert.That(await provider.GetRequiredService<TestClient>().CallAsync(), Is.EqualTo("x"));
        Assert.That(transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Its_limit_for_an_attempt_covers_the_body()
    {
        var transport = new ScriptedTransport()
            .Answer(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(ScriptedStream.Stalled("{"u8.ToArray())) })
            .Answer(200, Good);
        await using var provider = Provider(transport, new StandIn { AttemptTimeout = TimeSpan.FromMilliseconds(50) });

        Assert.That(await provider.GetRequiredService<TestClient>().CallAsync(), Is.EqualTo("x"));
    }

    [Test]
    public async Task Nothing_of_the_built_in_pipeline_remains()
    {
        var transport = new ScriptedTransport().Answer(503);
        var standard = new StandIn();
        await using var provider = Provider(transport, standard);

        var failure = await Assert.ThrowsAsync<MemoryApiServerException>(() => provider.GetRequiredService<TestClient>().CallAsync());

        Assert.That(transport.Sent, Has.Count.EqualTo(StandIn.Attempts));
        Assert.That(failure!.Attempts, Is.EqualTo(StandIn.Attempts));
    }

    [Test]
    public async Task What_its_limits_say_becomes_an_exception_of_the_sdk()
    {
        await AssertRejectedAsync(new Polly.CircuitBreaker.BrokenCircuitException("open", TimeSpan.FromSeconds(3)), RejectionReason.CircuitOpen);
        await AssertRejectedAsync(new Rejected(), RejectionReason.ConcurrencyLimit);

        await using var provider = Provider(new ScriptedTransport(), new StandIn { Failure = new Polly.Timeout.TimeoutRejectedException("late", TimeSpan.FromSeconds(30)) });
        await Assert.ThatAsync(() => provider.GetRequiredService<TestClient>().CallAsync(), Throws.TypeOf<MemoryApiTimeoutException>());
    }

    private static async Task AssertRejectedAsync(Exception failure, RejectionReason reason)
    {
        await using var provider = Provider(new ScriptedTransport(), new StandIn { Failure = failure });
        await Assert.ThatAsync(
            () => provider.GetRequiredService<TestClient>().CallAsync(),
            Throws.TypeOf<MemoryApiRejectedException>().With.Property(nameof(MemoryApiRejectedException.Reason)).EqualTo(reason));
    }

    private static ServiceProvider Provider(ScriptedTransport transport, StandIn standard, Action<TestOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services
            .AddApiClient<TestClient, TestOptions>(
                TestService.Description,
                connection => new TestClient(connection),
                options =>
                {
                    options.ApiKey = TestService.Key;
                    options.Resilience.Enabled = false;
                    configure?.Invoke(options);
                })
            .ConfigurePrimaryHttpMessageHandler(() => transport)
            .AddHttpMessageHandler(() => standard);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class Rejected() : Polly.ExecutionRejectedException("full");

    /// <summary>Sends the same message again after 5xx and lost connections, with a limit for each attempt.</summary>
    private sealed class StandIn : DelegatingHandler
    {
        public const int Attempts = 4;

        public TimeSpan AttemptTimeout { get; init; } = Timeout.InfiniteTimeSpan;

        public Exception? Failure { get; init; }

        public List<bool> KeysSeen { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            KeysSeen.Add(request.Headers.Contains("Authorization"));
            if (Failure is not null)
            {
                throw Failure;
            }

            for (var attempt = 1; ; attempt++)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(AttemptTimeout);
                try
                {
                    var response = await base.SendAsync(request, limit.Token);
                    if ((int)response.StatusCode < 500 || attempt == Attempts)
                    {
                        return response;
                    }

                    response.Dispose();
                }
                catch (Exception failure) when (attempt < Attempts && (failure is HttpRequestException || !cancellationToken.IsCancellationRequested))
                {
                }
            }
        }
    }
}
