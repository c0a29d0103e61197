using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Authentication;

public sealed class KeyRefreshTests
{
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task A_refused_key_is_asked_for_once_more_and_another_one_is_used()
    {
        var keys = new Queue<string>(["old", "new"]);
        var transport = new ScriptedTransport().Respond(401).Respond(200, Good);
        using var connection = Connect(transport, _ => new ValueTask<string>(keys.Dequeue()));

        var response = await connection.SendForResponseAsync(TestService.RequestWithBody("fact"), null, default);

        Assert.That(response.Value, Is.EqualTo("x"));
        Assert.That(response.Attempts, Is.EqualTo(2));
        Assert.That(transport.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Token old", "Token new" }));
        Assert.That(transport.Sent[1].Body, Is.EqualTo("""{"value":"fact"}"""));
        Assert.That(() => transport.Responses[0].Content = null, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task The_same_key_is_not_sent_again()
    {
        var asked = 0;
        var transport = new ScriptedTransport().Respond(401);
        using var connection = Connect(transport, _ =>
        {
            asked++;
            return new ValueTask<string>(asked % 2 == 0 ? " same" : "same");
        });

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiAuthenticationException>());

        Assert.That(asked, Is.EqualTo(2));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task When_the_other_key_is_refused_too_that_is_the_end()
    {
        var asked = 0;
        var transport = new ScriptedTransport().Respond(401);
        using var connection = Connect(transport, _ => new ValueTask<string>("key-" + asked++));

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiAuthenticationException>());

        Assert.That(transport.Sent, Has.Count.EqualTo(2));
        Assert.That(asked, Is.EqualTo(2));
    }

    [TestCase(403)]
    [TestCase(404)]
    public async Task Another_refusal_is_no_reason(int status)
    {
        var asked = 0;
        var transport = new ScriptedTransport().Respond(status);
        using var connection = Connect(transport, _ => new ValueTask<string>("key-" + asked++));

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.InstanceOf<MemoryApiException>());

        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_provider_that_fails_then_does_not_hide_the_refusal()
    {
        var keys = new Queue<string>(["old"]);
        using var connection = Connect(new ScriptedTransport().Respond(401, """{"detail":"revoked"}"""), _ => new ValueTask<string>(keys.Dequeue()));

        var failure = await Assert.ThrowsAsync<MemoryApiAuthenticationException>(() => connection.CallAsync());

        Assert.That(failure!.StatusCode, Is.EqualTo(401));
        Assert.That(failure.ServiceMessage, Is.EqualTo("revoked"));
    }

    [Test]
    public async Task The_key_of_a_call_and_a_call_without_retries_are_not_sent_again()
    {
        var asked = 0;
        var transport = new ScriptedTransport().Respond(401);
        using var connection = Connect(transport, _ => new ValueTask<string>("key-" + asked++));

        await Assert.ThatAsync(() => connection.CallAsync(options: new RequestOptions { ApiKey = "mine" }), Throws.TypeOf<MemoryApiAuthenticationException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: new RequestOptions { DisableRetries = true }), Throws.TypeOf<MemoryApiAuthenticationException>());

        Assert.That(transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_refresh_is_logged_without_a_key()
    {
        var keys = new Queue<string>(["old-secret", "new-secret"]);
        var logs = new CollectingLoggerFactory();
        using var connection = Connect(
            new ScriptedTransport().Respond(401).Respond(200, Good), _ => new ValueTask<string>(keys.Dequeue()), options => options.LoggerFactory = logs);

        await connection.CallAsync();

        Assert.That(logs.Lines.Single(), Does.StartWith("Things_Call: the service refused the API key").And.Not.Contain("secret"));
    }

    private static ApiConnection Connect(
        HttpMessageHandler transport, Func<CancellationToken, ValueTask<string>> provider, Action<TestOptions>? configure = null) =>
        TestService.Connect(transport, options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = provider;
            configure?.Invoke(options);
        });
}
