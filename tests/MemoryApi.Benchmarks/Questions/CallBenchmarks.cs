using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using MemoryApi.Benchmarks.Contenders;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>One call in memory: no sockets, nothing but what a client does itself.</summary>
public class CallBenchmarks
{
    private Func<Task<long>> _call = null!;

    // In this order contenders of one operation run next to each other, so that a change of the machine's load hits all of them.
    [ParamsAllValues(Priority = 0)]
    public Operation Operation { get; set; }

    [ParamsSource(nameof(ContenderNames), Priority = 1)]
    public string ContenderName { get; set; } = string.Empty;

    public static IEnumerable<string> ContenderNames => ContenderFactory.Names;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _call = Create(ContenderName).Call(Operation);
        var expected = await Create(Contender.Baseline).Call(Operation)();
        var actual = await _call();
        if (actual != expected)
        {
            throw new InvalidOperationException($"{ContenderName} reads something else than {Contender.Baseline}: {actual}, not {expected}.");
        }
    }

    [Benchmark]
    public Task<long> Call() => _call();

    private static Contender Create(string name) =>
        ContenderFactory.Create(name, CannedTransport.Mem0, CannedTransport.Bland, static () => new CannedTransport());
}
