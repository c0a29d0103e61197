using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>No tenant's call uses the account of the environment. Not in parallel with other tests, because it sets an environment variable.</summary>
[NonParallelizable]
public sealed class TenantKeyTests
{
    private const string Variable = "MEMORYAPI_TEST_KEY";
    private const string Good = """{"value":"x"}""";

    private ScriptedTransport _transport = null!;

    [SetUp]
    public void SetVariable()
    {
        _transport = new ScriptedTransport().Respond(200, Good);
        Environment.SetEnvironmentVariable(Variable, "of-another-account");
    }

    [TearDown]
    public void Restore()
    {
        _transport.Dispose();
        Environment.SetEnvironmentVariable(Variable, null);
    }

    [TestCase("Tenants:acme:ApiKey", "")]
    [TestCase("Tenants:acme:ApiKey", "  ")]
    [TestCase("Tenants:acme:MaxResponseBytes", "1000")]
    [TestCase("Tenants:acmee:ApiKey", "key-of-acme")]
    public void A_tenant_whose_section_has_no_key_is_an_error_at_start_that_names_tenant_and_path(string key, string value)
    {
        using var provider = Provider(Root((key, value)).GetSection("Tenants:acme"));

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("the registration \"acme\" of TestClient")
                .And.Message.Contains("Tenants:acme:ApiKey")
                .And.Message.Not.Contains(Variable));
        Assert.That(() => provider.GetRequiredKeyedService<TestClient>("acme"), Throws.TypeOf<OptionsValidationException>());
    }

    [TestCase("Tenants:acmee:ApiKey", true)]
    [TestCase("Tenants:acme:ApiKey", false)]
    public void The_error_says_whether_the_section_is_missing(string key, bool isMissing)
    {
        using var provider = Provider(Root((key, "")).GetSection("Tenants:acme"));

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.That(error!.Message.Contains("has no section Tenants:acme", StringComparison.Ordinal), Is.EqualTo(isMissing));
    }

    [Test]
    public void A_tenant_that_gets_no_key_in_code_is_an_error_that_names_the_options()
    {
        var services = new ServiceCollection();
        services.AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), _ => { }, "acme");
        using var provider = services.BuildServiceProvider();

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("\"acme\"").And.Message.Contains("Set TestOptions.ApiKey or TestOptions.ApiKeyProvider."));
    }

    [Test]
    public async Task A_tenant_with_a_key_provider_needs_no_key()
    {
        using var provider = Provider(Root().GetSection("Tenants:acme"), options => options.ApiKeyProvider = _ => new ValueTask<string>("provided"));
        Assert.That(() => provider.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);

        await provider.GetRequiredKeyedService<TestClient>("acme").CallAsync();

        Assert.That(_transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token provided"));
    }

    [Test]
    public async Task A_tenant_whose_calls_bring_their_keys_says_so_and_a_call_without_is_refused_before_sending()
    {
        using var provider = Provider(Root(("Tenants:acme:UseEnvironment", "false")).GetSection("Tenants:acme"));
        Assert.That(() => provider.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);
        var connection = provider.GetRequiredKeyedService<TestClient>("acme").Connection;

        await connection.CallAsync(options: new RequestOptions { ApiKey = "of-call" });
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiAuthenticationException>());

        Assert.That(_transport.Sent, Has.Count.EqualTo(1));
        Assert.That(_transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token of-call"));
    }

    [Test]
    public async Task A_key_that_disappears_from_the_configuration_is_not_replaced_by_that_of_the_environment()
    {
        var root = Root(("Tenants:acme:ApiKey", "key-of-acme"));
        using var provider = Provider(root.GetSection("Tenants:acme"));
        var client = provider.GetRequiredKeyedService<TestClient>("acme");
        await client.CallAsync();

        root["Tenants:acme:ApiKey"] = "";
        Assert.That(root.Reload, Throws.InstanceOf<AggregateException>().With.InnerException.Message.Contains("Tenants:acme:ApiKey"));

        await Assert.ThatAsync(() => client.CallAsync(), Throws.TypeOf<MemoryApiAuthenticationException>());
        Assert.That(_transport.Sent, Has.Count.EqualTo(1));
    }

    private static IConfigurationRoot Root(params (string Key, string Value)[] entries)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (key, value) in entries)
        {
            values[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private ServiceProvider Provider(IConfigurationSection section, Action<TestOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services
            .AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), section, configure, "acme")
            .ConfigurePrimaryHttpMessageHandler(() => _transport);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
