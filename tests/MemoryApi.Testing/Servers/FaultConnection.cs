using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>A connection on which a request has arrived, with the ways to respond or to fail.</summary>
public sealed class FaultConnection(Socket socket, Stream stream, CancellationToken end)
{
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes, end);
        await stream.FlushAsync(end);
    }

    /// <summary>Responds with a complete body and keeps the connection open.</summary>
    public async Task RespondAsync(string head, byte[] body)
    {
        await SendAsync($"{head}\r\nContent-Length: {body.Length}\r\n\r\n");
        await SendAsync(body);
    }

    /// <summary>Sends nothing until the client disconnects.</summary>
    public async Task StallAsync()
    {
        var buffer = new byte[1];
        while (await stream.ReadAsync(buffer, end) > 0)
        {
        }
    }

    /// <summary>Resets the connection, as a crash does.</summary>
    public Task ResetAsync()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }

    /// <summary>Closes the connection gracefully, and waits for the client to close it too.</summary>
    public Task CloseAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return StallAsync();
    }
}
