using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.FrameworkTests;

/// <summary>
/// A server on 127.0.0.1 for many connections at once. It sends the memory whose id the path ends with, whose text repeats the id, in
/// many small chunks over several milliseconds.
/// </summary>
internal sealed class SlowServer : IAsyncDisposable
{
    private const int ChunkSize = 1_500;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    public SlowServer()
    {
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

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
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                while (await reader.ReadLineAsync(_end.Token) is { } requestLine)
                {
                    while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
                    {
                        // Headers say nothing that matters here.
                    }

                    await SendAsync(client.GetStream(), requestLine.Split(' ')[1].Trim('/').Split('/')[^1]);
                }
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException)
            {
                // The client closed the connection, as it does when a call is cancelled, or the server is disposed.
            }
        }
    }

    private async Task SendAsync(NetworkStream stream, string id)
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

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token);
}
