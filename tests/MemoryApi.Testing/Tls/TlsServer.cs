using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

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

    private readonly ConnectionLoop _connections;
    private readonly Handshake[] _handshakes;
    private int _requests;

    /// <param name="certificate">What it shows.</param>
    /// <param name="handshakes">What it does with the first connections, in this order, and with all further ones as with the last. Default: it completes them.</param>
    public TlsServer(X509Certificate2 certificate, params Handshake[] handshakes)
    {
        Certificate = certificate;
        _handshakes = handshakes.Length == 0 ? [Handshake.Complete] : handshakes;
        _connections = new ConnectionLoop(ServeAsync);
    }

    public X509Certificate2 Certificate { get; }

    public IPEndPoint EndPoint => _connections.EndPoint;

    public Uri Address => _connections.Address("https");

    /// <summary>How many connections were accepted.</summary>
    public int Connections => _connections.Accepted;

    /// <summary>How many requests have come in.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What every request gets.</summary>
    public byte[] Response { get; init; } = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"value\":\"x\"}");

    /// <summary>Whether the connection ends after the response.</summary>
    public bool Closes { get; init; }

    /// <summary>What the server takes for the next protocol, e.g. HTTP/2; of which it understands nothing.</summary>
    public SslApplicationProtocol? Protocol { get; init; }

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        var stream = client.GetStream();
        var handshake = _handshakes[Math.Min(number, _handshakes.Length) - 1];
        if (handshake != Handshake.Complete)
        {
            await RefuseAsync(client.Client, stream, handshake, end);
            return;
        }

        await using var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = Certificate, ApplicationProtocols = Protocol is { } protocol ? [protocol] : null }, end);
        while (await ReceivedRequest.ReadAsync(secured, end) is { IsHttp2: false })
        {
            Interlocked.Increment(ref _requests);
            await secured.WriteAsync(Response, end);
            if (Closes)
            {
                return;
            }
        }
    }

    private async Task RefuseAsync(Socket socket, NetworkStream stream, Handshake handshake, CancellationToken end)
    {
        var buffer = new byte[4096];
        if (await stream.ReadAsync(buffer, end) == 0)
        {
            return;
        }

        switch (handshake)
        {
            case Handshake.Reset:
                socket.LingerState = new LingerOption(true, 0);
                break;
            case Handshake.PlainHttp:
                await stream.WriteAsync(PlainRefusal, end);
                break;
            case Handshake.Stall:
                while (await stream.ReadAsync(buffer, end) > 0)
                {
                    // It only waits for the client to go away.
                }

                break;
        }
    }
}
