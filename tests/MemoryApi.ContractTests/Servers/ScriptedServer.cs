using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>
/// A server on 127.0.0.1 that answers with bytes as they were written down, one answer to each connection, for what a proper HTTP
/// server refuses to do.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly IReadOnlyList<string> _answers;
    private readonly Task _serving;

    private ScriptedServer(IReadOnlyList<string> answers)
    {
        _answers = answers;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>What came in, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Starts a server.</summary>
    /// <param name="answers">What it answers to the first connection, to the second, and so on; the last one from then on.</param>
    public static ScriptedServer Answering(params IReadOnlyList<string> answers) => new(answers);

    /// <summary>A complete answer.</summary>
    public static string Json(int status, string body) => string.Format(
        CultureInfo.InvariantCulture,
        "HTTP/1.1 {0} Answer\r\nContent-Type: application/json\r\nContent-Length: {1}\r\nConnection: close\r\n\r\n{2}",
        status,
        Encoding.UTF8.GetByteCount(body),
        body);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        for (var connection = 0; await AcceptAsync() is { } client; connection++)
        {
            using (client)
            {
                await AnswerAsync(client.GetStream(), _answers[Math.Min(connection, _answers.Count - 1)]);
            }
        }
    }

    private async Task<TcpClient?> AcceptAsync()
    {
        try
        {
            return await _listener.AcceptTcpClientAsync();
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
            return null;
        }
    }

    private async Task AnswerAsync(NetworkStream stream, string answer)
    {
        try
        {
            if (await ReadRequestAsync(stream) is { } request)
            {
                _requests.Enqueue(request);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                await stream.FlushAsync();
            }
        }
        catch (IOException)
        {
            // The client has gone; what it received is for the test to judge.
        }
    }

    private static async Task<RecordedRequest?> ReadRequestAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var octet = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(octet) == 0)
            {
                return null;
            }

            head.Add(octet[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        return new RecordedRequest(start[0], start[1], headers, Encoding.UTF8.GetString(body));
    }
}
