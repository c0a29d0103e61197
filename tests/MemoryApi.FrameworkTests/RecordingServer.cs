using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace MemoryApi.FrameworkTests;

/// <summary>A server on 127.0.0.1 that gives one response to everything, and records what came in.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly byte[] _response;
    private readonly Task _serving;

    private RecordingServer(int status, string body, string headers)
    {
        _response = Encoding.UTF8.GetBytes(string.Format(
            CultureInfo.InvariantCulture,
            "HTTP/1.1 {0} Status\r\nContent-Type: application/json\r\nContent-Length: {1}\r\n{2}Connection: close\r\n\r\n{3}",
            status,
            Encoding.UTF8.GetByteCount(body),
            headers,
            body));
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/gw");

    /// <summary>What came in: request line, authorization and body.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public static RecordingServer Responding(int status, string body, string headers = "") => new(status, body, headers);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (await AcceptAsync() is { } client)
        {
            using (client)
            {
                var stream = client.GetStream();
                _requests.Enqueue(await ReadRequestAsync(stream));
                await stream.WriteAsync(_response);
            }
        }
    }

    private async Task<TcpClient?> AcceptAsync()
    {
        try
        {
            return await _listener.AcceptTcpClientAsync();
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
            return null;
        }
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var octet = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(octet);
            head.Add(octet[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n");
        var body = new byte[int.Parse(Header(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return $"{lines[0].Replace(" HTTP/1.1", string.Empty)} [{Header(lines, "Authorization")}] {Encoding.UTF8.GetString(body)}".TrimEnd();
    }

    private static string? Header(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
