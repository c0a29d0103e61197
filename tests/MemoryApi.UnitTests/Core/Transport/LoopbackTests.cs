using System;
using System.IO.Compression;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>The built-in transport against real sockets.</summary>
public sealed class LoopbackTests
{
    private const string Body = """{"value":"x"}""";
    private static readonly byte[] Good = LoopbackServer.Response("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 13\nConnection: close", Body);

    [Test]
    public async Task A_call_arrives_as_it_is_meant()
    {
        using var server = new LoopbackServer(Good);
        using var connection = TestService.Connect(null!, options => options.BaseAddress = new Uri(server.Address, "gw"));

        Assert.That(await connection.CallAsync(TestService.RequestWithBody("fact", "DELETE")), Is.EqualTo("x"));
        Assert.That(server.Received[0], Does.StartWith("DELETE /gw/v1/things/ HTTP/1.1\r\n")
            .And.Contain("\r\nAuthorization: Token m0-secret\r\n")
            .And.Contain("\r\nContent-Type: application/json\r\n")
            .And.Contain("\r\nContent-Length: 16\r\n")
            .And.Contain("\r\nAccept-Encoding: gzip, deflate, br\r\n")
            .And.EndWith("\r\n\r\n{\"value\":\"fact\"}"));
    }

    [Test]
    public async Task A_compressed_response_is_read()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("""{"value":"x"}"""u8);
        }

        using var server = new LoopbackServer(LoopbackServer.Response($"HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: {packed.Length}\nConnection: close", packed.ToArray()));
        using var connection = TestService.Connect(null!, options => options.BaseAddress = server.Address);

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
    }

    [TestCase("HTTP/1.1 200 OK\nContent-Length: 100\nConnection: close", "{\"value\":")]
    [TestCase("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nConnection: close", "5\r\n{\"val\r\n")]
    public async Task A_body_that_is_cut_off_is_asked_for_again(string head, string body)
    {
        using var server = new LoopbackServer(LoopbackServer.Response(head, body), Good);
        using var connection = TestService.Connect(null!, options => options.BaseAddress = server.Address);

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
        Assert.That(server.Received, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_body_that_is_cut_off_is_a_transport_error_when_it_cannot_be_asked_for_again()
    {
        using var server = new LoopbackServer(LoopbackServer.Response("HTTP/1.1 200 OK\nContent-Length: 100\nConnection: close", "{\"value\":"));
        using var connection = TestService.Connect(null!, options => options.BaseAddress = server.Address);

        await Assert.ThatAsync(() => connection.CallAsync(TestService.RequestWithBody("fact")), Throws.TypeOf<MemoryApiTransportException>());
        Assert.That(server.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_connection_that_is_refused_is_tried_again_also_for_a_non_idempotent_operation()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var connection = TestService.Connect(null!, options => options.BaseAddress = new Uri($"http://127.0.0.1:{port}/"));

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That(failure!.Attempts, Is.EqualTo(4));
    }

    [Test]
    public async Task A_response_that_never_comes_ends_at_the_limit_of_the_attempt()
    {
        // It accepts connections by its backlog and never responds.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var connection = TestService.Connect(null!, options =>
        {
            options.BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
            options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(50);
            options.Resilience.Retry.MaxRetryAttempts = 1;
        });

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => connection.CallAsync());

        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromMilliseconds(50)));
        Assert.That(failure.Attempts, Is.EqualTo(2));
    }
}
