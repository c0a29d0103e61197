using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Running;
using MemoryApi.Benchmarks.Contenders;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>Runs the contenders of an operation right after each other, so that a change of the machine's load affects them alike.</summary>
internal sealed class OperationOrder : DefaultOrderer
{
    public override IEnumerable<BenchmarkCase> GetExecutionOrder(
        ImmutableArray<BenchmarkCase> benchmarksCase, IEnumerable<BenchmarkLogicalGroupRule>? order = null) =>
        benchmarksCase
            .OrderBy(static one => (Operation)one.Parameters[nameof(CallBenchmarks.Operation)])
            .ThenBy(static one => ContenderFactory.Names.ToList().IndexOf((string)one.Parameters[nameof(CallBenchmarks.ContenderName)]));
}
