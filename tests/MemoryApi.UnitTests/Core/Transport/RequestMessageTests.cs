using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class RequestMessageTests
{
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task A_call_says_who_it_comes_from_and_what_it_takes()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport);

        await connection.CallAsync();

        var headers = transport.Sent[0].Headers;
        var client = "MemoryApi.Core/" + TestService.Description.ClientVersion;
        Assert.That(headers["User-Agent"], Is.EqualTo($"{client} ({RuntimeInformation.FrameworkDescription})"));
        Assert.That(headers["X-Test-Client"], Is.EqualTo("dotnet-" + client));
        Assert.That(headers["Accept"], Is.EqualTo("application/json"));
        Assert.That(headers, Does.Not.ContainKey("Content-Type"));
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    public async Task A_body_is_json_with_a_length_and_without_charset(string method)
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport);

        await connection.CallAsync(TestService.RequestWithBody("é😀\u2028\"", method));

        Assert.That(transport.Sent[0].Method.Method, Is.EqualTo(method));
        Assert.That(transport.Sent[0].Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(transport.Sent[0].Headers["Content-Length"], Is.EqualTo("34"));
        Assert.That(transport.Sent[0].Body, Is.EqualTo("""{"value":"é\uD83D\uDE00\u2028\""}"""));
    }

    [Test]
    public async Task Headers_of_a_call_replace_constant_ones()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport);

        await connection.CallAsync(options: new RequestOptions { Headers = { ["User-Agent"] = "mine/1", ["X-Extra"] = "a b" } });

        Assert.That(transport.Sent[0].Headers["User-Agent"], Is.EqualTo("mine/1"));
        Assert.That(transport.Sent[0].Headers["X-Extra"], Is.EqualTo("a b"));
    }

    [Test]
    public async Task Default_headers_go_with_every_call_and_replace_constant_ones()
    {
        var transport = new ScriptedTransport().Respond(200, Good).Respond(200, Good);
        using var connection = TestService.Connect(transport, options =>
        {
            options.DefaultHeaders["user-agent"] = "mine/1";
            options.DefaultHeaders["X-Tenant"] = "acme";
            options.DefaultHeaders["accept-encoding"] = "identity";
        });

        await connection.CallAsync();
        await connection.CallAsync(options: new RequestOptions { Headers = { ["x-tenant"] = "other" } });

        Assert.That((transport.Sent[0].Headers["User-Agent"], transport.Sent[0].Headers["X-Tenant"]), Is.EqualTo(("mine/1", "acme")));
        Assert.That(transport.Sent[0].Headers["X-Test-Client"], Does.StartWith("dotnet-"));
        Assert.That(transport.Sent[0].Headers["Accept-Encoding"], Is.EqualTo("identity"));
        Assert.That(transport.Sent[1].Headers["X-Tenant"], Is.EqualTo("other"));
    }

    [Test]
    public async Task Default_headers_that_change_later_do_not_reach_a_client_that_was_made()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        TestOptions? made = null;
        using var connection = TestService.Connect(transport, options => made = options);

        made!.DefaultHeaders["X-Late"] = "1";
        await connection.CallAsync();

        Assert.That(transport.Sent[0].Headers.Keys, Has.None.EqualTo("X-Late"));
    }

    [TestCase("X-Extra", "a\r\nInjected: 1")]
    [TestCase("X-Extra", "\u00e9")]
    [TestCase("X Extra", "a")]
    [TestCase("", "a")]
    [TestCase("Content-Type", "text/plain")]
    [TestCase("authorization", "Token m0-other")]
    public void A_default_header_that_cannot_be_sent_is_refused_when_the_client_is_made_without_its_value(string name, string value) =>
        Assert.That(
            () => TestService.Connect(new ScriptedTransport(), options => options.DefaultHeaders[name] = value),
            Throws.ArgumentException.With.Message.Contains("TestOptions.DefaultHeaders").And.Message.Not.Contains("m0-other").And.Message.Not.Contains("Injected"));

    [TestCase("X-Extra", "a\r\nInjected: 1")]
    [TestCase("X-Extra", "é")]
    [TestCase("X Extra", "a")]
    [TestCase("", "a")]
    [TestCase("Content-Type", "text/plain")]
    public void A_header_that_cannot_be_sent_is_refused_before_anything_is(string name, string value)
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport);

        Assert.That(() => connection.CallAsync(options: new RequestOptions { Headers = { [name] = value } }), Throws.ArgumentException);
        Assert.That(transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Memory_of_a_body_stays_with_a_transport_that_is_still_writing_when_the_call_has_ended()
    {
        var content = JsonRequestContent.Create(TestService.RequestWithBody("fact"));
        var target = new PausedStream();

        var writing = content.CopyToAsync(target);
        content.Dispose();
        content.Dispose();
        target.Continue();
        await writing;

        Assert.That(target.Written, Is.EqualTo("""{"value":"fact"}"""));
        await Assert.ThatAsync(() => content.CopyToAsync(new MemoryStream()), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void An_error_while_a_body_is_written_reaches_the_caller_as_it_is()
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(200, Good));
        var request = new ApiRequest<string?, int>(
            new ApiOperation("Things_Call", HttpMethod.Post, "/", false, false), "v1/", ValueModel.Instance, new FailingModel(), 1);

        Assert.That(() => connection.CallAsync(request), Throws.InvalidOperationException.With.Message.EqualTo("mine"));
    }

    [Test]
    public void A_disposed_client_says_so()
    {
        var connection = TestService.Connect(new ScriptedTransport().Respond(200, Good));
        connection.Dispose();
        connection.Dispose();

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_transport_that_was_given_is_not_disposed_and_handlers_that_were_made_are()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        var handler = new RecordingHandler("a", []);
        var connection = TestService.Connect(transport, options => options.AttemptHandlers.Add(() => handler));

        connection.Dispose();

        Assert.That(transport.IsDisposed, Is.False);
        Assert.That(handler.IsDisposed, Is.True);
    }

    [Test]
    public async Task Handlers_of_the_user_stand_around_the_call_and_around_each_attempt()
    {
        var log = new List<string>();
        var transport = new ScriptedTransport().Respond(503).Respond(200, Good);
        using var connection = TestService.Connect(transport, options =>
        {
            options.CallHandlers.Add(() => new RecordingHandler("call 1", log));
            options.CallHandlers.Add(() => new RecordingHandler("call 2", log));
            options.AttemptHandlers.Add(() => new RecordingHandler("attempt 1", log));
            options.AttemptHandlers.Add(() => new RecordingHandler("attempt 2", log));
        });

        await connection.CallAsync();

        Assert.That(log, Is.EqualTo(new[]
        {
            "call 1, no key", "call 2, no key",
            "attempt 1, no key", "attempt 2, no key",

            // Each attempt begins with the headers of the first one.
            "attempt 1, no key", "attempt 2, no key",
        }));
    }

    private sealed class FailingModel : JsonCodec<int>
    {
        public override int Read(ref JsonInput input) => 0;

        public override void Write(JsonOutput output, int value)
        {
            output.StartObject();
            throw new InvalidOperationException("mine");
        }
    }

    private sealed class PausedStream : MemoryStream
    {
        private readonly TaskCompletionSource _continue = new();

        public string Written => System.Text.Encoding.UTF8.GetString(ToArray());

        public void Continue() => _continue.SetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, System.Threading.CancellationToken cancellationToken = default)
        {
            await _continue.Task;
            Write(buffer.Span);
        }
    }
}
