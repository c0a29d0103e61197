using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.UnitTests.Core.AtMostOnce;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>There is one pipeline around a call, whatever a program adds to its HTTP clients. With the real handlers, over sockets.</summary>
public sealed class OnePipelineTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_pipeline_for_all_clients_is_left_out_so_a_failing_get_makes_four_requests(bool isAddedBefore)
    {
        Assert.That(
            await RequestsAsync(
                before: isAddedBefore ? ForAll : null,
                after: isAddedBefore ? null : ForAll),
            Is.EqualTo(4));

        static void ForAll(IServiceCollection services) => services.ConfigureHttpClientDefaults(builder => builder.AddStandardResilienceHandler(Once));
    }

    [Test]
    public async Task A_hedging_pipeline_for_all_clients_is_left_out_too() =>
        Assert.That(await RequestsAsync(after: services => services.ConfigureHttpClientDefaults(builder => builder.AddStandardHedgingHandler())), Is.EqualTo(4));

    [Test]
    public async Task A_pipeline_on_the_clients_builder_takes_the_place_of_the_clients_own() =>
        Assert.That(
            await RequestsAsync(ofClient: builder => builder.AddStandardResilienceHandler(Once)),
            Is.EqualTo(2));

    [Test]
    public async Task It_does_so_also_beside_one_for_all_clients() =>
        Assert.That(
            await RequestsAsync(
                before: services => services.ConfigureHttpClientDefaults(builder => builder.AddStandardResilienceHandler(Quick)),
                ofClient: builder => builder.AddStandardResilienceHandler(Once)),
            Is.EqualTo(2));

    [Test]
    public async Task Without_ours_that_for_all_clients_stays() =>
        Assert.That(
            await RequestsAsync(
                after: services => services.ConfigureHttpClientDefaults(builder => builder.AddStandardResilienceHandler(options =>
                {
                    Quick(options);
                    options.Retry.MaxRetryAttempts = 2;
                })),
                configure: options => options.UseResilience = false),
            Is.EqualTo(3));

    [Test]
    public async Task Without_any_there_is_one_request() =>
        Assert.That(await RequestsAsync(configure: options => options.UseResilience = false), Is.EqualTo(1));

    [Test]
    public async Task A_second_registration_of_the_same_client_leaves_the_added_pipeline_where_it_is() =>
        Assert.That(
            await RequestsAsync(
                ofClient: builder => builder.AddStandardResilienceHandler(Once),
                after: services => Add(services, _ => { })),
            Is.EqualTo(2));

    [Test]
    public async Task An_added_pipeline_stands_where_ours_stood_outside_of_all_that_sees_attempts()
    {
        var log = new List<string>();
        await RequestsAsync(
            ofClient: builder => builder
                .AddHttpMessageHandler(() => new RecordingHandler("added", log))
                .AddStandardResilienceHandler(Once),
            configure: options =>
            {
                options.CallHandlers.Add(() => new RecordingHandler("call", log));
                options.AttemptHandlers.Add(() => new RecordingHandler("attempt", log));
            });

        Assert.That(log, Is.EqualTo(new[] { "call, no key", "added, no key", "attempt, no key", "added, no key", "attempt, no key" }));
    }

    [Test]
    public async Task What_else_comes_for_all_clients_stays()
    {
        var log = new List<string>();
        var requests = await RequestsAsync(after: services => services.ConfigureHttpClientDefaults(builder =>
        {
            builder.AddStandardResilienceHandler(Once);
            builder.AddHttpMessageHandler(() => new RecordingHandler("all", log));
        }));

        Assert.That(requests, Is.EqualTo(4));
        Assert.That(log, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Other_clients_of_the_program_keep_their_pipeline()
    {
        await using var server = CountingServer.Reacting(Reaction.Fail);
        var services = new ServiceCollection();
        Add(services, options => options.BaseAddress = server.Address);
        services.ConfigureHttpClientDefaults(builder => builder.AddStandardResilienceHandler(Quick));
        services.AddHttpClient("other");
        await using var provider = services.BuildServiceProvider();

        using var other = provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        using var response = await other.GetAsync(server.Address);

        Assert.That(server.Received, Is.EqualTo(4));
    }

    [Test]
    public async Task A_handler_that_another_filter_adds_stands_inside_and_makes_no_add_happen_twice()
    {
        await using var server = CountingServer.Reacting(Reaction.Fail);
        var services = new ServiceCollection();
        services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new AddingFilter());
        Add(services, options => options.BaseAddress = server.Address);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<TestClient>();

        await Assert.ThatAsync(() => client.Connection.CallAsync(TestService.RequestWithBody("fact")), Throws.TypeOf<MemoryApiServerException>());

        Assert.That(server.Received, Is.EqualTo(1));
    }

    [Test]
    public async Task The_limiter_of_attempts_also_holds_in_another_pipeline()
    {
        await using var server = CountingServer.Reacting(Reaction.Fail);
        using var limiter = RateLimits.SlidingWindow(2, TimeSpan.FromMinutes(1));
        var services = new ServiceCollection();
        Add(services, options =>
        {
            options.BaseAddress = server.Address;
            options.RateLimiter = limiter;
        }).AddStandardResilienceHandler(Quick);
        await using var provider = services.BuildServiceProvider();

        await Assert.ThatAsync(
            () => provider.GetRequiredService<TestClient>().CallAsync(),
            Throws.TypeOf<MemoryApiRejectedException>().With.Property(nameof(MemoryApiRejectedException.Reason)).EqualTo(RejectionReason.RateLimit));
        Assert.That(server.Received, Is.EqualTo(2));
    }

    private static async Task<int> RequestsAsync(
        Action<IServiceCollection>? before = null,
        Action<IHttpClientBuilder>? ofClient = null,
        Action<IServiceCollection>? after = null,
        Action<TestOptions>? configure = null)
    {
        await using var server = CountingServer.Reacting(Reaction.Fail);
        var services = new ServiceCollection();
        before?.Invoke(services);
        var builder = Add(services, options =>
        {
            options.BaseAddress = server.Address;
            configure?.Invoke(options);
        });
        ofClient?.Invoke(builder);
        after?.Invoke(services);
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        await Assert.ThatAsync(() => provider.GetRequiredService<TestClient>().CallAsync(), Throws.InstanceOf<MemoryApiException>());

        return server.Received;
    }

    private static IHttpClientBuilder Add(IServiceCollection services, Action<TestOptions> configure) =>
        services.AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), options =>
        {
            options.ApiKey = TestService.Key;
            options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1);
            configure(options);
        });

    private static void Quick(Microsoft.Extensions.Http.Resilience.HttpStandardResilienceOptions options) => options.Retry.Delay = TimeSpan.FromMilliseconds(1);

    private static void Once(Microsoft.Extensions.Http.Resilience.HttpStandardResilienceOptions options)
    {
        Quick(options);
        options.Retry.MaxRetryAttempts = 1;
    }

    private sealed class AddingFilter : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Insert(0, new Twice());
        };
    }

    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                (await base.SendAsync(request, cancellationToken)).Dispose();
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
