using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>
/// A call that is cancelled in any phase ends while the server still does nothing, with the caller's token. The time from the
/// cancellation to the end is measured beside that of a bare task, and printed.
/// </summary>
[NonParallelizable]
internal sealed class CancellationTests
{
    private const int Repetitions = 15;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Test]
    public async Task In_every_phase_a_cancelled_call_ends_before_the_server_goes_on([Values] bool isSecure)
    {
        using var certificate = isSecure ? TestCertificate.For("127.0.0.1") : null;
        using var transport = certificate is null ? null : new SocketsHttpHandler().Trust(certificate);
        TestContext.Out.WriteLine("| phase | median ms | longest ms |");
        TestContext.Out.WriteLine("|---|---|---|");
        await MeasureAsync("control: a bare task", token => (Task.Delay(Timeout.InfiniteTimeSpan, token), Task.CompletedTask));

        await using var silent = FaultServer.Start(connection => connection.StallAsync(), certificate);
        await using var inBody = FaultServer.Start(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
            await connection.StallAsync();
        }, certificate);
        await using var busy = FaultServer.Start(connection => connection.RespondAsync("HTTP/1.1 503 Busy\r\nRetry-After: 30", []), certificate);

        using (var limited = Client(silent.BaseAddress, transport, options =>
        {
            options.Resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 1;
            options.Resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = 5;
        }))
        using (var end = new CancellationTokenSource())
        {
            var first = limited.Memories.GetAsync("1", null, end.Token);
            await MeasureAsync("limiter queue", token => (limited.Memories.GetAsync("2", null, token), Task.CompletedTask));
            await end.CancelAsync();
            await Failing.CallAsync(() => first);
        }

        // A client of its own for each call: the budget of retries of one would soon be used up.
        await MeasureAsync("retry wait", token => Started(busy, async () =>
        {
            using var waiting = Client(busy.BaseAddress, transport);
            await waiting.Memories.GetAsync("1", null, token);
        }));

        // It accepts connections and never responds to what begins a TLS connection.
        await using var deaf = FaultServer.Start(connection => connection.StallAsync());
        var secure = new UriBuilder(deaf.BaseAddress) { Scheme = "https" }.Uri;
        using var connecting = Client(secure, transport);
        await MeasureAsync("connect (TLS handshake)", token => (connecting.Memories.GetAsync("1", null, token), Task.Delay(30, CancellationToken.None)));

        using var headers = Client(silent.BaseAddress, transport);
        await MeasureAsync("headers", token => Started(silent, () => headers.Memories.GetAsync("1", null, token)));

        using var body = Client(inBody.BaseAddress, transport);
        await MeasureAsync("body", token => Started(inBody, () => body.Memories.GetAsync("1", null, token)));
    }

    private static Mem0Client Client(Uri address, HttpMessageHandler? transport, Action<ApiClientOptions>? configure = null)
    {
        var options = new Mem0ClientOptions { BaseAddress = address, Transport = transport };
        configure?.Invoke(options);
        return new Mem0Client(ContractService.Key, options);
    }

    /// <summary>A call, and a task that completes when the phase is reached: the server has the request, and a moment has passed.</summary>
    private static (Task Call, Task IsReached) Started(FaultServer server, Func<Task> start)
    {
        var before = server.Requests;
        var call = start();
        return (call, ReachAsync());

        async Task ReachAsync()
        {
            while (server.Requests == before && !call.IsCompleted)
            {
                await Task.Delay(1);
            }

            await Task.Delay(20);
        }
    }

    private static async Task MeasureAsync(string phase, Func<CancellationToken, (Task Call, Task IsReached)> start)
    {
        var delays = new List<double>();
        for (var i = 0; i <= Repetitions; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var (call, isReached) = start(cancellation.Token);
            await isReached.WaitAsync(Longest);
            Assert.That(call.IsCompleted, Is.False, phase);

            var begin = Stopwatch.GetTimestamp();
            cancellation.Cancel();
            var failure = await Failing.CallAsync(() => call.WaitAsync(Longest));
            if (i > 0)
            {
                // The first time some of the code is only just compiled.
                delays.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            Assert.That(failure, Is.InstanceOf<OperationCanceledException>(), phase);
            Assert.That(((OperationCanceledException)failure).CancellationToken, Is.EqualTo(cancellation.Token), phase);
        }

        delays.Sort();
        TestContext.Out.WriteLine(FormattableString.Invariant($"| {phase,-24} | {delays[delays.Count / 2],6:0.00} | {delays[^1],6:0.00} |"));
    }
}
