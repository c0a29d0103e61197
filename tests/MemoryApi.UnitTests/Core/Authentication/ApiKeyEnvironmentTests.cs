using System;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Authentication;

[NonParallelizable]
public sealed class ApiKeyEnvironmentTests
{
    private static readonly string Variable = TestService.Description.KeyEnvironmentVariable!;

    [TearDown]
    public void Forget() => Environment.SetEnvironmentVariable(Variable, null);

    [Test]
    public void The_key_is_read_from_the_variable_of_the_service()
    {
        Environment.SetEnvironmentVariable(Variable, "Token m0-secret ");

        Assert.That(ApiKeyEnvironment.Read(TestService.Description), Is.EqualTo("m0-secret"));
    }

    [Test]
    public void A_variable_that_is_not_set_is_named_with_the_remedy() =>
        Assert.That(
            () => ApiKeyEnvironment.Read(TestService.Description),
            Throws.InvalidOperationException.With.Message.Contains(Variable).And.Message.Contains("ApiKey"));

    [Test]
    public void A_variable_without_a_usable_key_is_named_and_its_content_is_not()
    {
        Environment.SetEnvironmentVariable(Variable, "m0-se\ncret");

        Assert.That(
            () => ApiKeyEnvironment.Read(TestService.Description),
            Throws.InvalidOperationException.With.Message.Contains(Variable).And.Message.Not.Contains("m0-se"));
    }
}
