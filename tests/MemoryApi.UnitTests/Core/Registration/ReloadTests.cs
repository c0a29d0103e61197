using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>The configuration is reloaded while a call is in flight. No key may go to the address of another key.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReloadTests
{
    private const string Good = """{"value":"x"}""";

    private readonly IConfigurationRoot _root = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Memory:ApiKey"] = "old",
        ["Memory:BaseAddress"] = "https://old.test",
        ["Memory:Resilience:Retry:Delay"] = "00:00:00",
    }).Build();

    [TestCase(503)]
    [TestCase(429)]
    [TestCase(401)]
    public async Task A_call_that_is_in_flight_sends_neither_key_to_the_address_of_the_other(int status)
    {
        var transport = new ScriptedTransport()
            .Respond((_, _) => ReloadAsync(status, withAddress: true))
            .Respond((request, _) => Task.FromResult(request.RequestUri!.Host == "old.test"
                ? new HttpResponseMessage((HttpStatusCode)status)
                : new HttpResponseMessage { Content = new StringContent(Good) }));
        await using var provider = Provider(transport);
        var client = provider.GetRequiredService<TestClient>();

        await IgnoreAsync(client.CallAsync());
        await client.CallAsync();

        Assert.That(Sent(transport)[..^1], Is.All.EqualTo(("old.test", "Token old")));
        Assert.That(Sent(transport)[^1], Is.EqualTo(("new.test", "Token new")));
    }

    [Test]
    public async Task A_call_that_has_begun_but_is_not_sent_yet_keeps_its_address_and_key()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        await using var provider = Provider(transport, builder => builder.AddHttpMessageHandler(() => new Before(() => Reload(withAddress: true))));
        var client = provider.GetRequiredService<TestClient>();

        await client.CallAsync();
        await client.CallAsync();

        Assert.That(Sent(transport), Is.EqualTo(new[] { ("old.test", "Token old"), ("new.test", "Token new") }));
    }

    [TestCase(503)]
    [TestCase(401)]
    public async Task A_new_key_for_the_same_address_takes_effect_on_a_retry(int status)
    {
        var transport = new ScriptedTransport().Respond((_, _) => ReloadAsync(status, withAddress: false)).Respond(200, Good);
        await using var provider = Provider(transport);

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(Sent(transport), Is.EqualTo(new[] { ("old.test", "Token old"), ("old.test", "Token new") }));
    }

    [Test]
    public async Task A_reload_while_a_client_of_the_factory_is_made_keeps_address_and_key_together()
    {
        var isBusy = false;
        var transport = new ScriptedTransport().Respond(200, Good);
        await using var provider = Provider(transport, builder => builder.ConfigureHttpClient(_ =>
        {
            if (isBusy)
            {
                isBusy = false;
                Reload(withAddress: true, "newest");
            }
        }));
        var client = provider.GetRequiredService<TestClient>();

        isBusy = true;
        Reload(withAddress: true);
        await client.CallAsync();

        Assert.That(Sent(transport), Is.EqualTo(new[] { ("newest.test", "Token newest") }));
    }

    [Test]
    public async Task Two_reloads_while_a_client_of_the_factory_is_made_keep_address_and_key_together()
    {
        var isBusy = false;
        var transport = new ScriptedTransport().Respond(200, Good);
        var services = new ServiceCollection();

        // These run before the factory has read the options.
        services.ConfigureHttpClientDefaults(all => all.ConfigureHttpClient(_ => ReloadIf(isBusy, "other")));
        await using var provider = Provider(
            transport,
            builder => builder.ConfigureHttpClient(_ =>
            {
                ReloadIf(isBusy, "new");
                isBusy = false;
            }),
            services);
        var client = provider.GetRequiredService<TestClient>();

        isBusy = true;
        Reload(withAddress: true);
        await client.CallAsync();

        Assert.That(Sent(transport), Is.EqualTo(new[] { ("new.test", "Token new") }));
    }

    private static List<(string Host, string Key)> Sent(ScriptedTransport transport) => [.. transport.Sent.Select(sent => (sent.Uri.Host, sent.Headers["Authorization"]))];

    private static async Task IgnoreAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (MemoryApiException)
        {
            // Whether the call succeeds in the end depends on the status.
        }
    }

    private Task<HttpResponseMessage> ReloadAsync(int status, bool withAddress)
    {
        Reload(withAddress);
        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status));
    }

    private void ReloadIf(bool condition, string name)
    {
        if (condition)
        {
            Reload(withAddress: true, name);
        }
    }

    private void Reload(bool withAddress, string name = "new")
    {
        _root["Memory:ApiKey"] = name;
        if (withAddress)
        {
            _root["Memory:BaseAddress"] = $"https://{name}.test";
        }

        _root.Reload();
    }

    private ServiceProvider Provider(ScriptedTransport transport, Action<IHttpClientBuilder>? configure = null, ServiceCollection? services = null)
    {
        services ??= [];
        var builder = services
            .AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), _root.GetSection("Memory"))
            .ConfigurePrimaryHttpMessageHandler(() => transport);
        configure?.Invoke(builder);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class Before(Action act) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            act();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
