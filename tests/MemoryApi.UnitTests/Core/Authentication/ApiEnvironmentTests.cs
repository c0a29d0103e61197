using System;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Authentication;

/// <summary>A client whose key and address come from the environment. Not beside others, because it sets environment variables.</summary>
[NonParallelizable]
public sealed class ApiEnvironmentTests
{
    private const string KeyVariable = "MEMORYAPI_TEST_KEY";
    private const string AddressVariable = "MEMORYAPI_TEST_URL";

    private static readonly ApiServiceDescription Service = new(
        "TestClient", new Uri("https://api.example.test"), new ApiAuthentication("Authorization", KeyVariable), null, typeof(ApiConnection).Assembly, AddressVariable);

    [SetUp]
    public void SetKey() => Environment.SetEnvironmentVariable(KeyVariable, "from-environment");

    [TearDown]
    public void Restore()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);
        Environment.SetEnvironmentVariable(AddressVariable, null);
    }

    [TestCase("emulator.test")]
    [TestCase("emulator.test:8080")]
    [TestCase("/emulator.test")]
    [TestCase("http://emulator.test")]
    [TestCase("ftp://emulator.test")]
    [TestCase("https://user:emulator.test@gw.test")]
    [TestCase("https://gw.test?key=emulator.test")]
    public void An_address_that_can_not_be_used_is_a_mistake_in_the_variable(string address)
    {
        Environment.SetEnvironmentVariable(AddressVariable, address);

        Assert.That(
            () => ApiEnvironment.Connect(Service, new TestOptions()),
            Throws.InvalidOperationException.With.Message.Contains($"The environment variable {AddressVariable}").And.Message.Not.Contains("emulator.test"));
    }

    [TestCase("m0-se\ncret", "doesn't hold a usable key")]
    [TestCase(null, "is not set")]
    public void All_mistakes_in_the_variables_are_reported_at_once(string? key, string problem)
    {
        Environment.SetEnvironmentVariable(KeyVariable, key);
        Environment.SetEnvironmentVariable(AddressVariable, "emulator");

        Assert.That(
            () => ApiEnvironment.Connect(Service, new TestOptions()),
            Throws.InvalidOperationException.With.Message.Contains($"The environment variable {KeyVariable} {problem}").And.Message.Contains($"The environment variable {AddressVariable} is not"));
    }

    [Test]
    public void The_options_may_allow_http_and_have_priority_over_the_address()
    {
        Environment.SetEnvironmentVariable(AddressVariable, "http://emulator.test");
        Assert.That(() => ApiEnvironment.Connect(Service, new TestOptions { AllowInsecureBaseAddress = true }).Dispose(), Throws.Nothing);

        Environment.SetEnvironmentVariable(AddressVariable, "emulator");
        var options = new TestOptions { BaseAddress = new Uri("https://gw.test") };
        Assert.That(() => ApiEnvironment.Connect(Service, options).Dispose(), Throws.Nothing);
        Assert.That(options.ApiKey, Is.Null);
    }
}
