using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Sizes;

/// <summary>How a body is sent.</summary>
public enum Sending
{
    ContentLength,
    Chunked,
    Gzip,
    Deflate,
    Brotli,
}

/// <summary>A server on 127.0.0.1 that keeps its connections and sends one body after the other, in one of the ways that HTTP has.</summary>
internal sealed class SizeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private readonly Random _chunks = new(1);
    private byte[] _body = [];
    private Sending _sending;

    public SizeServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>How often a body was sent in each way.</summary>
    public int[] Sent { get; } = new int[Enum.GetValues<Sending>().Length];

    /// <summary>What to send next. A coding that the client doesn't accept isn't used.</summary>
    public void Send(string body, Sending sending) => (_body, _sending) = (Encoding.UTF8.GetBytes(body), sending);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                // A client may open a second connection before it knows that the first one is free, and then use either.
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The server is disposed.
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            using var client = connection;
            client.NoDelay = true;
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
            {
                var accepted = string.Empty;
                while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } header)
                {
                    accepted = header.StartsWith("Accept-Encoding:", StringComparison.OrdinalIgnoreCase) ? header : accepted;
                }

                await RespondAsync(client.GetStream(), accepted);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The server is disposed, or its client was.
        }
    }

    private async Task RespondAsync(NetworkStream stream, string accepted)
    {
        var coding = _sending switch { Sending.Gzip => "gzip", Sending.Deflate => "deflate", Sending.Brotli => "br", _ => string.Empty };
        var sending = accepted.Contains(coding, StringComparison.Ordinal) ? _sending : Sending.ContentLength;
        var body = Encoded(sending);
        Sent[(int)sending]++;
        var isChunked = sending is Sending.Chunked or Sending.Brotli;
        await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            + (sending is Sending.ContentLength or Sending.Chunked ? string.Empty : $"Content-Encoding: {coding}\r\n")
            + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n")));
        for (var start = 0; start < body.Length;)
        {
            var length = Math.Min(body.Length - start, _chunks.Next(1, body.Length + 1));
            await WriteAsync(stream, isChunked ? string.Create(CultureInfo.InvariantCulture, $"{length:x}\r\n") : string.Empty);
            await stream.WriteAsync(body.AsMemory(start, length), _end.Token);
            await WriteAsync(stream, isChunked ? "\r\n" : string.Empty);
            start += length;
        }

        await WriteAsync(stream, isChunked ? "0\r\n\r\n" : string.Empty);
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

    private async Task WriteAsync(NetworkStream stream, string text)
    {
        if (text.Length > 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token);
        }
    }
}
