using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class ServiceBaseAddressTests
{
    [TestCase("https://gw.test/x")]
    [TestCase("https://gw.test/x/")]
    public async Task A_path_is_kept_as_prefix_with_and_without_a_slash_at_its_end(string address)
    {
        var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        using var connection = TestService.Connect(transport, options => options.BaseAddress = new Uri(address));

        await connection.CallAsync();

        Assert.That(transport.Sent[0].Uri.AbsoluteUri, Is.EqualTo("https://gw.test/x/v1/things/1/"));
    }

    [Test]
    public async Task Without_one_calls_go_to_the_services_own_address()
    {
        var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        using var connection = TestService.Connect(transport);

        await connection.CallAsync(TestService.Request(relativeUri: "v1/things/a%2Fb%3A%20c/?q=%26"));

        Assert.That(transport.Sent[0].Uri.AbsoluteUri, Is.EqualTo("https://api.example.test/v1/things/a%2Fb%3A%20c/?q=%26"));
    }

    [TestCase("https://api.test")]
    [TestCase("https://api.test:8443/a/b")]
    [TestCase("http://localhost:5000")]
    [TestCase("http://127.0.0.1:5000/")]
    [TestCase("http://[::1]:5000/")]
    public void Https_and_this_machine_are_allowed(string address) =>
        Assert.That(Problem(address), Is.Null);

    [TestCase("http://api.test", "https://")]
    [TestCase("http://localhost.api.test", "https://")]
    [TestCase("ftp://localhost/", "https://")]
    [TestCase("https://api.test/?a=b", "query")]
    [TestCase("https://api.test/#a", "fragment")]
    [TestCase("https://user:password@api.test/", "user name")]
    public void Anything_else_is_refused_without_being_repeated(string address, string problem) =>
        Assert.That(Problem(address), Does.Contain(problem).And.Not.Contain("api.test").And.Not.Contain("user:password"));

    [Test]
    public void A_relative_address_is_refused() =>
        Assert.That(ServiceBaseAddress.TryNormalize(new Uri("x/y", UriKind.Relative), false, out _, out _), Is.False);

    [Test]
    public void Http_to_other_machines_can_be_allowed() =>
        Assert.That(ServiceBaseAddress.TryNormalize(new Uri("http://api.test"), allowInsecure: true, out _, out _), Is.True);

    [Test]
    public void All_that_is_wrong_with_options_is_reported_at_once() =>
        Assert.That(
            () => TestService.Connect(new ScriptedTransport(), options =>
            {
                options.ApiKey = "a\nb";
                options.BaseAddress = new Uri("http://api.test");
                options.MaxResponseBytes = 0;
                options.Resilience.Retry.MaxRetryAttempts = -1;
            }),
            Throws.ArgumentException.With.Message.Contains("ApiKey")
                .And.Message.Contains("BaseAddress")
                .And.Message.Contains("MaxResponseBytes")
                .And.Message.Contains("MaxRetryAttempts"));

    private static string? Problem(string address) =>
        ServiceBaseAddress.TryNormalize(new Uri(address), allowInsecure: false, out _, out var problem) ? null : problem;
}
