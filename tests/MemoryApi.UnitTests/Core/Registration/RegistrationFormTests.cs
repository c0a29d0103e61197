using System;
using System.Collections.Generic;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>The ways to register a generated client, with and without a name. Not in parallel with other tests, because one sets environment variables.</summary>
[NonParallelizable]
public sealed class RegistrationFormTests
{
    private static readonly string[] Variables = ["MEM0_API_KEY", "MEM0_BASE_URL", "BLAND_API_KEY", "BLAND_BASE_URL"];

    private readonly Dictionary<string, string?> _before = [];

    [SetUp]
    public void ClearVariables()
    {
        foreach (var variable in Variables)
        {
            _before[variable] = Environment.GetEnvironmentVariable(variable);
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [TearDown]
    public void RestoreVariables()
    {
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, _before[variable]);
        }
    }

    [Test]
    public void Without_arguments_all_comes_from_the_environment()
    {
        Environment.SetEnvironmentVariable("MEM0_API_KEY", "m0-environment");
        Environment.SetEnvironmentVariable("MEM0_BASE_URL", "http://127.0.0.1:9/mem0");
        Environment.SetEnvironmentVariable("BLAND_API_KEY", "org_environment");
        Environment.SetEnvironmentVariable("BLAND_BASE_URL", "http://127.0.0.1:9/bland");
        using var provider = Provider(services =>
        {
            services.AddMem0Client();
            services.AddBlandClient();
        });

        AssertOptions<Mem0Client, Mem0ClientOptions>(provider, null, "m0-environment", "http://127.0.0.1:9/mem0");
        AssertOptions<BlandClient, BlandClientOptions>(provider, null, "org_environment", "http://127.0.0.1:9/bland");
    }

    [Test]
    public void Without_arguments_the_options_may_be_configured_elsewhere()
    {
        using var provider = Provider(services =>
        {
            services.AddMem0Client();
            services.AddBlandClient();
            services.AddKeyedMem0Client("acme");
            services.AddKeyedBlandClient("acme");
            services.Configure<Mem0ClientOptions>(options => options.ApiKey = "m0-configured");
            services.Configure<BlandClientOptions>(options => options.ApiKey = "org_configured");
            services.Configure<Mem0ClientOptions>("acme", options => options.ApiKey = "m0-acme");
            services.Configure<BlandClientOptions>("acme", options => options.ApiKey = "org_acme");
        });

        AssertOptions<Mem0Client, Mem0ClientOptions>(provider, null, "m0-configured", null);
        AssertOptions<BlandClient, BlandClientOptions>(provider, null, "org_configured", null);
        AssertOptions<Mem0Client, Mem0ClientOptions>(provider, "acme", "m0-acme", null);
        AssertOptions<BlandClient, BlandClientOptions>(provider, "acme", "org_acme", null);
    }

    [Test]
    public void A_tenant_without_arguments_and_options_is_an_error_at_start()
    {
        Environment.SetEnvironmentVariable("MEM0_API_KEY", "m0-environment");
        using var provider = Provider(services => services.AddKeyedMem0Client("acme"));

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("the registration \"acme\" of Mem0Client"));
    }

    [Test]
    public void Options_may_come_from_another_service()
    {
        using var provider = Provider(services =>
        {
            services.AddSingleton(new Vault("from-vault"));
            services.AddMem0Client((found, options) => options.ApiKey = found.GetRequiredService<Vault>().Key);
            services.AddBlandClient((found, options) => options.ApiKey = found.GetRequiredService<Vault>().Key);
            services.AddKeyedMem0Client("acme", (found, options) => options.ApiKey = found.GetRequiredService<Vault>().Key + "-acme");
            services.AddKeyedBlandClient("acme", (found, options) => options.ApiKey = found.GetRequiredService<Vault>().Key + "-acme");
        });

        AssertOptions<Mem0Client, Mem0ClientOptions>(provider, null, "from-vault", null);
        AssertOptions<BlandClient, BlandClientOptions>(provider, null, "from-vault", null);
        AssertOptions<Mem0Client, Mem0ClientOptions>(provider, "acme", "from-vault-acme", null);
        AssertOptions<BlandClient, BlandClientOptions>(provider, "acme", "from-vault-acme", null);
    }

    [Test]
    public void The_form_without_arguments_adds_to_one_with_configuration()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Mem0:ApiKey", "m0-section")]).Build().GetSection("Mem0");
        using var provider = Provider(services =>
        {
            services.AddMem0Client(section);
            services.AddMem0Client();
            services.AddMem0Client((_, options) => options.BaseAddress = new Uri("https://gw.test"));
        });

        AssertOptions<Mem0Client, Mem0ClientOptions>(provider, null, "m0-section", "https://gw.test/");
    }

    [Test]
    public void A_function_that_is_null_and_a_name_that_is_blank_are_refused()
    {
        var services = new ServiceCollection();

        Assert.That(() => services.AddMem0Client((Action<IServiceProvider, Mem0ClientOptions>)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddKeyedMem0Client("acme", (Action<IServiceProvider, Mem0ClientOptions>)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddKeyedMem0Client(" "), Throws.ArgumentException);
        Assert.That(() => services.AddKeyedMem0Client(" ", (_, _) => { }), Throws.ArgumentException);
        Assert.That(services, Is.Empty);
    }

    private static void AssertOptions<TClient, TOptions>(ServiceProvider provider, string? name, string key, string? address)
        where TClient : class
        where TOptions : ApiClientOptions
    {
        Assert.That(provider.GetRequiredKeyedService<TClient>(name), Is.Not.Null);
        var options = provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);
        Assert.That((options.ApiKey, options.BaseAddress?.AbsoluteUri), Is.EqualTo((key, address)));
    }

    private static ServiceProvider Provider(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        configure(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed record Vault(string Key);
}
