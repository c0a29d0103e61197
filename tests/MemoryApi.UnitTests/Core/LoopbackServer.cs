using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Core;

/// <summary>A server on this machine that sends exactly the bytes that a test gives it, one connection for each response.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Queue<byte[]> _responses = new();

    public LoopbackServer(params byte[][] responses)
    {
        foreach (var response in responses)
        {
            _responses.Enqueue(response);
        }

        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public List<string> Received { get; } = [];

    public static byte[] Response(string head, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), .. body];

    public static byte[] Response(string head, string body = "") => Response(head, Encoding.UTF8.GetBytes(body));

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var token = _end.Token;
        try
        {
            while (!token.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(token);
                var stream = client.GetStream();
                Received.Add(await ReadRequestAsync(stream, token));
                await stream.WriteAsync(_responses.Count > 1 ? _responses.Dequeue() : _responses.Peek(), token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream, CancellationToken token)
    {
        using var received = new MemoryStream();
        var buffer = new byte[4096];
        while (!IsComplete(Encoding.UTF8.GetString(received.GetBuffer(), 0, (int)received.Length)))
        {
            var read = await stream.ReadAsync(buffer, token);
            if (read == 0)
            {
                break;
            }

            received.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(received.GetBuffer(), 0, (int)received.Length);
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var length = request.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (length < 0)
        {
            return true;
        }

        var start = length + "Content-Length: ".Length;
        var announced = int.Parse(request[start..request.IndexOf("\r\n", start, StringComparison.Ordinal)]);
        return Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= announced;
    }
}
