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

public sealed class ConfigurationTests
{
    [Test]
    public void Each_documented_key_is_read_in_any_case()
    {
        var options = new TestOptions();

        var problems = ConfigurationReader.Apply(
            Section(
                ("apikey", "k"),
                ("BaseAddress", "https://gw.test/x"),
                ("AllowInsecureBaseAddress", "True"),
                ("MaxResponseBytes", "1000"),
                ("Resilience:Enabled", "false"),
                ("Resilience:MaxRetries", "7"),
                ("Resilience:BaseDelay", "00:00:00.250"),
                ("Resilience:AttemptTimeout", "0:00:05"),
                ("resilience:totalTimeout", "00:01:00"),
                ("Resilience:MaxRetryAfter", "1.00:00:00"),
                ("Resilience:MaxConcurrentCalls", "12"),
                ("Resilience:MaxQueuedCalls", "13"),
                ("Resilience:CircuitBreaker:Enabled", "false"),
                ("Resilience:CircuitBreaker:FailureRatio", "0.25"),
                ("Resilience:CircuitBreaker:MinimumThroughput", "14"),
                ("Resilience:CircuitBreaker:SamplingDuration", "00:02:00"),
                ("resilience:circuitbreaker:breakduration", "00:00:15")),
            options);

        Assert.That(problems, Is.Empty);
        Assert.That(options.ApiKey, Is.EqualTo("k"));
        Assert.That(options.BaseAddress, Is.EqualTo(new Uri("https://gw.test/x")));
        Assert.That(options.AllowInsecureBaseAddress, Is.True);
        Assert.That(options.MaxResponseBytes, Is.EqualTo(1000));
        Assert.That(options.Resilience.Enabled, Is.False);
        Assert.That(options.Resilience.MaxRetries, Is.EqualTo(7));
        Assert.That(options.Resilience.BaseDelay, Is.EqualTo(TimeSpan.FromSeconds(0.25)));
        Assert.That(options.Resilience.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(options.Resilience.TotalTimeout, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(options.Resilience.MaxRetryAfter, Is.EqualTo(TimeSpan.FromDays(1)));
        Assert.That(options.Resilience.MaxConcurrentCalls, Is.EqualTo(12));
        Assert.That(options.Resilience.MaxQueuedCalls, Is.EqualTo(13));
        Assert.That(options.Resilience.CircuitBreaker.Enabled, Is.False);
        Assert.That(options.Resilience.CircuitBreaker.FailureRatio, Is.EqualTo(0.25));
        Assert.That(options.Resilience.CircuitBreaker.MinimumThroughput, Is.EqualTo(14));
        Assert.That(options.Resilience.CircuitBreaker.SamplingDuration, Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(options.Resilience.CircuitBreaker.BreakDuration, Is.EqualTo(TimeSpan.FromSeconds(15)));
    }

    [TestCase("BaseAdress", "https://gw.test")]
    [TestCase("Resilience:Retries", "3")]
    [TestCase("Resilience:AttemptTimeout", "30")]
    [TestCase("Resilience:MaxRetries", "many")]
    [TestCase("MaxResponseBytes", "1,000")]
    [TestCase("Resilience:CircuitBreaker:Ratio", "0.5")]
    [TestCase("Resilience:CircuitBreaker:FailureRatio", "half")]
    [TestCase("Resilience:CircuitBreaker:BreakDuration", "5")]
    [TestCase("AllowInsecureBaseAddress", "yes")]
    [TestCase("BaseAddress", "gw")]
    public void What_cannot_be_read_is_named_without_its_value(string key, string value) =>
        Assert.That(
            ConfigurationReader.Apply(Section((key, value)), new TestOptions()),
            Has.Count.EqualTo(1).And.Some.StartsWith("Memory:" + key));

    [Test]
    public void An_empty_entry_counts_as_absent() =>
        Assert.That(ConfigurationReader.Apply(Section(("BaseAddress", ""), ("Resilience:MaxRetries", "")), new TestOptions()), Is.Empty);

    [Test]
    public async Task A_client_is_registered_from_a_section()
    {
        var transport = new ScriptedTransport().Answer(200, """{"value":"x"}""");
        using var provider = Provider(Section(("ApiKey", "from-section"), ("BaseAddress", "https://gw.test/")), transport);

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(transport.Sent[0].Uri.Host, Is.EqualTo("gw.test"));
        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token from-section"));
    }

    [Test]
    public void All_that_is_wrong_with_a_section_is_reported_at_start()
    {
        using var provider = Provider(Section(("Unknown", "1"), ("Resilience:MaxRetries", "x")), new ScriptedTransport());

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Memory:Unknown")
                .And.Message.Contains("Memory:Resilience:MaxRetries")
                .And.Message.Contains("There is no API key"));
    }

    [Test]
    public async Task A_key_that_changes_in_the_configuration_takes_effect_in_a_client_that_is_held()
    {
        var root = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Memory:ApiKey"] = "old" }).Build();
        var transport = new ScriptedTransport().Answer(200, """{"value":"x"}""");
        using var provider = Provider(root.GetSection("Memory"), transport);
        var client = provider.GetRequiredService<TestClient>();
        await client.CallAsync();

        root["Memory:ApiKey"] = "new";
        root.Reload();
        await client.CallAsync();

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token old"));
        Assert.That(transport.Sent[1].Headers["Authorization"], Is.EqualTo("Token new"));
    }

    private static ServiceProvider Provider(IConfiguration section, ScriptedTransport transport)
    {
        var services = new ServiceCollection();
        services
            .AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), section)
            .ConfigurePrimaryHttpMessageHandler(() => transport);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] entries)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (key, value) in entries)
        {
            values["Memory:" + key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("Memory");
    }
}
