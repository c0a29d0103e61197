using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Contenders;
using MemoryApi.Benchmarks.Reports;
using MemoryApi.Benchmarks.Servers;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>Do many calls at once get by with few threads, when each body takes two seconds to arrive?</summary>
internal static class Starvation
{
    private const int CallCount = 500;

    public static async Task<IReadOnlyList<Table>> MeasureAsync()
    {
        await using var server = await ServerProcess.StartAsync("serve");
        var table = new Table(
            $"{CallCount} updates at once to a server that trickles each body over 2 s", "Contender", "All done after", "Most threads in the pool");
        var trickled = new Uri(server.Address, CannedServer.TricklePrefix);
        foreach (var name in new[] { Contender.Baseline, "ours, all defaults", "NSwag, Newtonsoft" })
        {
            await RunAsync(ContenderFactory.Create(name, server.Address, server.Address, static () => new SocketsHttpHandler()), 1);
            var (elapsed, threads) = await RunAsync(ContenderFactory.Create(name, trickled, trickled, static () => new SocketsHttpHandler()), CallCount);
            table.Add(name, Table.Number(elapsed.TotalSeconds, "0.00") + " s", Table.Number(threads, "0"));

            // So that threads of this contender aren't counted for the next.
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return [table];
    }

    private static async Task<(TimeSpan Elapsed, int Threads)> RunAsync(Contender contender, int count)
    {
        using var stop = new CancellationTokenSource();
        var most = 0;

        // Counts in a separate thread, since a starved pool wouldn't run the counter.
        var counter = new Thread(() =>
        {
            do
            {
                most = Math.Max(most, ThreadPool.ThreadCount);
            }
            while (!stop.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(5)));
        });
        counter.Start();
        var startedAt = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => contender.UpdateAsync()));
        var elapsed = Stopwatch.GetElapsedTime(startedAt);
        await stop.CancelAsync();
        counter.Join();
        return (elapsed, most);
    }
}
