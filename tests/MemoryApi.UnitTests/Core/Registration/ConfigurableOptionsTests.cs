using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>Configuration can set every option that a text can express, also the options of one client.</summary>
public sealed class ConfigurableOptionsTests
{
    /// <summary>Functions and other objects.</summary>
    private static readonly string[] OnlyInCode =
    [
        nameof(ApiClientOptions.ApiKeyProvider),
        nameof(ApiClientOptions.Transport),
        nameof(ApiClientOptions.LoggerFactory),
        nameof(ApiClientOptions.RateLimiter),
        nameof(ApiClientOptions.RateLimitedOperations),
        nameof(ApiClientOptions.TimeProvider),
    ];

    private static readonly Dictionary<Type, (string Text, object Value)> Samples = new()
    {
        [typeof(string)] = ("sample", "sample"),
        [typeof(long)] = ("1234", 1234L),
        [typeof(TimeSpan)] = ("00:00:07", TimeSpan.FromSeconds(7)),
        [typeof(Uri)] = ("https://gw.test/x", new Uri("https://gw.test/x")),
    };

    [TestCaseSource(nameof(Settable))]
    public void An_option_is_read_from_configuration(Type type, string name)
    {
        var options = (ApiClientOptions)Activator.CreateInstance(type)!;
        var property = type.GetProperty(name)!;
        var (text, value) = SampleOf(property, options);

        var problems = ConfigurationReader.Apply(Section(name, text), options);

        Assert.That(problems, Is.Empty);
        Assert.That(property.GetValue(options), Is.EqualTo(value));
    }

    [TestCase(typeof(Mem0ClientOptions))]
    [TestCase(typeof(BlandClientOptions))]
    public void An_option_that_no_text_can_express_is_an_error_that_says_so(Type type)
    {
        foreach (var name in OnlyInCode.Append(nameof(ApiClientOptions.CallHandlers)).Append(nameof(ApiClientOptions.AttemptHandlers)))
        {
            Assert.That(type.GetProperty(name), Is.Not.Null, name);
            Assert.That(
                ConfigurationReader.Apply(Section(name, "x"), (ApiClientOptions)Activator.CreateInstance(type)!),
                Is.EqualTo(new[] { $"Service:{name} can't be set by configuration. Set it in code." }));
        }
    }

    [Test]
    public void The_options_of_one_client_are_among_those_that_are_tested() =>
        Assert.That(
            Settable().Select(test => (test.Arguments[0], test.Arguments[1])),
            Has.Member((typeof(Mem0ClientOptions), "Source")).And.Member((typeof(Mem0ClientOptions), "Application")).And.Member((typeof(BlandClientOptions), "UseEnvironment")));

    [Test]
    public void A_misspelled_option_of_one_client_is_an_error_that_names_it() =>
        Assert.That(
            ConfigurationReader.Apply(Section("Sorce", "x"), new Mem0ClientOptions()),
            Is.EqualTo(new[] { "Service:Sorce is not an option of the client. Did you mean Service:Source?" }));

    private static IEnumerable<TestCaseData> Settable() =>
        from type in new[] { typeof(Mem0ClientOptions), typeof(BlandClientOptions) }
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is { IsPublic: true } && !OnlyInCode.Contains(property.Name)
        select new TestCaseData(type, property.Name).SetArgDisplayNames(type.Name, property.Name);

    private static (string Text, object Value) SampleOf(PropertyInfo property, ApiClientOptions options)
    {
        if (property.PropertyType == typeof(bool))
        {
            var other = !(bool)property.GetValue(options)!;
            return (other.ToString(), other);
        }

        return Samples.TryGetValue(property.PropertyType, out var sample)
            ? sample
            : throw new InvalidOperationException($"Add a sample of {property.PropertyType.Name} for {property.Name}, or list the option as one that no text can express.");
    }

    private static IConfigurationSection Section(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Service:" + key, value)]).Build().GetSection("Service");
}
