using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>How many connections many calls at once open.</summary>
public sealed class ConnectionLimitTests
{
    private const int Calls = 400;
    private const int Limit = 256;

    [Test]
    public async Task Many_calls_at_once_open_256_connections_and_all_are_served()
    {
        await using var server = new HoldingServer();
        using var connection = TestService.Connect(null!, options => options.BaseAddress = server.Address);

        var calls = Enumerable.Range(0, Calls).Select(_ => connection.CallAsync()).ToList();
        await server.HasReceivedAsync(Limit);

        // All calls are under way; if there were no limit, the others would connect now.
        var further = server.HasReceivedAsync(Limit + 1);
        Assert.That(await Task.WhenAny(further, Task.Delay(200)), Is.Not.SameAs(further));
        server.Release();

        Assert.That(await Task.WhenAll(calls), Is.All.EqualTo("x"));
        Assert.That(server.Connections, Is.EqualTo(Limit));
    }

    /// <summary>Holds every response back until a test lets them go.</summary>
    private sealed class HoldingServer : IAsyncDisposable
    {
        private static readonly byte[] Response = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"value\":\"x\"}"u8.ToArray();

        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _received = new(0);
        private readonly ConnectionLoop _connections;
        private int _taken;

        public HoldingServer() => _connections = new ConnectionLoop(ServeAsync);

        public Uri Address => _connections.Address();

        public int Connections => _connections.Accepted;

        /// <summary>Completes when so many requests have come.</summary>
        public async Task HasReceivedAsync(int count)
        {
            for (; _taken < count; _taken++)
            {
                await _received.WaitAsync();
            }
        }

        public void Release() => _released.SetResult();

        public ValueTask DisposeAsync() => _connections.DisposeAsync();

        private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
        {
            var stream = client.GetStream();
            while (await ReceivedRequest.ReadAsync(stream, end) is not null)
            {
                _received.Release();
                await _released.Task.WaitAsync(end);
                await stream.WriteAsync(Response, end);
            }
        }
    }
}
