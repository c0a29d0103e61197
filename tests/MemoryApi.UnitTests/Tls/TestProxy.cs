using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Tls;

/// <summary>
/// A proxy on 127.0.0.1 that leads every tunnel to one server, whatever host is asked for. It counts connections, and attempts to log in.
/// </summary>
public sealed class TestProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly IPEndPoint? _target;
    private readonly Task _accepting;
    private int _accepted;
    private int _logins;
    private int _tunnels;

    /// <param name="target">Where tunnels lead.</param>
    public TestProxy(IPEndPoint? target = null)
    {
        _target = target;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>User and password, <c>user:password</c>, that it wants; null for none.</summary>
    public string? Login { get; init; }

    /// <summary>What every request gets in place of a tunnel; null for a tunnel. Nothing means that the connection is closed.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether it never responds.</summary>
    public bool Stalls { get; init; }

    /// <summary>Whether it resets each connection when a request has come.</summary>
    public bool Resets { get; init; }

    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>How many requests had a login, right or wrong.</summary>
    public int Logins => Volatile.Read(ref _logins);

    /// <summary>How many tunnels were made.</summary>
    public int Tunnels => Volatile.Read(ref _tunnels);

    /// <summary>Its address with a login in it.</summary>
    public Uri Address(string? login = null) => new(login is null ? $"http://127.0.0.1:{Port}/" : $"http://{login}@127.0.0.1:{Port}/");

    /// <summary>A program's proxy with this address, and with the login as credentials.</summary>
    public WebProxy For(string? login) => new(Address(login))
    {
        Credentials = login is null ? null : new NetworkCredential(login.Split(':')[0], login.Split(':')[1]),
    };

    public static string Status(int status, string headers = "", string body = "") => $"HTTP/1.1 {status} Refused\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _connections.Keys]);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _accepted);
                var serving = Task.Run(() => ServeAsync(client));
                _connections.TryAdd(serving, true);
                _ = serving.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The proxy is disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReadHeadAsync(stream) is { Length: > 0 } head)
                {
                    if (!await ServeAsync(client, stream, head))
                    {
                        return;
                    }
                }
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side has gone, or the test is over.
            }
        }
    }

    /// <summary>Serves a request; false when the connection is over.</summary>
    private async Task<bool> ServeAsync(TcpClient client, NetworkStream stream, string head)
    {
        var authorization = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Proxy-Authorization: ", StringComparison.OrdinalIgnoreCase));
        if (authorization is not null)
        {
            Interlocked.Increment(ref _logins);
        }

        if (Stalls)
        {
            await stream.CopyToAsync(Stream.Null, _end.Token);
            return false;
        }

        if (Resets)
        {
            client.Client.LingerState = new LingerOption(true, 0);
            return false;
        }

        if (Login is { } login && (authorization is null || !authorization.EndsWith(" " + Convert.ToBase64String(Encoding.UTF8.GetBytes(login)), StringComparison.Ordinal)))
        {
            await SendAsync(stream, Status(407, "Proxy-Authenticate: Basic realm=\"test\"\r\n"));
            return true;
        }

        if (Refusal is not null)
        {
            await SendAsync(stream, Refusal);
            return Refusal.Length > 0;
        }

        await TunnelAsync(stream);
        return false;
    }

    private async Task TunnelAsync(NetworkStream stream)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(_target!, _end.Token);
        Interlocked.Increment(ref _tunnels);
        await SendAsync(stream, "HTTP/1.1 200 Connection established\r\n\r\n");
        var there = stream.CopyToAsync(server.GetStream(), _end.Token);
        var back = server.GetStream().CopyToAsync(stream, _end.Token);
        await Task.WhenAny(there, back);
        stream.Close();
        server.Close();
        await Task.WhenAll(there, back);
    }

    private Task SendAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token).AsTask();

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(octet, _end.Token) == 0)
            {
                return string.Empty;
            }

            head.Append((char)octet[0]);
        }

        return head.ToString();
    }
}
