using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>
/// A server on 127.0.0.1 for many connections at once, with or without TLS. It sends the memory whose id is the last segment of the path. The memory's text
/// repeats the id. It is sent in small chunks over several milliseconds.
/// </summary>
public sealed class SlowServer : IAsyncDisposable
{
    private const int ChunkSize = 1_500;

    private readonly ConnectionLoop _connections;
    private readonly X509Certificate2? _certificate;

    public SlowServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _connections = new ConnectionLoop(ServeAsync);
    }

    public Uri BaseAddress => _connections.Address(_certificate is null ? "http" : "https");

    /// <summary>The text of a memory; its length, 1 to 14 KB, differs from one id to another.</summary>
    public static string TextOf(string id) => string.Concat(Enumerable.Repeat(id + " ", 60 + (id.Sum(static c => c) * 7 % 700)));

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        await using var stream = await TlsStream.OpenAsync(client, _certificate, end);
        while (await ReceivedRequest.ReadAsync(stream, end) is { } request)
        {
            await SendAsync(stream, request.Target.Trim('/').Split('/')[^1], end);
        }
    }

    private static async Task SendAsync(Stream stream, string id, CancellationToken end)
    {
        await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", end);
        var number = 0;
        foreach (var chunk in $$"""{"id":"{{id}}","memory":"{{TextOf(id)}}"}""".Chunk(ChunkSize))
        {
            await WriteAsync(stream, string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n{new string(chunk)}\r\n"), end);
            if (++number % 2 == 0)
            {
                await Task.Delay(1, end);
            }
        }

        await WriteAsync(stream, "0\r\n\r\n", end);
    }

    private static async Task WriteAsync(Stream stream, string text, CancellationToken end) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), end);
}
