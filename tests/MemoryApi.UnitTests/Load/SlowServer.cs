using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Load;

/// <summary>
/// A server on 127.0.0.1 for many connections at once, in the open or over TLS. It sends the memory whose id the path ends with, whose text repeats the id, in
/// many small chunks over several milliseconds.
/// </summary>
internal sealed class SlowServer : IAsyncDisposable
{
    private const int ChunkSize = 1_500;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    public SlowServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public Uri BaseAddress => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The text of a memory; its length, 1 to 14 KB, differs from one id to another.</summary>
    public static string TextOf(string id) => string.Concat(Enumerable.Repeat(id + " ", 60 + (id.Sum(static c => c) * 7 % 700)));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The server is disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using var stream = await OpenAsync(client);
                using var reader = new StreamReader(stream, Encoding.ASCII);
                while (await reader.ReadLineAsync(_end.Token) is { } requestLine)
                {
                    while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
                    {
                        // Headers say nothing that matters here.
                    }

                    await SendAsync(stream, requestLine.Split(' ')[1].Trim('/').Split('/')[^1]);
                }
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client closed the connection, as it does when a call is cancelled, or the server is disposed.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return secured;
    }

    private async Task SendAsync(Stream stream, string id)
    {
        await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        var number = 0;
        foreach (var chunk in $$"""{"id":"{{id}}","memory":"{{TextOf(id)}}"}""".Chunk(ChunkSize))
        {
            await WriteAsync(stream, string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n{new string(chunk)}\r\n"));
            if (++number % 2 == 0)
            {
                await Task.Delay(1, _end.Token);
            }
        }

        await WriteAsync(stream, "0\r\n\r\n");
    }

    private async Task WriteAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token);
}
