using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

public sealed class RegistrationTests
{
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task A_registered_client_calls_through_the_whole_chain()
    {
        var transport = new ScriptedTransport().Respond(503).Respond(200, Good);
        using var provider = Provider(services => Add(services, transport));

        var client = provider.GetRequiredService<TestClient>();

        Assert.That(await client.CallAsync(), Is.EqualTo("x"));
        Assert.That(transport.Sent, Has.Count.EqualTo(2));
        Assert.That(transport.Sent[0].Uri.AbsoluteUri, Is.EqualTo("https://api.example.test/v1/things/1/"));
        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token m0-secret"));
    }

    [Test]
    public async Task Handlers_that_are_added_stand_inside_of_resilience_and_outside_of_authentication()
    {
        var log = new List<string>();
        var transport = new ScriptedTransport().Respond(503).Respond(200, Good);
        using var provider = Provider(services =>
            Add(services, transport, options =>
                {
                    options.CallHandlers.Add(() => new RecordingHandler("call", log));
                    options.AttemptHandlers.Add(() => new RecordingHandler("attempt", log));
                })
                .AddHttpMessageHandler(() => new RecordingHandler("added", log)));

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(log, Is.EqualTo(new[] { "call, no key", "added, no key", "attempt, no key", "added, no key", "attempt, no key" }));
    }

    [Test]
    public async Task Handlers_that_are_added_for_all_clients_stand_there_too()
    {
        var log = new List<string>();
        using var provider = Provider(services =>
        {
            Add(services, new ScriptedTransport().Respond(200, Good));
            services.ConfigureHttpClientDefaults(builder => builder.AddHttpMessageHandler(() => new RecordingHandler("all", log)));
        });

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(log, Is.EqualTo(new[] { "all, no key" }));
    }

    [Test]
    public async Task Each_named_registration_has_its_own_key_address_and_connections()
    {
        var one = new ScriptedTransport().Respond(200, Good);
        var two = new ScriptedTransport().Respond(200, Good);
        using var provider = Provider(services =>
        {
            Add(services, one, options => options.ApiKey = "key-one", name: "one");
            Add(services, two, options =>
            {
                options.ApiKey = "key-two";
                options.BaseAddress = new Uri("https://two.test/");
            }, name: "two");
        });

        await provider.GetRequiredKeyedService<TestClient>("one").CallAsync();
        await provider.GetRequiredKeyedService<TestClient>("two").CallAsync();

        Assert.That(one.Sent.Single().Headers["Authorization"], Is.EqualTo("Token key-one"));
        Assert.That(two.Sent.Single().Headers["Authorization"], Is.EqualTo("Token key-two"));
        Assert.That(two.Sent.Single().Uri.Host, Is.EqualTo("two.test"));
        Assert.That(provider.GetService<TestClient>(), Is.Null);
    }

    [Test]
    public void A_client_is_a_singleton_also_in_a_scope()
    {
        using var provider = Provider(services =>
        {
            Add(services, new ScriptedTransport());
            Add(services, new ScriptedTransport(), name: "one");
        });
        using var scope = provider.CreateScope();

        Assert.That(scope.ServiceProvider.GetRequiredService<TestClient>(), Is.SameAs(provider.GetRequiredService<TestClient>()));
        Assert.That(scope.ServiceProvider.GetRequiredKeyedService<TestClient>("one"), Is.SameAs(provider.GetRequiredKeyedService<TestClient>("one")));
    }

    [Test]
    public async Task Disposing_a_client_of_the_container_leaves_the_others_alone()
    {
        using var provider = Provider(services => Add(services, new ScriptedTransport().Respond(200, Good)));
        provider.GetRequiredService<TestClient>().Dispose();

        Assert.That(await provider.GetRequiredService<TestClient>().CallAsync(), Is.EqualTo("x"));
    }

    [Test]
    public void All_that_is_wrong_is_reported_at_start()
    {
        using var provider = Provider(services => services.AddApiClient<TestClient, TestOptions>(
            TestService.Description, connection => new TestClient(connection), options =>
            {
                options.MaxResponseBytes = 0;
                options.Transport = new ScriptedTransport();
                options.CallHandlers.Add(null!);
                options.AttemptHandlers.Add(null!);
            }));

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("MaxResponseBytes")
                .And.Message.Contains("TestOptions.CallHandlers has an entry that is null")
                .And.Message.Contains("TestOptions.AttemptHandlers has an entry that is null")
                .And.Message.Contains("ConfigurePrimaryHttpMessageHandler"));
    }

    [Test]
    public void Without_a_start_the_first_use_reports_it()
    {
        using var provider = Provider(services => services.AddApiClient<TestClient, TestOptions>(
            TestService.Description, connection => new TestClient(connection), options => options.MaxResponseBytes = 0));

        Assert.That(() => provider.GetRequiredService<TestClient>(), Throws.TypeOf<OptionsValidationException>());
    }

    [Test]
    public async Task Registering_again_adds_to_the_options_and_nothing_else()
    {
        var transport = new ScriptedTransport().Respond(503);
        using var provider = Provider(services =>
        {
            Add(services, transport);
            Add(services, transport, options => options.Resilience.Retry.MaxRetryAttempts = 1);
        });

        await Assert.ThatAsync(() => provider.GetRequiredService<TestClient>().CallAsync(), Throws.InstanceOf<MemoryApiServerException>());

        Assert.That(transport.Sent, Has.Count.EqualTo(2));
        Assert.That(provider.GetServices<TestClient>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_factorys_own_loggers_are_silent_and_ours_goes_to_the_container()
    {
        var logs = new CollectingLoggerFactory();
        using var provider = Provider(services =>
        {
            services.AddSingleton<ILoggerFactory>(logs);
            Add(services, new ScriptedTransport().Respond(503).Respond(200, Good));
        });

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(logs.Lines, Has.None.Contains("v1/things"));
        Assert.That(logs.Lines, Has.One.Contains("Things_Call"));
    }

    [Test]
    public void An_address_set_on_the_HttpClient_is_checked_like_any_other()
    {
        using var provider = Provider(services =>
            Add(services, new ScriptedTransport()).ConfigureHttpClient(client => client.BaseAddress = new Uri("http://elsewhere.test")));

        Assert.That(() => provider.GetRequiredService<TestClient>(), Throws.InvalidOperationException.With.Message.Contains("https://"));
    }

    [Test]
    public async Task The_HttpClient_of_the_builder_can_be_configured()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var provider = Provider(services => Add(services, transport).ConfigureHttpClient(client =>
        {
            client.BaseAddress = new Uri("https://gw.test/x");
            client.DefaultRequestHeaders.Add("X-Extra", "1");
        }));

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(transport.Sent[0].Uri.AbsoluteUri, Is.EqualTo("https://gw.test/x/v1/things/1/"));
        Assert.That(transport.Sent[0].Headers["X-Extra"], Is.EqualTo("1"));
    }

    [Test]
    public async Task The_built_in_transport_neither_follows_redirects_nor_keeps_cookies_nor_decompresses()
    {
        SocketsHttpHandler? primary = null;
        using var provider = Provider(services => services
            .AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), options => options.ApiKey = "k")
            .ConfigurePrimaryHttpMessageHandler((handler, _) => primary = (SocketsHttpHandler)handler));
        provider.GetRequiredService<TestClient>();
        await Task.CompletedTask;

        Assert.That(primary!.AllowAutoRedirect, Is.False);
        Assert.That(primary.UseCookies, Is.False);
        Assert.That(primary.AutomaticDecompression, Is.EqualTo(System.Net.DecompressionMethods.None));
        Assert.That(primary.ActivityHeadersPropagator, Is.Null);
        Assert.That(primary.PooledConnectionLifetime, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    private static IHttpClientBuilder Add(
        IServiceCollection services, ScriptedTransport transport, Action<TestOptions>? configure = null, string? name = null) =>
        services
            .AddApiClient<TestClient, TestOptions>(
                TestService.Description,
                connection => new TestClient(connection),
                options =>
                {
                    options.ApiKey = TestService.Key;
                    options.Resilience.Retry.Delay = TimeSpan.Zero;
                    configure?.Invoke(options);
                },
                name)
            .ConfigurePrimaryHttpMessageHandler(() => transport);

    private static ServiceProvider Provider(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        configure(services);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
