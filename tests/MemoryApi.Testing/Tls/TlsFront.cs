using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>TLS in front of a server on this machine that speaks HTTP. When the server closes or resets a connection, it does the same to the client's connection.</summary>
public sealed class TlsFront : IAsyncDisposable
{
    private readonly ConnectionLoop _connections;
    private readonly Uri _target;
    private readonly X509Certificate2 _certificate;

    public TlsFront(Uri target, X509Certificate2 certificate)
    {
        _target = target;
        _certificate = certificate;
        _connections = new ConnectionLoop(ServeAsync);
        Address = new UriBuilder(target) { Scheme = "https", Port = _connections.EndPoint.Port }.Uri;
    }

    public Uri Address { get; }

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        using var server = new TcpClient { NoDelay = true };
        await using var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, end);
        await server.ConnectAsync(_target.Host, _target.Port, end);
        await using var plain = server.GetStream();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end);
        var sending = CopyAsync(secured, plain, either);
        await ReturnAsync(plain, secured, client.Client, either);
        await sending;
    }

    /// <summary>Copies from the client to the server. When the client has disconnected, the other direction is cancelled.</summary>
    private static async Task CopyAsync(SslStream secured, NetworkStream plain, CancellationTokenSource either)
    {
        try
        {
            await secured.CopyToAsync(plain, either.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Handled like the end of the stream.
        }

        await either.CancelAsync();
    }

    private static async Task ReturnAsync(NetworkStream plain, SslStream secured, Socket client, CancellationTokenSource either)
    {
        try
        {
            await plain.CopyToAsync(secured, either.Token);
            await secured.ShutdownAsync();
        }
        catch (IOException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            client.LingerState = new LingerOption(true, 0);
            client.Close();
        }
        finally
        {
            await either.CancelAsync();
        }
    }
}
