using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class RedirectTests
{
    [TestCase(301)]
    [TestCase(302)]
    [TestCase(303)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task A_redirect_is_an_error_that_names_the_target_host_only(int status)
    {
        var transport = new ScriptedTransport().Respond(status, "", headers: [("Location", "https://other.test/private?id=7")]);
        using var connection = TestService.Connect(transport);

        var failure = await Assert.ThrowsAsync<MemoryApiResponseException>(() => connection.CallAsync());

        Assert.That(failure!.StatusCode, Is.EqualTo(status));
        Assert.That(failure.Message, Does.Contain("\"other.test\"").And.Not.Contain("private").And.Not.Contain("id=7"));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_redirect_within_the_host_names_this_host()
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(302, "", headers: [("Location", "/elsewhere")]));

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("\"api.example.test\""));
    }

    [TestCase(304)]
    [TestCase(300)]
    public void A_redirect_without_target_is_an_error(int status)
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(status));

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>());
    }

    [TestCase("https://other.test/v1/things/1/", "other.test")]
    [TestCase("http://api.example.test/v1/things/1/", "api.example.test")]
    [TestCase("https://api.example.test:8443/v1/things/1/", "api.example.test")]
    [TestCase("https://api.example.test/v2/", "api.example.test")]
    public async Task A_transport_that_followed_one_is_noticed(string target, string host)
    {
        var content = new TrackedContent();
        using var connection = TestService.Connect(new ScriptedTransport().Respond((request, _) =>
        {
            request.RequestUri = new Uri(target);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = content });
        }));

        var failure = await Assert.ThrowsAsync<MemoryApiResponseException>(() => connection.CallAsync());

        Assert.That(failure!.Message, Does.Contain($"\"{host}\""));
        Assert.That(content.Disposals, Is.GreaterThan(0));
    }

    [Test]
    public async Task The_built_in_transport_does_not_follow_one()
    {
        using var target = new LoopbackServer(LoopbackServer.Response("HTTP/1.1 200 OK\nContent-Length: 13", """{"value":"x"}"""));
        using var server = new LoopbackServer(LoopbackServer.Response($"HTTP/1.1 307 Temporary Redirect\nLocation: {target.Address}\nContent-Length: 0"));
        using var connection = TestService.Connect(null!, options => options.BaseAddress = server.Address);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("127.0.0.1"));
        Assert.That(target.Received, Is.Empty);
    }
}
