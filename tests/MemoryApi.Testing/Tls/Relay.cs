using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>Forwards connections to a server on this machine, and can lose them as a network does: no more bytes pass, and neither side notices.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly ConnectionLoop _connections;
    private readonly Uri _target;
    private int _lost;

    public Relay(Uri target)
    {
        _target = target;
        _connections = new ConnectionLoop(ServeAsync);
        Address = new UriBuilder(target) { Port = _connections.EndPoint.Port }.Uri;
    }

    public Uri Address { get; }

    public int Connections => _connections.Accepted;

    /// <summary>Loses all current connections. New ones work.</summary>
    public void Lose() => Volatile.Write(ref _lost, Connections);

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(_target.Host, _target.Port, end);
        await Task.WhenAny(CopyAsync(client.GetStream(), server.GetStream(), number, end), CopyAsync(server.GetStream(), client.GetStream(), number, end));
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, int number, CancellationToken end)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, end)) > 0)
            {
                if (number > Volatile.Read(ref _lost))
                {
                    await to.WriteAsync(buffer.AsMemory(0, read), end);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two sides has disconnected, or the test is over.
        }
    }
}
