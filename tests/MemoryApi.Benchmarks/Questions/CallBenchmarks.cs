using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using MemoryApi.Benchmarks.Contenders;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>One call in memory, without sockets, so that only the client's own work is measured.</summary>
public class CallBenchmarks
{
    private Func<Task<long>> _call = null!;

    [ParamsAllValues]
    public Operation Operation { get; set; }

    [ParamsSource(nameof(ContenderNames))]
    public string ContenderName { get; set; } = string.Empty;

    public static IEnumerable<string> ContenderNames => ContenderFactory.Names;

    /// <summary>
    /// Runs all contenders in parallel until the JIT has compiled their code at the last tier. The JIT optimizes shared code, such as HttpClient's, for its first
    /// and most frequent callers. Without this, it would be optimized for the contender that runs first.
    /// </summary>
    public static async Task WarmUpAsync()
    {
        var calls = ContenderFactory.Names.SelectMany(static name => Enum.GetValues<Operation>().Select(Create(name).Call)).ToList();
        for (var round = 0; round < 40; round++)
        {
            foreach (var call in calls)
            {
                await call();
                await call();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _call = Create(ContenderName).Call(Operation);
        var expected = await Create(Contender.Baseline).Call(Operation)();
        var actual = await _call();
        if (actual != expected)
        {
            throw new InvalidOperationException($"{ContenderName} reads other values than {Contender.Baseline}: the sum is {actual}, not {expected}.");
        }
    }

    [Benchmark]
    public Task<long> Call() => _call();

    private static Contender Create(string name) =>
        ContenderFactory.Create(name, CannedTransport.Mem0, CannedTransport.Bland, static () => new CannedTransport());
}
