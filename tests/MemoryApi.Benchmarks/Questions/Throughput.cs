using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Contenders;
using MemoryApi.Benchmarks.Reports;
using MemoryApi.Benchmarks.Servers;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>How many updates per second are possible over loopback, and how long does each take, with 1, 16 and 256 in flight?</summary>
internal static class Throughput
{
    private const int Rounds = 15;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(0.6);

    // Less, and the runtime still optimizes methods in the first rounds.
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Table>> MeasureAsync()
    {
        await using var server = await ServerProcess.StartAsync("serve");
        var contenders = ContenderFactory.Names.Select(name => (Name: name, Contender: ContenderFactory.Create(name, server.Address, server.Address, NewTransport))).ToList();
        var tables = new List<Table>();
        foreach (var width in new[] { 1, 16, 256 })
        {
            var rates = contenders.ToDictionary(static one => one.Name, static _ => new List<double>());
            var times = contenders.ToDictionary(static one => one.Name, static _ => new List<double>());
            foreach (var (_, contender) in contenders)
            {
                await RunAsync(contender, width, WarmUpTime, []);
            }

            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (name, contender) in contenders)
                {
                    rates[name].Add(await RunAsync(contender, width, RoundTime, times[name]));
                }
            }

            tables.Add(TableOf(width, rates, times));
        }

        return tables;
    }

    private static SocketsHttpHandler NewTransport() => new() { PooledConnectionLifetime = TimeSpan.FromMinutes(2), UseCookies = false, AllowAutoRedirect = false };

    private static Table TableOf(int width, Dictionary<string, List<double>> rates, Dictionary<string, List<double>> times)
    {
        var table = new Table($"Update over loopback, {width} in flight, median of {Rounds} interleaved rounds", "Contender", "Calls a second", "Ratio", "p50", "p95", "p99");
        foreach (var (name, own) in rates)
        {
            // Ratios are computed within a round, since its contenders had the same load.
            var ratios = own.Zip(rates[Contender.Baseline], static (rate, raw) => rate / raw);
            table.Add(
                name,
                Table.Number(Samples.Median(own), "#,0"),
                Table.Ratio(Samples.Median(ratios), 1),
                Latency(times[name], 0.5),
                Latency(times[name], 0.95),
                Latency(times[name], 0.99));
        }

        return table;
    }

    private static string Latency(List<double> times, double rank) => Table.Number(Samples.Percentile(times, rank), "0.00") + " ms";

    private static async Task<double> RunAsync(Contender contender, int width, TimeSpan time, List<double> latencies)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var workers = await Task.WhenAll(Enumerable.Range(0, width).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(startedAt) < time)
            {
                var before = Stopwatch.GetTimestamp();
                await contender.UpdateAsync();
                own.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }

            return own;
        })));
        var elapsed = Stopwatch.GetElapsedTime(startedAt);
        latencies.AddRange(workers.SelectMany(static own => own));
        return workers.Sum(static own => own.Count) / elapsed.TotalSeconds;
    }
}
