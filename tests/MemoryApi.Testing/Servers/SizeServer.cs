using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>How a body is sent.</summary>
public enum Sending
{
    ContentLength,
    Chunked,
    Gzip,
    Deflate,
    Brotli,
}

/// <summary>A server on 127.0.0.1 that keeps its connections open and sends one body after the other, each with a length, in chunks or compressed.</summary>
public sealed class SizeServer : IAsyncDisposable
{
    private readonly ConnectionLoop _connections;
    private readonly Random _chunks = new(1);
    private byte[] _body = [];
    private Sending _sending;

    // A client may open a second connection before it knows that the first one is free, and then use either.
    public SizeServer() => _connections = new ConnectionLoop(ServeAsync);

    public Uri BaseAddress => _connections.Address();

    /// <summary>The number of bodies sent in each way, by the value of <see cref="Sending"/>.</summary>
    public int[] Sent { get; } = new int[Enum.GetValues<Sending>().Length];

    /// <summary>Sets the next body, and how to send it. If the client doesn't accept the coding, the body is sent uncompressed with its length.</summary>
    public void Send(string body, Sending sending) => (_body, _sending) = (Encoding.UTF8.GetBytes(body), sending);

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        var stream = client.GetStream();
        while (await ReceivedRequest.ReadAsync(stream, end) is { } request)
        {
            await RespondAsync(stream, request.Header("Accept-Encoding") ?? string.Empty, end);
        }
    }

    private async Task RespondAsync(NetworkStream stream, string accepted, CancellationToken end)
    {
        var coding = _sending switch { Sending.Gzip => "gzip", Sending.Deflate => "deflate", Sending.Brotli => "br", _ => string.Empty };
        var sending = accepted.Contains(coding, StringComparison.Ordinal) ? _sending : Sending.ContentLength;
        var body = Encoded(sending);
        Sent[(int)sending]++;
        var isChunked = sending is Sending.Chunked or Sending.Brotli;
        await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            + (sending is Sending.ContentLength or Sending.Chunked ? string.Empty : $"Content-Encoding: {coding}\r\n")
            + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n")), end);
        for (var start = 0; start < body.Length;)
        {
            var length = Math.Min(body.Length - start, _chunks.Next(1, body.Length + 1));
            await WriteAsync(stream, isChunked ? string.Create(CultureInfo.InvariantCulture, $"{length:x}\r\n") : string.Empty, end);
            await stream.WriteAsync(body.AsMemory(start, length), end);
            await WriteAsync(stream, isChunked ? "\r\n" : string.Empty, end);
            start += length;
        }

        await WriteAsync(stream, isChunked ? "0\r\n\r\n" : string.Empty, end);
    }

    private byte[] Encoded(Sending sending)
    {
        using var encoded = new MemoryStream();
        using (Stream? encoder = sending switch
        {
            Sending.Gzip => new GZipStream(encoded, CompressionLevel.Fastest),
            Sending.Deflate => new ZLibStream(encoded, CompressionLevel.Fastest),
            Sending.Brotli => new BrotliStream(encoded, CompressionLevel.Fastest),
            _ => null,
        })
        {
            if (encoder is null)
            {
                return _body;
            }

            encoder.Write(_body);
        }

        return encoded.ToArray();
    }

    private static async Task WriteAsync(NetworkStream stream, string text, CancellationToken end)
    {
        if (text.Length > 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text), end);
        }
    }
}
