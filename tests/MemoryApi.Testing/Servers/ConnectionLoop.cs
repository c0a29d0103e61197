using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>Accepts connections on 127.0.0.1 and serves them concurrently until it is disposed. A client that disconnects ends only its own connection.</summary>
public sealed class ConnectionLoop : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Func<TcpClient, int, CancellationToken, Task> _serve;
    private readonly Task _accepting;
    private int _accepted;

    /// <param name="serve">
    /// Serves a connection. It gets the connection's number, from 1, and a token that is cancelled when the loop is disposed. The connection is closed afterwards.
    /// </param>
    public ConnectionLoop(Func<TcpClient, int, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start(1024);
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>The number of accepted connections.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public Uri Address(string scheme = "http") => new($"{scheme}://127.0.0.1:{EndPoint.Port}/");

    /// <summary>Completes when all current connections have ended.</summary>
    public Task AllEndedAsync() => Task.WhenAll(_connections.Keys);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await AllEndedAsync();
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
                var number = Interlocked.Increment(ref _accepted);
                var serving = Task.Run(() => ServeAsync(client, number));
                _connections.TryAdd(serving, true);
                _ = serving.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await _serve(client, number, _end.Token);
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // The client has disconnected, e.g. because it rejected the certificate, or the test is over.
            }
        }
    }
}
