using System;
using System.Collections.Generic;
using System.Threading.RateLimiting;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Polly;

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
                ("IncludeServiceMessage", "true"),
                ("UseResilience", "false"),
                ("MaxRetryAfter", "1.00:00:00"),
                ("defaultheaders:X-Tenant", "acme"),
                ("DefaultHeaders:X-Empty", ""),
                ("Resilience:RateLimiter:Name", "l"),
                ("Resilience:RateLimiter:DefaultRateLimiterOptions:PermitLimit", "12"),
                ("Resilience:RateLimiter:DefaultRateLimiterOptions:QueueLimit", "13"),
                ("Resilience:RateLimiter:DefaultRateLimiterOptions:QueueProcessingOrder", "newestfirst"),
                ("resilience:totalRequestTimeout:timeout", "00:01:00"),
                ("Resilience:TotalRequestTimeout:Name", "t"),
                ("Resilience:Retry:Name", "r"),
                ("Resilience:Retry:MaxRetryAttempts", "7"),
                ("Resilience:Retry:BackoffType", "Linear"),
                ("Resilience:Retry:UseJitter", "false"),
                ("Resilience:Retry:Delay", "00:00:00.250"),
                ("Resilience:Retry:MaxDelay", "00:00:09"),
                ("Resilience:Retry:ShouldRetryAfterHeader", "false"),
                ("Resilience:CircuitBreaker:Name", "c"),
                ("Resilience:CircuitBreaker:FailureRatio", "0.25"),
                ("Resilience:CircuitBreaker:MinimumThroughput", "14"),
                ("Resilience:CircuitBreaker:SamplingDuration", "00:02:00"),
                ("resilience:circuitbreaker:breakduration", "00:00:15"),
                ("Resilience:AttemptTimeout:Name", "a"),
                ("Resilience:AttemptTimeout:Timeout", "0:00:05")),
            options);

        Assert.That(problems, Is.Empty);
        Assert.That(options.ApiKey, Is.EqualTo("k"));
        Assert.That(options.BaseAddress, Is.EqualTo(new Uri("https://gw.test/x")));
        Assert.That(options.AllowInsecureBaseAddress, Is.True);
        Assert.That(options.MaxResponseBytes, Is.EqualTo(1000));
        Assert.That(options.IncludeServiceMessage, Is.True);
        Assert.That(options.UseResilience, Is.False);
        Assert.That(options.MaxRetryAfter, Is.EqualTo(TimeSpan.FromDays(1)));
        Assert.That(options.DefaultHeaders, Is.EqualTo(new Dictionary<string, string> { ["X-Tenant"] = "acme", ["X-Empty"] = "" }));
        var resilience = options.Resilience;
        Assert.That(resilience.RateLimiter.Name, Is.EqualTo("l"));
        Assert.That(resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit, Is.EqualTo(12));
        Assert.That(resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit, Is.EqualTo(13));
        Assert.That(resilience.RateLimiter.DefaultRateLimiterOptions.QueueProcessingOrder, Is.EqualTo(QueueProcessingOrder.NewestFirst));
        Assert.That(resilience.TotalRequestTimeout.Timeout, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(resilience.TotalRequestTimeout.Name, Is.EqualTo("t"));
        Assert.That(resilience.Retry.Name, Is.EqualTo("r"));
        Assert.That(resilience.Retry.MaxRetryAttempts, Is.EqualTo(7));
        Assert.That(resilience.Retry.BackoffType, Is.EqualTo(DelayBackoffType.Linear));
        Assert.That(resilience.Retry.UseJitter, Is.False);
        Assert.That(resilience.Retry.Delay, Is.EqualTo(TimeSpan.FromSeconds(0.25)));
        Assert.That(resilience.Retry.MaxDelay, Is.EqualTo(TimeSpan.FromSeconds(9)));
        Assert.That(resilience.Retry.ShouldRetryAfterHeader, Is.False);
        Assert.That(resilience.CircuitBreaker.Name, Is.EqualTo("c"));
        Assert.That(resilience.CircuitBreaker.FailureRatio, Is.EqualTo(0.25));
        Assert.That(resilience.CircuitBreaker.MinimumThroughput, Is.EqualTo(14));
        Assert.That(resilience.CircuitBreaker.SamplingDuration, Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(resilience.CircuitBreaker.BreakDuration, Is.EqualTo(TimeSpan.FromSeconds(15)));
        Assert.That(resilience.AttemptTimeout.Name, Is.EqualTo("a"));
        Assert.That(resilience.AttemptTimeout.Timeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [TestCase("BaseAdress", "https://gw.test")]
    [TestCase("DefaultHeaders", "X-Tenant: acme")]
    [TestCase("ApiKey:Value", "k", "Memory:ApiKey is a section; it must be a value.")]
    [TestCase("TimeProvider", "System", "Memory:TimeProvider can't be set by configuration. Set it in code.")]
    [TestCase("Resilience", "3")]
    [TestCase("Resilience:Retries", "3")]
    [TestCase("Resilience:MaxRetries", "3")]
    [TestCase("Resilience:Retry", "3")]
    [TestCase("Resilience:AttemptTimeout", "00:00:30")]
    [TestCase("Resilience:AttemptTimeout:Timeout", "30")]
    [TestCase("Resilience:AttemptTimeout:Timeout", "1")]
    [TestCase("Resilience:AttemptTimeout:Timout", "00:00:30")]
    [TestCase("Resilience:Retry:MaxRetryAttempts", "many")]
    [TestCase("Resilience:Retry:BackoffType", "1")]
    [TestCase("Resilience:Retry:ShouldHandle", "all")]
    [TestCase("Resilience:RateLimiter:PermitLimit", "3")]
    [TestCase("MaxResponseBytes", "1,000")]
    [TestCase("Resilience:CircuitBreaker:Ratio", "0.5")]
    [TestCase("Resilience:CircuitBreaker:FailureRatio", "half")]
    [TestCase("Resilience:CircuitBreaker:BreakDuration", "5")]
    [TestCase("AllowInsecureBaseAddress", "yes")]
    [TestCase("BaseAddress", "gw")]
    public void What_cannot_be_read_is_named_without_its_value(string key, string value, string? problem = null) =>
        Assert.That(
            ConfigurationReader.Apply(Section((key, value)), new TestOptions()),
            Has.Count.EqualTo(1).And.Some.StartsWith(problem ?? "Memory:" + key));

    [TestCase("BaseAdress", "Memory:BaseAddress")]
    [TestCase("baseaddres", "Memory:BaseAddress")]
    [TestCase("Key", "Memory:ApiKey")]
    [TestCase("Headers", "Memory:DefaultHeaders")]
    [TestCase("Resillience:Retry:Delay", "Memory:Resilience")]
    [TestCase("MaxRetryAttempts", "Memory:Resilience:Retry:MaxRetryAttempts")]
    [TestCase("Resilience:Retries", "Memory:Resilience:Retry")]
    [TestCase("Resilience:Retry:Nam", "Memory:Resilience:Retry:Name")]
    [TestCase("Resilience:Retry:MaxRetryAfter", "Memory:MaxRetryAfter")]
    [TestCase("Resilience:Timeout", "Memory:Resilience:TotalRequestTimeout:Timeout or Memory:Resilience:AttemptTimeout:Timeout")]
    public void An_unknown_key_is_an_error_that_names_the_nearest_known_one(string key, string nearest)
    {
        var problems = ConfigurationReader.Apply(Section((key, "1")), new TestOptions());

        Assert.That(problems, Has.Count.EqualTo(1));
        Assert.That(problems[0], Does.StartWith("Memory:" + key.Replace(":Retry:Delay", "")).And.EndWith($" is not an option of the client. Did you mean {nearest}?"));
    }

    [Test]
    public void An_unknown_key_that_resembles_none_is_an_error_that_names_all() =>
        Assert.That(
            ConfigurationReader.Apply(Section(("Resilience:AttemptTimeout:Xyzzy", "1")), new TestOptions()),
            Is.EqualTo(new[] { "Memory:Resilience:AttemptTimeout:Xyzzy is not an option of the client. The options there are Name, Timeout." }));

    [Test]
    public void A_section_in_place_of_a_header_is_named() =>
        Assert.That(ConfigurationReader.Apply(Section(("DefaultHeaders:X-Tenant:Name", "acme")), new TestOptions()), Is.EqualTo(new[] { "Memory:DefaultHeaders:X-Tenant must be a text." }));

    [Test]
    public void An_empty_entry_counts_as_absent() =>
        Assert.That(ConfigurationReader.Apply(Section(("BaseAddress", ""), ("Resilience:Retry:MaxRetryAttempts", "")), new TestOptions()), Is.Empty);

    [Test]
    public async Task A_client_is_registered_from_a_section()
    {
        var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        using var provider = Provider(Section(("ApiKey", "from-section"), ("BaseAddress", "https://gw.test/")), transport);

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(transport.Sent[0].Uri.Host, Is.EqualTo("gw.test"));
        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token from-section"));
    }

    [Test]
    public void All_that_is_wrong_with_a_section_is_reported_at_start()
    {
        using var provider = Provider(
            Section(
                ("ApiKey", "k"),
                ("Unknown", "1"),
                ("Resilience:Retry:Dellay", "00:00:01"),
                ("Resilience:TotalRequestTimeout:Timeout", "1"),
                ("Resilience:AttemptTimeout:Timeout", "00:05:00"),
                ("Resilience:CircuitBreaker:SamplingDuration", "00:00:00.1")),
            new ScriptedTransport());

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Memory:Unknown")
                .And.Message.Contains("Memory:Resilience:Retry:Dellay is not an option")
                .And.Message.Contains("Memory:Resilience:TotalRequestTimeout:Timeout must be a time")
                .And.Message.Contains("AttemptTimeout (300 s) is longer than")
                .And.Message.Contains("SamplingDuration is 0.1 s")
                .And.Message.Contains("is shorter than twice"));
    }

    [Test]
    public void The_whole_configuration_is_refused_with_what_to_pass_instead()
    {
        var root = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["PATH"] = "/bin" }).Build();

        Assert.That(
            () => Provider(root, new ScriptedTransport()), Throws.ArgumentException.With.Message.Contains("configuration.GetSection(\"TestClient\")"));
    }

    [Test]
    public async Task A_key_that_changes_in_the_configuration_takes_effect_in_a_client_that_is_held()
    {
        var root = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Memory:ApiKey"] = "old" }).Build();
        var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        using var provider = Provider(root.GetSection("Memory"), transport);
        var client = provider.GetRequiredService<TestClient>();
        await client.CallAsync();

        root["Memory:ApiKey"] = "new";
        root.Reload();
        await client.CallAsync();

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token old"));
        Assert.That(transport.Sent[1].Headers["Authorization"], Is.EqualTo("Token new"));
    }

    [Test]
    public async Task An_address_that_changes_in_the_configuration_changes_with_the_key()
    {
        var root = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Memory:ApiKey"] = "old", ["Memory:BaseAddress"] = "https://old.test" }).Build();
        var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        using var provider = Provider(root.GetSection("Memory"), transport);
        var client = provider.GetRequiredService<TestClient>();
        await client.CallAsync();

        root["Memory:ApiKey"] = "new";
        root["Memory:BaseAddress"] = "https://new.test";
        root.Reload();
        await client.CallAsync();

        Assert.That(transport.Sent.Select(sent => (sent.Uri.Host, sent.Headers["Authorization"])), Is.EqualTo(new[] { ("old.test", "Token old"), ("new.test", "Token new") }));
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
