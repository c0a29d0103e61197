using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>
/// A server on 127.0.0.1 that does to each request, byte by byte, what a test asks for. It knows how many requests it has seen and which
/// connections the client still holds.
/// </summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Func<FaultConnection, Task> _behave;
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;
    private int _requests;

    private FaultServer(Func<FaultConnection, Task> behave, X509Certificate2? certificate)
    {
        _behave = behave;
        _certificate = certificate;
        _listener.Start();
        var scheme = certificate is null ? "http" : "https";
        BaseAddress = new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync();
    }

    public Uri BaseAddress { get; }

    /// <summary>How many requests have come in completely.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static FaultServer Start(Func<FaultConnection, Task> behave, X509Certificate2? certificate = null) => new(behave, certificate);

    /// <summary>An address of this machine where nobody listens.</summary>
    public static Uri NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    /// <summary>Completes once the client has closed all of its connections.</summary>
    public Task AllClosedAsync() => Task.WhenAll(_connections.Keys).WaitAsync(TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        await Task.WhenAll(_connections.Keys);
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_end.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or InvalidOperationException)
            {
                return;
            }

            _connections.TryAdd(ConnectionAsync(client), true);
        }
    }

    private async Task ConnectionAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                while (await ReadRequestAsync(stream))
                {
                    Interlocked.Increment(ref _requests);
                    await _behave(new FaultConnection(client.Client, stream, _end.Token));
                    if (!client.Connected)
                    {
                        return;
                    }
                }
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return secured;
    }

    private async Task<bool> ReadRequestAsync(Stream stream)
    {
        using var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (!IsComplete(Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)received.Length)))
        {
            var read = await stream.ReadAsync(buffer, _end.Token);
            if (read == 0)
            {
                return false;
            }

            received.Write(buffer, 0, read);
        }

        return true;
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var length = request[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null || request.Length - end - 4 >= int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
