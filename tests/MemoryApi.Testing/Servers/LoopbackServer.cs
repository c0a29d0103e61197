using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>A server on this machine that sends exactly the bytes that a test gives it, and closes the connection after each response. The last response is repeated.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly Queue<byte[]> _responses;
    private readonly ConnectionLoop _connections;

    public LoopbackServer(params byte[][] responses)
    {
        _responses = new Queue<byte[]>(responses);
        _connections = new ConnectionLoop(ServeAsync);
    }

    public Uri Address => _connections.Address();

    public List<string> Received { get; } = [];

    public static byte[] Response(string head, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), .. body];

    public static byte[] Response(string head, string body = "") => Response(head, Encoding.UTF8.GetBytes(body));

    public void Dispose() => _connections.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        var stream = client.GetStream();
        if (await ReceivedRequest.ReadAsync(stream, end) is not { } request)
        {
            return;
        }

        byte[] response;
        lock (_responses)
        {
            Received.Add(request.Text);
            response = _responses.Count > 1 ? _responses.Dequeue() : _responses.Peek();
        }

        await stream.WriteAsync(response, end);
        client.Client.Shutdown(SocketShutdown.Send);
    }
}
