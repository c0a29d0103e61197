using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>
/// A server on 127.0.0.1 that handles each request as a test specifies, byte by byte. It counts requests, and knows which connections the client
/// still holds.
/// </summary>
public sealed class FaultServer : IAsyncDisposable
{
    private readonly ConnectionLoop _connections;
    private readonly Func<FaultConnection, Task> _behave;
    private readonly X509Certificate2? _certificate;
    private int _requests;

    private FaultServer(Func<FaultConnection, Task> behave, X509Certificate2? certificate)
    {
        _behave = behave;
        _certificate = certificate;
        _connections = new ConnectionLoop(ServeAsync);
        BaseAddress = _connections.Address(certificate is null ? "http" : "https");
    }

    public Uri BaseAddress { get; }

    /// <summary>The number of requests that arrived completely.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static FaultServer Start(Func<FaultConnection, Task> behave, X509Certificate2? certificate = null) => new(behave, certificate);

    /// <summary>An address on this machine where no server listens.</summary>
    public static Uri NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    /// <summary>Completes once the client has closed all of its connections; fails with a <see cref="TimeoutException"/> after 10 seconds.</summary>
    public Task AllClosedAsync() => _connections.AllEndedAsync().WaitAsync(TimeSpan.FromSeconds(10));

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        await using var stream = await TlsStream.OpenAsync(client, _certificate, end);
        while (await ReceivedRequest.ReadAsync(stream, end) is not null)
        {
            Interlocked.Increment(ref _requests);
            await _behave(new FaultConnection(client.Client, stream, end));
            if (!client.Connected)
            {
                return;
            }
        }
    }
}
