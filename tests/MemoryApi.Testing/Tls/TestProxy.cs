using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>
/// A proxy on 127.0.0.1 that connects every tunnel to one server, whatever host the client requests. It counts connections, login attempts and tunnels.
/// </summary>
public sealed class TestProxy : IAsyncDisposable
{
    private readonly ConnectionLoop _connections;
    private readonly IPEndPoint? _target;
    private int _logins;
    private int _tunnels;

    /// <param name="target">The server of all tunnels; null for a proxy that opens none.</param>
    public TestProxy(IPEndPoint? target = null)
    {
        _target = target;
        _connections = new ConnectionLoop(ServeAsync);
    }

    public int Port => _connections.EndPoint.Port;

    /// <summary>The required login, <c>user:password</c>; null for none.</summary>
    public string? Login { get; init; }

    /// <summary>The response to every request instead of a tunnel; null for a tunnel. If it is empty, the connection is closed.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether it never responds.</summary>
    public bool Stalls { get; init; }

    /// <summary>Whether it resets each connection after a request has arrived.</summary>
    public bool Resets { get; init; }

    public int Connections => _connections.Accepted;

    /// <summary>The number of requests with a login, right or wrong.</summary>
    public int Logins => Volatile.Read(ref _logins);

    /// <summary>The number of tunnels.</summary>
    public int Tunnels => Volatile.Read(ref _tunnels);

    /// <summary>The proxy's address, optionally with a login in it.</summary>
    public Uri Address(string? login = null) => new(login is null ? $"http://127.0.0.1:{Port}/" : $"http://{login}@127.0.0.1:{Port}/");

    /// <summary>A <see cref="WebProxy"/> with this address, and with the login as credentials.</summary>
    public WebProxy For(string? login) => new(Address(login))
    {
        Credentials = login is null ? null : new NetworkCredential(login.Split(':')[0], login.Split(':')[1]),
    };

    public static string Status(int status, string headers = "", string body = "") => $"HTTP/1.1 {status} Refused\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        var stream = client.GetStream();
        while (await ReceivedRequest.ReadAsync(stream, end) is { } request && await ServeAsync(client, stream, request, end))
        {
            // The next request of the connection.
        }
    }

    /// <summary>Serves a request. Returns false when the connection must be closed.</summary>
    private async Task<bool> ServeAsync(TcpClient client, NetworkStream stream, ReceivedRequest request, CancellationToken end)
    {
        var authorization = request.Header("Proxy-Authorization");
        if (authorization is not null)
        {
            Interlocked.Increment(ref _logins);
        }

        if (Stalls)
        {
            await stream.CopyToAsync(Stream.Null, end);
            return false;
        }

        if (Resets)
        {
            client.Client.LingerState = new LingerOption(true, 0);
            return false;
        }

        if (Login is { } login && (authorization is null || !authorization.EndsWith(" " + Convert.ToBase64String(Encoding.UTF8.GetBytes(login)), StringComparison.Ordinal)))
        {
            await SendAsync(stream, Status(407, "Proxy-Authenticate: Basic realm=\"test\"\r\n"), end);
            return true;
        }

        if (Refusal is not null)
        {
            await SendAsync(stream, Refusal, end);
            return Refusal.Length > 0;
        }

        await TunnelAsync(stream, end);
        return false;
    }

    private async Task TunnelAsync(NetworkStream stream, CancellationToken end)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(_target!, end);
        Interlocked.Increment(ref _tunnels);
        await SendAsync(stream, "HTTP/1.1 200 Connection established\r\n\r\n", end);
        var there = stream.CopyToAsync(server.GetStream(), end);
        var back = server.GetStream().CopyToAsync(stream, end);
        await Task.WhenAny(there, back);
        stream.Close();
        server.Close();
        await Task.WhenAll(there, back);
    }

    private static Task SendAsync(NetworkStream stream, string text, CancellationToken end) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), end).AsTask();
}
