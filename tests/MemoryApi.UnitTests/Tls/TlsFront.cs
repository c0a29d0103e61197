using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Tls;

/// <summary>TLS in front of a server on this machine that speaks http. What the server does to a connection, it does too: it closes and resets.</summary>
public sealed class TlsFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Uri _target;
    private readonly X509Certificate2 _certificate;
    private readonly Task _accepting;

    public TlsFront(Uri target, X509Certificate2 certificate)
    {
        _target = target;
        _certificate = certificate;
        _listener.Start(512);
        Address = new UriBuilder(target) { Scheme = "https", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

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
                var serving = Task.Run(() => ServeAsync(client));
                _connections.TryAdd(serving, true);
                _ = serving.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The front is disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            client.NoDelay = true;
            try
            {
                await using var secured = new SslStream(client.GetStream());
                await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
                await server.ConnectAsync(_target.Host, _target.Port, _end.Token);
                await using var plain = server.GetStream();
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                var sending = CopyAsync(secured, plain, either);
                await ReturnAsync(plain, secured, client.Client, either);
                await sending;
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // One of the two sides has gone, or the test is over.
            }
        }
    }

    /// <summary>The client's side; when it is gone, the server's has nothing to wait for.</summary>
    private static async Task CopyAsync(SslStream secured, NetworkStream plain, CancellationTokenSource either)
    {
        try
        {
            await secured.CopyToAsync(plain, either.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // As good as an end.
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
