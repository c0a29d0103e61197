using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Tls;

/// <summary>What a server does with a connection before there is anything of HTTP.</summary>
public enum Handshake
{
    /// <summary>It completes the handshake.</summary>
    Complete,

    /// <summary>It closes the connection when the client has begun.</summary>
    Close,

    /// <summary>It resets the connection when the client has begun.</summary>
    Reset,

    /// <summary>It never responds.</summary>
    Stall,

    /// <summary>It speaks http, and so refuses what the client begins with.</summary>
    PlainHttp,
}

/// <summary>A server on 127.0.0.1 that gives one response to every request, over TLS, and counts connections and requests. What it does with a handshake can be chosen for each connection.</summary>
public sealed class TlsServer : IAsyncDisposable
{
    private static readonly byte[] PlainRefusal = Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Handshake[] _handshakes;
    private readonly Task _accepting;
    private int _accepted;
    private int _requests;

    /// <param name="certificate">What it shows.</param>
    /// <param name="handshakes">What it does with the first connections, in this order, and with all further ones as with the last. Default: it completes them.</param>
    public TlsServer(X509Certificate2 certificate, params Handshake[] handshakes)
    {
        Certificate = certificate;
        _handshakes = handshakes.Length == 0 ? [Handshake.Complete] : handshakes;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public X509Certificate2 Certificate { get; }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public Uri Address => new($"https://127.0.0.1:{EndPoint.Port}/");

    /// <summary>How many connections were accepted.</summary>
    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>How many requests have come in.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What every request gets.</summary>
    public byte[] Response { get; init; } = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"value\":\"x\"}");

    /// <summary>Whether the connection ends after the response.</summary>
    public bool Closes { get; init; }

    /// <summary>What the server takes for the next protocol, e.g. HTTP/2; of which it understands nothing.</summary>
    public SslApplicationProtocol? Protocol { get; init; }

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
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                var handshake = _handshakes[Math.Min(Interlocked.Increment(ref _accepted), _handshakes.Length) - 1];
                var serving = Task.Run(() => ServeAsync(socket, handshake));
                _connections.TryAdd(serving, true);
                _ = serving.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server is disposed.
        }
    }

    private async Task ServeAsync(Socket socket, Handshake handshake)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            if (handshake != Handshake.Complete)
            {
                await RefuseAsync(socket, stream, handshake);
                return;
            }

            await using var secured = new SslStream(stream);
            await secured.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = Certificate, ApplicationProtocols = Protocol is { } protocol ? [protocol] : null }, _end.Token);
            while (await ReadRequestAsync(secured))
            {
                Interlocked.Increment(ref _requests);
                await secured.WriteAsync(Response, _end.Token);
                if (Closes)
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
        {
            // The client has gone, which it also does when it doesn't accept the certificate, or the test is over.
        }
    }

    private async Task RefuseAsync(Socket socket, NetworkStream stream, Handshake handshake)
    {
        var buffer = new byte[4096];
        if (await stream.ReadAsync(buffer, _end.Token) == 0)
        {
            return;
        }

        switch (handshake)
        {
            case Handshake.Reset:
                socket.LingerState = new LingerOption(true, 0);
                break;
            case Handshake.PlainHttp:
                await stream.WriteAsync(PlainRefusal, _end.Token);
                break;
            case Handshake.Stall:
                while (await stream.ReadAsync(buffer, _end.Token) > 0)
                {
                    // It only waits for the client to go away.
                }

                break;
        }
    }

    /// <summary>Reads a request whole. False when the client has gone, and for HTTP/2, whose beginning has no length.</summary>
    private async Task<bool> ReadRequestAsync(SslStream stream)
    {
        var received = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _end.Token);
            if (read == 0)
            {
                return false;
            }

            received.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.Latin1.GetString([.. received]);
            if (text.StartsWith("PRI * HTTP/2.0", StringComparison.Ordinal))
            {
                return false;
            }

            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && text.Length - end - 4 >= LengthOf(text[..end]))
            {
                return true;
            }
        }
    }

    private static int LengthOf(string head)
    {
        foreach (var line in head.Split("\r\n"))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                return int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }
}
