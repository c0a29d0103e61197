using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>
/// Where a registered client gets its address from. If both variables, key and address, are set for an emulator, nothing is sent to the vendor. Not in parallel
/// with other tests, because it sets environment variables.
/// </summary>
[NonParallelizable]
public sealed class AddressOfRegistrationTests
{
    private const string KeyVariable = "MEMORYAPI_TEST_KEY";
    private const string AddressVariable = "MEMORYAPI_TEST_URL";

    private static readonly ApiServiceDescription Service = new(
        "TestClient", new Uri("https://api.example.test"), new ApiAuthentication("Authorization", KeyVariable), null, typeof(ApiConnection).Assembly, AddressVariable);

    [SetUp]
    public void SetVariables()
    {
        Environment.SetEnvironmentVariable(KeyVariable, "from-environment");
        Environment.SetEnvironmentVariable(AddressVariable, "http://127.0.0.1:9/prefix");
    }

    [TearDown]
    public void Restore()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);
        Environment.SetEnvironmentVariable(AddressVariable, null);
    }

    [Test]
    public async Task With_the_key_of_the_environment_its_address_is_used_as_FromEnvironment_does()
    {
        var sent = await SendAsync(_ => { });

        Assert.That(sent.Uri.AbsoluteUri, Is.EqualTo("http://127.0.0.1:9/prefix/v1/things/1/"));
        Assert.That(sent.Headers["Authorization"], Is.EqualTo("from-environment"));
    }

    [Test]
    public async Task An_address_of_the_options_wins() =>
        Assert.That((await SendAsync(options => options.BaseAddress = new Uri("https://gw.test"))).Uri.Host, Is.EqualTo("gw.test"));

    [Test]
    public async Task A_registration_with_its_own_key_keeps_the_address_of_the_service() =>
        Assert.That((await SendAsync(options => options.ApiKey = "own")).Uri.Host, Is.EqualTo("api.example.test"));

    [Test]
    public async Task A_registration_with_a_key_provider_keeps_the_address_of_the_service() =>
        Assert.That((await SendAsync(options => options.ApiKeyProvider = _ => new ValueTask<string>("own"))).Uri.Host, Is.EqualTo("api.example.test"));

    [Test]
    public async Task A_tenant_keeps_the_address_of_the_service() =>
        Assert.That((await SendAsync(options => options.ApiKey = "own", name: "acme")).Uri.Host, Is.EqualTo("api.example.test"));

    [Test]
    public async Task Without_the_environment_the_address_is_that_of_the_service() =>
        Assert.That((await SendAsync(options => options.UseEnvironment = false, call: new RequestOptions { ApiKey = "of-call" })).Uri.Host, Is.EqualTo("api.example.test"));

    [Test]
    public async Task Calls_that_bring_their_keys_go_to_the_address_of_the_environment_too()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);

        Assert.That((await SendAsync(_ => { }, call: new RequestOptions { ApiKey = "of-call" })).Uri.Host, Is.EqualTo("127.0.0.1"));
    }

    [Test]
    public async Task A_service_without_a_key_has_the_address_of_the_environment_too()
    {
        var service = new ApiServiceDescription(
            "TestClient", new Uri("https://api.example.test"), ApiAuthentication.None(), null, typeof(ApiConnection).Assembly, AddressVariable);
        using var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        await using var provider = Provider(transport, _ => { }, null, service: service);

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(transport.Sent[0].Uri.Host, Is.EqualTo("127.0.0.1"));
    }

    [Test]
    public void A_key_that_replaces_the_one_of_the_environment_later_is_not_sent_to_the_address_of_the_environment([Values] bool isProvider, [Values] bool hadKey)
    {
        Environment.SetEnvironmentVariable(KeyVariable, hadKey ? "from-environment" : null);
        using var provider = Provider(new ScriptedTransport(), _ => { }, null, options =>
        {
            options.ApiKey = isProvider ? null : "own";
            options.ApiKeyProvider = isProvider ? _ => new ValueTask<string>("own") : null;
        });

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("The key was set after the address was taken from the environment (by PostConfigure)."));
    }

    [Test]
    public async Task A_key_and_an_address_that_replace_those_of_the_environment_later_are_used()
    {
        using var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        await using var provider = Provider(transport, _ => { }, null, options =>
        {
            options.ApiKey = "own";
            options.BaseAddress = new Uri("https://gw.test");
        });

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That((transport.Sent[0].Uri.Host, transport.Sent[0].Headers["Authorization"]), Is.EqualTo(("gw.test", "own")));
    }

    [Test]
    public async Task A_later_key_may_go_to_the_address_of_the_environment_if_the_program_sets_that_too()
    {
        using var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        await using var provider = Provider(transport, _ => { }, null, options =>
        {
            options.ApiKey = "own";
            options.BaseAddress = new Uri(Environment.GetEnvironmentVariable(AddressVariable)!);
        });

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That((transport.Sent[0].Uri.Host, transport.Sent[0].Headers["Authorization"]), Is.EqualTo(("127.0.0.1", "own")));
    }

    [Test]
    public async Task An_empty_variable_counts_as_absent()
    {
        Environment.SetEnvironmentVariable(AddressVariable, "");

        Assert.That((await SendAsync(_ => { })).Uri.Host, Is.EqualTo("api.example.test"));
    }

    [Test]
    public void Mistakes_in_the_variables_are_reported_at_start_with_those_in_the_options()
    {
        Environment.SetEnvironmentVariable(KeyVariable, "m0-se\ncret");
        Environment.SetEnvironmentVariable(AddressVariable, "emulator");
        using var provider = Provider(new ScriptedTransport(), options => options.MaxResponseBytes = 0, null);

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains($"The environment variable {AddressVariable} is not an absolute address.")
                .And.Message.Contains($"The environment variable {KeyVariable} doesn't hold a usable key.")
                .And.Message.Contains("MaxResponseBytes is 0")
                .And.Message.Not.Contains("m0-se")
                .And.Message.Not.Contains("emulator"));
    }

    [TestCase("emulator.test:8080")]
    [TestCase("http://emulator.test")]
    [TestCase("https://user:emulator.test@gw.test")]
    public void An_address_that_can_not_be_used_is_a_mistake_in_the_variable(string address)
    {
        Environment.SetEnvironmentVariable(AddressVariable, address);
        using var provider = Provider(new ScriptedTransport(), _ => { }, null);

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.StartsWith($"The environment variable {AddressVariable}: the base address must").And.Message.Not.Contains("emulator.test"));
    }

    private static async Task<SentRequest> SendAsync(Action<TestOptions> configure, string? name = null, RequestOptions? call = null)
    {
        using var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        await using var provider = Provider(transport, configure, name);
        await provider.GetRequiredKeyedService<TestClient>(name).Connection.CallAsync(options: call);
        return transport.Sent[0];
    }

    private static ServiceProvider Provider(
        ScriptedTransport transport, Action<TestOptions> configure, string? name, Action<TestOptions>? later = null, ApiServiceDescription? service = null)
    {
        var services = new ServiceCollection();
        services
            .AddApiClient<TestClient, TestOptions>(service ?? Service, connection => new TestClient(connection), configure, name)
            .ConfigurePrimaryHttpMessageHandler(() => transport);
        if (later is not null)
        {
            services.PostConfigure(later);
        }

        return services.BuildServiceProvider(validateScopes: true);
    }
}
