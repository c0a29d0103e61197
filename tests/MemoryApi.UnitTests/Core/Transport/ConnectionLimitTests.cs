using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
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

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _received = new(0);
        private readonly ConcurrentBag<Task> _serving = [];
        private readonly Task _accepting;
        private int _taken;
        private int _connections;

        public HoldingServer()
        {
            _listener.Start(1024);
            _accepting = AcceptAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        public int Connections => Volatile.Read(ref _connections);

        /// <summary>Completes when so many requests have come.</summary>
        public async Task HasReceivedAsync(int count)
        {
            while (_taken < count)
            {
                await _received.WaitAsync(_end.Token);
                _taken++;
            }
        }

        public void Release() => _released.SetResult();

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _listener.Stop();
            await Task.WhenAll([_accepting, .. _serving]);
            _listener.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var socket = await _listener.AcceptSocketAsync(_end.Token);
                    Interlocked.Increment(ref _connections);
                    _serving.Add(ServeAsync(socket));
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The server is disposed.
            }
        }

        private async Task ServeAsync(Socket socket)
        {
            using (socket)
            {
                try
                {
                    // A request without a body comes in one piece.
                    var buffer = new byte[4096];
                    while (await socket.ReceiveAsync(buffer, _end.Token) > 0)
                    {
                        _received.Release();
                        await _released.Task.WaitAsync(_end.Token);
                        await socket.SendAsync(Response, _end.Token);
                    }
                }
                catch (Exception failure) when (failure is OperationCanceledException or SocketException)
                {
                    // The client has gone, or the test is over.
                }
            }
        }
    }
}
