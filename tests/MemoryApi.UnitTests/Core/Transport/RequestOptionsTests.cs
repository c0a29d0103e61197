using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>Options for one call of a generated client.</summary>
public sealed class RequestOptionsTests
{
    [Test]
    public async Task One_idempotency_key_is_kept_over_retries()
    {
        var transport = new ScriptedTransport().Respond(429).Respond(429).Respond(200, """{"job_id":"j"}""");
        using var client = Client(transport);

        await client.Profiles.CreateJobAsync("my-key-12345", AnyJob());

        Assert.That(transport.Sent.Select(sent => sent.Headers["Idempotency-Key"]), Is.EqualTo(new[] { "my-key-12345", "my-key-12345", "my-key-12345" }));
        Assert.That(transport.Sent.Select(sent => sent.Body).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Key_headers_timeout_and_retries_are_for_that_call_only()
    {
        var clock = new FakeTimeProvider();
        var transport = new ScriptedTransport().Respond(503).Respond(200, """{"id":"1"}""");
        using var client = Client(transport, clock);
        var options = new RequestOptions { ApiKey = "other", DisableRetries = true, Headers = { ["X-Trace"] = "7", ["User-Agent"] = "mine/1" } };

        await Assert.ThatAsync(() => client.Memories.GetAsync("1", options), Throws.TypeOf<MemoryApiServerException>());
        await client.Memories.GetAsync("1");

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token other"));
        Assert.That(transport.Sent[0].Headers["X-Trace"], Is.EqualTo("7"));
        Assert.That(transport.Sent[0].Headers["User-Agent"], Is.EqualTo("mine/1"));
        Assert.That(transport.Sent[1].Headers["Authorization"], Is.EqualTo("Token k"));
        Assert.That(transport.Sent[1].Headers, Does.Not.ContainKey("X-Trace"));
    }

    [Test]
    public async Task A_client_without_dependency_injection_can_log()
    {
        var logs = new CollectingLoggerFactory();
        var options = new Mem0ClientOptions { ApiKey = "k", Transport = new ScriptedTransport().Respond(200, """{"id":"1"}"""), LoggerFactory = logs };
        using var client = new Mem0Client(options);

        await client.Memories.GetAsync("secret-id");

        Assert.That(logs.Entries.Single().Text, Does.StartWith("Memories_Get: status 200 after 1 attempt(s)"));
        Assert.That(logs.Entries.Single().Category, Is.EqualTo(Mem0Diagnostics.LogCategory));
    }

    private static Mem0Client Client(ScriptedTransport transport, TimeProvider? clock = null)
    {
        var options = new Mem0ClientOptions { ApiKey = "k", Transport = transport, TimeProvider = clock ?? TimeProvider.System };
        options.Resilience.Retry.Delay = TimeSpan.Zero;
        return new Mem0Client(options);
    }

    private static CreateProfileJobRequest AnyJob() => JObject.Parse("""{"entity_type":"user","entity_id":"u","operation":"rebuild"}""").ToObject<CreateProfileJobRequest>()!;
}
