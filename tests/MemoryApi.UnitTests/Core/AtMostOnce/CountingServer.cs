using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Core.AtMostOnce;

/// <summary>What the server does with a request.</summary>
public enum Reaction
{
    /// <summary>Processes it and responds with 200.</summary>
    Succeed,

    /// <summary>Processes it, takes its time, and responds with 200.</summary>
    SucceedSlowly,

    /// <summary>Processes it and responds with 503.</summary>
    Fail,

    /// <summary>Processes it and closes the connection without a response.</summary>
    Lose,

    /// <summary>Processes it and closes the connection in the middle of the response.</summary>
    BreakOff,

    /// <summary>Processes it and never responds.</summary>
    Hang,

    /// <summary>Refuses it with 429 and processes nothing.</summary>
    Refuse,

    /// <summary>Finds nothing and responds with 404.</summary>
    FindNothing,
}

/// <summary>A server on this machine that keeps connections, and counts which requests it received and which it processed.</summary>
public sealed class CountingServer : IAsyncDisposable
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(300);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _processed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Func<string, Reaction> _react;
    private readonly Task _accepting;
    private int _received;

    private CountingServer(Func<string, Reaction> react)
    {
        _react = react;
        _listener.Start(512);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>How many requests have arrived.</summary>
    public int Received => Volatile.Read(ref _received);

    /// <summary>How many requests were processed.</summary>
    public int Processed => _processed.Values.Sum();

    /// <summary>The targets of requests that were processed more than once.</summary>
    public IReadOnlyList<string> ProcessedTwice => [.. _processed.Where(pair => pair.Value > 1).Select(pair => pair.Key)];

    /// <summary>Reacts in this order, to further requests like to the last one.</summary>
    public static CountingServer Reacting(params Reaction[] reactions)
    {
        var next = -1;
        return new CountingServer(_ => reactions[Math.Min(Interlocked.Increment(ref next), reactions.Length - 1)]);
    }

    /// <summary>Reacts as a function of the request's target says.</summary>
    public static CountingServer Reacting(Func<string, Reaction> react) => new(react);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _connections.Keys]);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                var serving = Task.Run(() => ServeAsync(socket));
                _connections.TryAdd(serving, true);
                _ = serving.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await ReadTargetAsync(stream) is { } target && await ReactAsync(stream, target))
            {
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    /// <summary>Reacts; false when the connection is to be closed.</summary>
    private async Task<bool> ReactAsync(NetworkStream stream, string target)
    {
        Interlocked.Increment(ref _received);
        var reaction = _react(target);
        if (reaction is not (Reaction.Refuse or Reaction.FindNothing))
        {
            _processed.AddOrUpdate(target, 1, static (_, count) => count + 1);
        }

        switch (reaction)
        {
            case Reaction.SucceedSlowly:
                await Task.Delay(Slow, _end.Token);
                await RespondAsync(stream, "200 OK", """{"value":"x"}""");
                return true;
            case Reaction.Succeed:
                await RespondAsync(stream, "200 OK", """{"value":"x"}""");
                return true;
            case Reaction.Fail:
                await RespondAsync(stream, "503 Service Unavailable", """{"error":"down"}""");
                return true;
            case Reaction.Refuse:
                await RespondAsync(stream, "429 Too Many Requests", "{}");
                return true;
            case Reaction.FindNothing:
                await RespondAsync(stream, "404 Not Found", "{}");
                return true;
            case Reaction.BreakOff:
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"val"u8.ToArray(), _end.Token);
                return false;
            case Reaction.Hang:
                while (await stream.ReadAsync(new byte[1].AsMemory(), _end.Token) > 0)
                {
                }

                return false;
            default:
                return false;
        }
    }

    private Task RespondAsync(NetworkStream stream, string status, string body) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), _end.Token).AsTask();

    /// <summary>Reads one request whole, and gives its target; null when the client has gone. A client sends the next one only after the response.</summary>
    private async Task<string?> ReadTargetAsync(NetworkStream stream)
    {
        var buffer = new byte[8192];
        var length = 0;
        int end;
        while ((end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), _end.Token);
            if (read == 0)
            {
                return null;
            }

            length += read;
        }

        var lines = Encoding.ASCII.GetString(buffer, 0, end).Split("\r\n");
        var announced = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var missing = (announced is null ? 0 : int.Parse(announced[15..])) - (length - end - 4);
        await stream.ReadExactlyAsync(new byte[missing], _end.Token);
        return lines[0].Split(' ')[1];
    }
}
