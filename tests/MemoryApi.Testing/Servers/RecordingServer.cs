using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>A server on 127.0.0.1 that sends the same response to every request, and records the requests.</summary>
public sealed class RecordingServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly byte[] _response;
    private readonly ConnectionLoop _connections;

    private RecordingServer(int status, string body, string headers)
    {
        _response = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}Connection: close\r\n\r\n{body}"));
        _connections = new ConnectionLoop(ServeAsync);
    }

    public Uri BaseAddress => new(_connections.Address(), "gw");

    /// <summary>The received requests: request line, authorization and body.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public static RecordingServer Responding(int status, string body, string headers = "") => new(status, body, headers);

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        var stream = client.GetStream();
        if (await ReceivedRequest.ReadAsync(stream, end) is { } request)
        {
            _requests.Enqueue($"{request.Line.Replace(" HTTP/1.1", string.Empty, StringComparison.Ordinal)} [{request.Header("Authorization")}] {Encoding.UTF8.GetString(request.Body)}".TrimEnd());
            await stream.WriteAsync(_response, end);
        }
    }
}
