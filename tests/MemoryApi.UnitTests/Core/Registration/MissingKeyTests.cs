using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>The warnings and errors about a missing key. Not in parallel with other tests, because one sets an environment variable.</summary>
[NonParallelizable]
public sealed class MissingKeyTests
{
    private const string Variable = "MEMORYAPI_TEST_KEY";
    private const string InCall = "or give the call its own (RequestOptions.ApiKey).";
    private const string InOptions = "TestOptions.ApiKey or TestOptions.ApiKeyProvider";

    [TearDown]
    public void Restore() => Environment.SetEnvironmentVariable(Variable, null);

    [TestCase("Memory:ApiKey", "Memory:ApiKey of the configuration")]
    [TestCase("Memroy:ApiKey", "Memory:ApiKey of the configuration (which has no section Memory)")]
    public async Task A_call_without_any_key_names_the_configuration_path_and_the_environment_variable(string key, string place)
    {
        await using var provider = Provider(services => services.AddApiClient<TestClient, TestOptions>(TestService.Description, Create, Section(key, "")));

        Assert.That(
            await FailureAsync(provider.GetRequiredService<TestClient>()),
            Is.EqualTo($"Things_Call: there is no API key in the registration of TestClient. Set {place}, the environment variable {Variable}, {InOptions}, {InCall}"));
    }

    [Test]
    public async Task Each_section_of_a_registration_is_named()
    {
        await using var provider = Provider(services =>
        {
            services.AddApiClient<TestClient, TestOptions>(TestService.Description, Create, Section("One:ApiKey", ""));
            services.AddApiClient<TestClient, TestOptions>(TestService.Description, Create, Section("Two:ApiKey", ""));
        });

        Assert.That(await FailureAsync(provider.GetRequiredService<TestClient>()), Does.Contain("Set One:ApiKey of the configuration, Two:ApiKey of the configuration, the environment"));
    }

    [Test]
    public async Task Without_a_section_only_variable_and_options_are_named()
    {
        await using var provider = Provider(services => services.AddApiClient<TestClient, TestOptions>(TestService.Description, Create, _ => { }));

        Assert.That(await FailureAsync(provider.GetRequiredService<TestClient>()), Does.EndWith($"Set the environment variable {Variable}, {InOptions}, {InCall}"));
    }

    [TestCase(null, "the registration of TestClient")]
    [TestCase("acme", "the registration \"acme\" of TestClient")]
    public async Task A_variable_that_is_not_used_is_not_named(string? name, string registration)
    {
        await using var provider = Provider(services =>
            services.AddApiClient<TestClient, TestOptions>(TestService.Description, Create, options => options.UseEnvironment = false, name));

        Assert.That(
            await FailureAsync(provider.GetRequiredKeyedService<TestClient>(name)),
            Is.EqualTo($"Things_Call: there is no API key in {registration}. Set {InOptions}, {InCall}"));
    }

    [Test]
    public async Task A_key_provider_that_fails_is_not_a_missing_key()
    {
        await using var provider = Provider(services => services.AddApiClient<TestClient, TestOptions>(
            TestService.Description, Create, options => options.ApiKeyProvider = _ => throw new InvalidOperationException("closed")));

        Assert.That(await FailureAsync(provider.GetRequiredService<TestClient>()), Does.Contain("Check ApiKeyProvider"));
    }

    [Test]
    public async Task One_warning_is_logged_at_start()
    {
        var logs = new CollectingLoggerFactory();
        await using var provider = Provider(services =>
        {
            services.AddSingleton<ILoggerFactory>(logs);
            services.AddApiClient<TestClient, TestOptions>(TestService.Description, Create, Section("Memory:ApiKey", ""));
        });

        provider.GetRequiredService<IStartupValidator>().Validate();
        var atStart = logs.Entries.ToList();
        await FailureAsync(provider.GetRequiredService<TestClient>());

        Assert.That(atStart.Select(entry => (entry.Level, entry.Event.Id, entry.Event.Name)), Is.EqualTo(new[] { (LogLevel.Warning, 10, "KeyMissing") }));
        Assert.That(atStart[0].Text, Does.Contain("Memory:ApiKey").And.Contain(Variable).And.Contain("UseEnvironment"));
        Assert.That(logs.Entries.Count(entry => entry.Event.Id == 10), Is.EqualTo(1));
    }

    [Test]
    public void Without_a_host_it_is_logged_when_the_client_is_created()
    {
        var logs = new CollectingLoggerFactory();
        using var provider = Provider(services => services.AddApiClient<TestClient, TestOptions>(TestService.Description, Create, options => options.LoggerFactory = logs));

        provider.GetRequiredService<TestClient>();

        Assert.That(logs.Entries.Select(entry => entry.Event.Id), Is.EqualTo(new[] { 10 }));
    }

    [TestCase("key")]
    [TestCase("provider")]
    [TestCase("variable")]
    [TestCase("keys of calls")]
    public void A_registration_that_lacks_nothing_logs_nothing(string source)
    {
        var logs = new CollectingLoggerFactory();
        Environment.SetEnvironmentVariable(Variable, source == "variable" ? "k" : null);
        using var provider = Provider(services =>
        {
            services.AddSingleton<ILoggerFactory>(logs);
            services.AddApiClient<TestClient, TestOptions>(TestService.Description, Create, options =>
            {
                options.ApiKey = source == "key" ? "k" : null;
                options.ApiKeyProvider = source == "provider" ? _ => new ValueTask<string>("k") : null;
                options.UseEnvironment = source != "keys of calls";
            });
        });

        provider.GetRequiredService<IStartupValidator>().Validate();

        Assert.That(logs.Entries, Is.Empty);
    }

    private static TestClient Create(ApiConnection connection) => new(connection);

    private static async Task<string> FailureAsync(TestClient client)
    {
        var failure = await Assert.ThrowsAsync<MemoryApiAuthenticationException>(client.CallAsync);
        Assert.That(failure!.WasNotProcessed, Is.True);
        return failure.Message;
    }

    private static IConfigurationSection Section(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build().GetSection(key.Split(':')[0].Replace("Memroy", "Memory", StringComparison.Ordinal));

    private static ServiceProvider Provider(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        configure(services);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
