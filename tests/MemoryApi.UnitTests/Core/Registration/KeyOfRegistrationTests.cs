using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>Where a registered client gets its key from. Not in parallel with other tests, because it sets an environment variable.</summary>
[NonParallelizable]
public sealed class KeyOfRegistrationTests
{
    private const string Variable = "MEMORYAPI_TEST_KEY";
    private const string Good = """{"value":"x"}""";

    [TearDown]
    public void Restore() => Environment.SetEnvironmentVariable(Variable, null);

    [Test]
    public async Task Without_a_key_that_in_the_environment_variable_is_used()
    {
        Environment.SetEnvironmentVariable(Variable, "from-environment");
        var transport = new ScriptedTransport().Respond(200, Good);
        await using var provider = Provider(transport, _ => { });

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token from-environment"));
    }

    [Test]
    public async Task A_key_of_the_options_wins()
    {
        Environment.SetEnvironmentVariable(Variable, "from-environment");
        var transport = new ScriptedTransport().Respond(200, Good);
        await using var provider = Provider(transport, options => options.ApiKey = "own");

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token own"));
    }

    [Test]
    public async Task A_registration_without_any_makes_calls_that_bring_their_own_and_refuses_others_before_sending()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        await using var provider = Provider(transport, _ => { });
        Assert.That(() => provider.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);
        var connection = provider.GetRequiredService<TestClient>().Connection;

        Assert.That(await connection.CallAsync(options: new RequestOptions { ApiKey = "tenant" }), Is.EqualTo("x"));
        var failure = await Assert.ThrowsAsync<MemoryApiAuthenticationException>(() => connection.CallAsync());

        Assert.That(failure!.Message, Does.Contain("RequestOptions.ApiKey"));
        Assert.That(failure.WasNotProcessed, Is.True);
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Without_the_environment_a_call_that_brings_no_key_is_refused_before_sending(bool isConfigured)
    {
        Environment.SetEnvironmentVariable(Variable, "from-environment");
        var transport = new ScriptedTransport().Respond(200, Good);
        var services = new ServiceCollection();
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Memory:UseEnvironment", "false")]).Build().GetSection("Memory");
        var builder = isConfigured
            ? services.AddApiClient<TestClient, TestOptions>(TestService.Description, made => new TestClient(made), section)
            : services.AddApiClient<TestClient, TestOptions>(TestService.Description, made => new TestClient(made), options => options.UseEnvironment = false);
        builder.ConfigurePrimaryHttpMessageHandler(() => transport);
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        Assert.That(() => provider.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);
        var connection = provider.GetRequiredService<TestClient>().Connection;

        await connection.CallAsync(options: new RequestOptions { ApiKey = "tenant" });
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiAuthenticationException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: new RequestOptions { ApiKey = null }), Throws.TypeOf<MemoryApiAuthenticationException>());

        Assert.That(transport.Sent, Has.Count.EqualTo(1));
        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token tenant"));
    }

    private static ServiceProvider Provider(ScriptedTransport transport, Action<TestOptions> configure)
    {
        var services = new ServiceCollection();
        services
            .AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), configure)
            .ConfigurePrimaryHttpMessageHandler(() => transport);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
