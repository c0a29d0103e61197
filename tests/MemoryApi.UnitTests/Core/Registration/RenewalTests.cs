using System;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>A client that is used as long as the program runs, while the factory renews its handlers and connections.</summary>
public sealed class RenewalTests
{
    [Test]
    public async Task A_singleton_gets_new_connections_and_keeps_its_circuit_through_three_renewals()
    {
        var clock = new FakeTimeProvider();
        var made = 0;
        var services = new ServiceCollection();
        AddTestClient(
                services,
                clock,
                options =>
                {
                    options.Resilience.Retry.MaxRetryAttempts = 0;
                    options.Resilience.CircuitBreaker.MinimumThroughput = 2;
                    options.Resilience.CircuitBreaker.BreakDuration = TimeSpan.FromHours(24);
                })
            .SetHandlerLifetime(TimeSpan.FromSeconds(1))
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                Interlocked.Increment(ref made);
                return new ScriptedTransport().Respond(503);
            });
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var client = provider.GetRequiredService<TestClient>();
        await Assert.ThatAsync(() => client.CallAsync(), Throws.TypeOf<MemoryApiServerException>());
        await Assert.ThatAsync(() => client.CallAsync(), Throws.TypeOf<MemoryApiServerException>());
        Assert.That(made, Is.EqualTo(1));

        // The factory renews handlers by the system's clock, so this waits in real time.
        await WaitUntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return client.CallAsync();
        }, () => Volatile.Read(ref made) > 3);

        await Assert.ThatAsync(
            () => client.CallAsync(),
            Throws.TypeOf<MemoryApiRejectedException>().With.Property(nameof(MemoryApiRejectedException.Reason)).EqualTo(RejectionReason.CircuitOpen));
    }

    [Test]
    public async Task After_a_minute_too_calls_work_when_the_container_is_disposed()
    {
        var clock = new FakeTimeProvider();
        var services = new ServiceCollection();
        AddTestClient(services, clock)
            .ConfigurePrimaryHttpMessageHandler(() => new ScriptedTransport().Respond(200, """{"value":"x"}"""));
        var provider = services.BuildServiceProvider(validateScopes: true);
        var client = provider.GetRequiredService<TestClient>();
        clock.Advance(TimeSpan.FromSeconds(61));

        await provider.DisposeAsync();

        Assert.That(await client.CallAsync(), Is.EqualTo("x"));
    }

    private static IHttpClientBuilder AddTestClient(IServiceCollection services, TimeProvider clock, Action<TestOptions>? configure = null) => services.AddApiClient<TestClient, TestOptions>(
        TestService.Description,
        connection => new TestClient(connection),
        options =>
        {
            options.ApiKey = TestService.Key;
            options.TimeProvider = clock;
            configure?.Invoke(options);
        });

    private static async Task WaitUntilAsync(Func<Task> call, Func<bool> isReached)
    {
        for (var i = 0; i < 100 && !isReached(); i++)
        {
            await Task.Delay(100);
            await Assert.ThatAsync(call, Throws.InstanceOf<MemoryApiException>());
        }

        Assert.That(isReached(), "the factory didn't renew the handlers");
    }
}
