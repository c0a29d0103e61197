using System;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class ResponseBufferingTests
{
    private static readonly byte[] Good = """{"value":"x"}"""u8.ToArray();

    [TestCase("gzip")]
    [TestCase("GZIP")]
    [TestCase("deflate")]
    [TestCase("br")]
    [TestCase("identity")]
    public async Task Each_accepted_coding_is_read(string coding)
    {
        var transport = Transport(Encode(Good, coding), coding);
        using var connection = TestService.Connect(transport);

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
        Assert.That(transport.Sent[0].Headers["Accept-Encoding"], Is.EqualTo("gzip, deflate, br"));
    }

    [Test]
    public async Task Headers_of_a_decompressed_response_say_what_it_is_now()
    {
        using var connection = TestService.Connect(Transport(Encode(Good, "gzip"), "gzip"));

        var response = await connection.SendForResponseAsync(TestService.Request(), null, default);

        Assert.That(response.Headers, Does.Not.ContainKey("Content-Encoding"));
    }

    [TestCase("zstd")]
    [TestCase("gzip, br")]
    public void A_coding_that_was_not_asked_for_is_an_error(string coding)
    {
        using var connection = TestService.Connect(Transport(Good, coding));

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("encoding"));
    }

    [TestCase("gzip")]
    [TestCase("deflate")]
    [TestCase("br")]
    public void What_cannot_be_decompressed_is_an_error(string coding)
    {
        using var connection = TestService.Connect(Transport(Encoding.ASCII.GetBytes("this is not compressed at all"), coding));

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("decompressed"));
    }

    [TestCase("gzip")]
    [TestCase("deflate")]
    [TestCase("br")]
    public void What_is_compressed_and_cut_off_is_an_error(string coding)
    {
        var large = Encoding.UTF8.GetBytes($$"""{"value":"{{new string('a', 100)}}{{Guid.Empty}}"}""");
        var encoded = Encode(large, coding);
        using var connection = TestService.Connect(Transport(encoded[..^12], coding));

        Assert.That(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>());
    }

    [Test]
    public async Task A_response_of_exactly_the_limit_is_read_and_one_byte_more_is_not()
    {
        using var exact = TestService.Connect(Transport(Good, null), options => options.MaxResponseBytes = Good.Length);
        using var less = TestService.Connect(Transport(Good, null), options => options.MaxResponseBytes = Good.Length - 1);

        Assert.That(await exact.CallAsync(), Is.EqualTo("x"));
        await Assert.ThatAsync(() => less.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("MaxResponseBytes"));
    }

    [Test]
    public async Task The_limit_holds_for_a_body_without_a_length()
    {
        using var connection = TestService.Connect(
            new ScriptedTransport().Respond(() => Message(new StreamContent(ScriptedStream.Endless()))), options => options.MaxResponseBytes = 100_000);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("100000"));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task The_limit_holds_for_what_a_small_body_unpacks_to(string coding)
    {
        var bomb = Encode(new byte[10_000_000], coding);
        using var connection = TestService.Connect(Transport(bomb, coding), options => options.MaxResponseBytes = 1_000_000);

        Assert.That(bomb, Has.Length.LessThan(1_000_000));
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("1000000"));
    }

    [Test]
    public async Task The_limit_holds_for_a_long_body_that_unpacks_to_nothing()
    {
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        using var members = new MemoryStream();
        for (var i = 0; i < 10_000; i++)
        {
            members.Write(empty);
        }

        using var connection = TestService.Connect(
            new ScriptedTransport().Respond(() =>
            {
                var content = new StreamContent(new MemoryStream(members.ToArray()));
                content.Headers.ContentLength = null;
                content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
                return Message(content);
            }),
            options => options.MaxResponseBytes = 10_000);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("10000"));
    }

    [Test]
    public async Task A_response_that_is_too_large_is_not_asked_for_again()
    {
        var transport = Transport(new byte[2000], null);
        using var connection = TestService.Connect(transport, options => options.MaxResponseBytes = 1000);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>());
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_body_that_breaks_off_is_asked_for_again()
    {
        var transport = new ScriptedTransport()
            .Respond(() => Message(new StreamContent(ScriptedStream.Broken())))
            .Respond(() => Message(new ByteArrayContent(Good)));
        using var connection = TestService.Connect(transport);

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
        Assert.That(transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_body_that_breaks_off_is_a_transport_error_when_it_cannot_be_asked_for_again()
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(() => Message(new StreamContent(ScriptedStream.Broken()))));

        await Assert.ThatAsync(
            () => connection.CallAsync(TestService.Request("POST", isIdempotent: false)), Throws.TypeOf<MemoryApiTransportException>());
    }

    [Test]
    public async Task A_large_response_is_read_whole()
    {
        var value = new string('é', 3_000_000);
        using var connection = TestService.Connect(Transport(Encoding.UTF8.GetBytes($$"""{"value":"{{value}}"}"""), null));

        Assert.That(await connection.CallAsync() == value, Is.True);
    }

    [Test]
    public async Task The_transports_own_content_is_disposed()
    {
        var content = new TrackedContent();
        using var connection = TestService.Connect(new ScriptedTransport().Respond(() => Message(content)));

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>());
        Assert.That(content.Disposals, Is.EqualTo(1));
    }

    [Test]
    public async Task A_handler_outside_may_read_the_body_too()
    {
        using var connection = TestService.Connect(
            Transport(Good, null), options => options.CallHandlers.Add(() => new BodyReadingHandler()));

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_handler_outside_may_respond_by_itself()
    {
        using var connection = TestService.Connect(
            new ScriptedTransport(), options => options.CallHandlers.Add(() => new RespondingHandler()));

        Assert.That(await connection.CallAsync(), Is.EqualTo("own"));
    }

    private static ScriptedTransport Transport(byte[] body, string? coding) => new ScriptedTransport().Respond(() =>
    {
        var content = new ByteArrayContent(body);
        if (coding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        }

        return Message(content);
    });

    private static HttpResponseMessage Message(HttpContent content) => new(HttpStatusCode.OK) { Content = content };

    private static byte[] Encode(byte[] body, string coding)
    {
        using var encoded = new MemoryStream();
        using (var stream = Encoder(encoded, coding.ToLowerInvariant()))
        {
            stream.Write(body);
        }

        return encoded.ToArray();
    }

    private static Stream Encoder(Stream target, string coding) => coding switch
    {
        "gzip" => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true),
        "deflate" => new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true),
        "br" => new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true),
        _ => new BufferedStream(target),
    };

    private sealed class BodyReadingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Assert.That(await response.Content.ReadAsStringAsync(cancellationToken), Is.EqualTo("""{"value":"x"}"""));
            return response;
        }
    }

    private sealed class RespondingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Message(new StringContent("""{"value":"own"}""")));
    }
}
