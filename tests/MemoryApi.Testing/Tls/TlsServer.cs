using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>How a server handles a connection before any HTTP.</summary>
public enum Handshake
{
    /// <summary>Completes the handshake.</summary>
    Complete,

    /// <summary>Closes the connection after the client's first bytes.</summary>
    Close,

    /// <summary>Resets the connection after the client's first bytes.</summary>
    Reset,

    /// <summary>Never responds.</summary>
    Stall,

    /// <summary>Speaks HTTP without TLS, and so responds to the client's first bytes with 400.</summary>
    PlainHttp,
}

/// <summary>
/// A server on 127.0.0.1 that sends the same response to every request, over TLS, and counts connections and requests. Its handling of the handshake can be chosen
/// for each connection.
/// </summary>
public sealed class TlsServer : IAsyncDisposable
{
    private static readonly byte[] PlainRefusal = Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private readonly ConnectionLoop _connections;
    private readonly Handshake[] _handshakes;
    private int _requests;

    /// <param name="certificate">The server's certificate.</param>
    /// <param name="handshakes">The handshakes of the first connections, in this order. The last one is used for all further connections. Default: all are completed.</param>
    public TlsServer(X509Certificate2 certificate, params Handshake[] handshakes)
    {
        Certificate = certificate;
        _handshakes = handshakes.Length == 0 ? [Handshake.Complete] : handshakes;
        _connections = new ConnectionLoop(ServeAsync);
    }

    public X509Certificate2 Certificate { get; }

    public IPEndPoint EndPoint => _connections.EndPoint;

    public Uri Address => _connections.Address("https");

    /// <summary>The number of accepted connections.</summary>
    public int Connections => _connections.Accepted;

    /// <summary>The number of received requests.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The response to every request.</summary>
    public byte[] Response { get; init; } = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"value\":\"x\"}");

    /// <summary>Whether the connection ends after the response.</summary>
    public bool Closes { get; init; }

    /// <summary>The protocol that the server selects in the handshake, e.g. HTTP/2. The server itself only speaks HTTP/1.1.</summary>
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
                    // Waits for the client to disconnect.
                }

                break;
        }
    }
}
