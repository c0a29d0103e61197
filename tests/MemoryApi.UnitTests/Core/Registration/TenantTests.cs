using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>Several tenants in one program, each with its own registration.</summary>
public sealed class TenantTests
{
    [Test]
    public async Task Two_hundred_calls_side_by_side_on_two_tenants_never_mix()
    {
        var seen = new ConcurrentQueue<(string Host, string Key)>();
        var random = new Random(1);
        var services = new ServiceCollection();
        foreach (var tenant in new[] { "one", "two" })
        {
            services
                .AddApiClient<TestClient, TestOptions>(
                    TestService.Description,
                    connection => new TestClient(connection),
                    options =>
                    {
                        options.ApiKeyProvider = async token =>
                        {
                            int delay;
                            lock (random)
                            {
                                delay = random.Next(3);
                            }

                            await Task.Delay(delay, token);
                            return "key-" + tenant;
                        };
                        options.BaseAddress = new Uri($"https://{tenant}.test/");
                        options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1);
                        options.Resilience.Retry.MaxRetryAttempts = 9;
                    },
                    tenant)
                .ConfigurePrimaryHttpMessageHandler(() => new Recording(seen));
        }

        await using var provider = services.BuildServiceProvider(validateScopes: true);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => provider.GetRequiredKeyedService<TestClient>(i % 2 == 0 ? "one" : "two").CallAsync())));

        Assert.That(seen.Distinct().Order(), Is.EqualTo(new[] { ("one.test", "Token key-one"), ("two.test", "Token key-two") }));
        Assert.That(seen.Count(call => call.Host == "one.test"), Is.GreaterThanOrEqualTo(100));
        Assert.That(seen, Has.Count.GreaterThan(200), "some were to be repeated");
    }

    [Test]
    public async Task An_open_circuit_of_one_tenant_leaves_the_other_alone()
    {
        var services = new ServiceCollection();
        foreach (var (tenant, status) in new[] { ("bad", 503), ("good", 200) })
        {
            services
                .AddApiClient<TestClient, TestOptions>(
                    TestService.Description,
                    connection => new TestClient(connection),
                    options =>
                    {
                        options.ApiKey = "k";
                        options.Resilience.Retry.MaxRetryAttempts = 0;
                        options.Resilience.CircuitBreaker.MinimumThroughput = 2;
                    },
                    tenant)
                .ConfigurePrimaryHttpMessageHandler(() => new ScriptedTransport().Respond(status, "{\"value\":\"x\"}"));
        }

        await using var provider = services.BuildServiceProvider();
        var bad = provider.GetRequiredKeyedService<TestClient>("bad");
        await Assert.ThatAsync(() => bad.CallAsync(), Throws.TypeOf<MemoryApiServerException>());
        await Assert.ThatAsync(() => bad.CallAsync(), Throws.TypeOf<MemoryApiServerException>());
        await Assert.ThatAsync(() => bad.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());

        await Assert.ThatAsync(() => provider.GetRequiredKeyedService<TestClient>("good").CallAsync(), Throws.Nothing);
    }

    private sealed class Recording(ConcurrentQueue<(string, string)> seen) : HttpMessageHandler
    {
        private int _calls;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Enqueue((request.RequestUri!.Host, request.Headers.NonValidated["Authorization"].ToString()));
            await Task.Yield();
            var status = Interlocked.Increment(ref _calls) % 10 == 0 ? System.Net.HttpStatusCode.TooManyRequests : System.Net.HttpStatusCode.OK;
            return new HttpResponseMessage(status) { Content = new StringContent("{\"value\":\"x\"}"), RequestMessage = request };
        }
    }
}
