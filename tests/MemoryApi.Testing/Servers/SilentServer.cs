using System;
using System.Net;
using System.Net.Sockets;

namespace MemoryApi.Testing;

/// <summary>A server on this machine to which clients can connect, but which never sends anything.</summary>
public sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentServer() => _listener.Start();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Dispose() => _listener.Dispose();
}
