using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>How the server reacts to a request.</summary>
public enum Reaction
{
    /// <summary>Processes it and responds with 200.</summary>
    Succeed,

    /// <summary>Processes it and responds with 200 after 300 ms.</summary>
    SucceedSlowly,

    /// <summary>Processes it and responds with 503.</summary>
    Fail,

    /// <summary>Processes it and closes the connection without a response.</summary>
    Lose,

    /// <summary>Processes it and closes the connection in the middle of the response.</summary>
    BreakOff,

    /// <summary>Processes it and never responds.</summary>
    Hang,

    /// <summary>Rejects it with 429, without processing it.</summary>
    Refuse,

    /// <summary>Responds with 404, without processing it.</summary>
    FindNothing,
}

/// <summary>A server on this machine that keeps connections open, and counts the requests that it received and those that it processed.</summary>
public sealed class CountingServer : IAsyncDisposable
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, int> _processed = new(StringComparer.Ordinal);
    private readonly ConnectionLoop _connections;
    private readonly Func<string, Reaction> _react;
    private int _received;

    private CountingServer(Func<string, Reaction> react)
    {
        _react = react;
        _connections = new ConnectionLoop(ServeAsync);
    }

    public Uri Address => _connections.Address();

    /// <summary>The number of received requests.</summary>
    public int Received => Volatile.Read(ref _received);

    /// <summary>The number of processed requests.</summary>
    public int Processed => _processed.Values.Sum();

    /// <summary>The targets of requests that were processed more than once.</summary>
    public IReadOnlyList<string> ProcessedTwice => [.. _processed.Where(pair => pair.Value > 1).Select(pair => pair.Key)];

    /// <summary>Uses the reactions in this order, and the last one for all further requests.</summary>
    public static CountingServer Reacting(params Reaction[] reactions)
    {
        var next = -1;
        return new CountingServer(_ => reactions[Math.Min(Interlocked.Increment(ref next), reactions.Length - 1)]);
    }

    /// <summary>Chooses the reaction by the request's target.</summary>
    public static CountingServer Reacting(Func<string, Reaction> react) => new(react);

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(TcpClient client, int number, CancellationToken end)
    {
        var stream = client.GetStream();
        while (await ReceivedRequest.ReadAsync(stream, end) is { } request && await ReactAsync(stream, request.Target, end))
        {
            // The next request of the connection.
        }
    }

    /// <summary>Reacts to a request. Returns false when the connection must be closed.</summary>
    private async Task<bool> ReactAsync(NetworkStream stream, string target, CancellationToken end)
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
                await Task.Delay(Slow, end);
                await RespondAsync(stream, "200 OK", """{"value":"x"}""", end);
                return true;
            case Reaction.Succeed:
                await RespondAsync(stream, "200 OK", """{"value":"x"}""", end);
                return true;
            case Reaction.Fail:
                await RespondAsync(stream, "503 Service Unavailable", """{"error":"down"}""", end);
                return true;
            case Reaction.Refuse:
                await RespondAsync(stream, "429 Too Many Requests", "{}", end);
                return true;
            case Reaction.FindNothing:
                await RespondAsync(stream, "404 Not Found", "{}", end);
                return true;
            case Reaction.BreakOff:
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"val"u8.ToArray(), end);
                return false;
            case Reaction.Hang:
                while (await stream.ReadAsync(new byte[1].AsMemory(), end) > 0)
                {
                }

                return false;
            default:
                return false;
        }
    }

    private static Task RespondAsync(NetworkStream stream, string status, string body, CancellationToken end) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), end).AsTask();
}
