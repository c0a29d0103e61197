using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MemoryApi.Benchmarks.Contenders;
using MemoryApi.Benchmarks.Reports;
using Perfolizer.Horology;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>What does a call cost, in time and in memory? One table for each operation.</summary>
internal static class Calls
{
    public static async Task<IReadOnlyList<Table>> MeasureAsync()
    {
        await CallBenchmarks.WarmUpAsync();
        var summary = BenchmarkRunner.Run<CallBenchmarks>(Configuration());
        return [.. Enum.GetValues<Operation>().Select(operation => Table(summary, operation))];
    }

    private static ManualConfig Configuration() => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(6)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(120)))
        .WithOrderer(new OperationOrder())
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(new ProgressLogger())
        .WithArtifactsPath("artifacts/benchmarks/log")
        .WithOptions(ConfigOptions.DisableOptimizationsValidator);

    private static Table Table(Summary summary, Operation operation)
    {
        var table = new Table($"{operation}: one call in memory", "Contender", "Median", "Error", "Time", "Allocated", "Memory");
        var reports = summary.Reports
            .Where(report => (Operation)report.BenchmarkCase.Parameters[nameof(CallBenchmarks.Operation)] == operation)
            .ToDictionary(report => (string)report.BenchmarkCase.Parameters[nameof(CallBenchmarks.ContenderName)]);
        var baseline = reports[Contender.Baseline];
        foreach (var name in ContenderFactory.Names)
        {
            var report = reports[name];
            table.Add(
                name,
                Reports.Table.Number(Median(report) / 1000, "#,0.00") + " µs",
                "± " + Reports.Table.Number(report.ResultStatistics!.StandardError / 1000, "0.00"),
                Reports.Table.Ratio(Median(report), Median(baseline)),
                Reports.Table.Number(Allocated(report) / 1024.0, "#,0.00") + " KB",
                Reports.Table.Ratio(Allocated(report), Allocated(baseline)));
        }

        return table;
    }

    private static double Median(BenchmarkReport report) =>
        report.ResultStatistics?.Median ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} failed.");

    private static long Allocated(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value;

    /// <summary>Shows only headings and errors; the rest goes into the log file.</summary>
    private sealed class ProgressLogger : ILogger
    {
        public string Id => nameof(ProgressLogger);

        public int Priority => 0;

        public void Write(LogKind logKind, string text)
        {
            if (logKind == LogKind.Error)
            {
                Console.Write(text);
            }
        }

        public void WriteLine() => Console.Write(string.Empty);

        public void WriteLine(LogKind logKind, string text)
        {
            if (logKind is LogKind.Error || text.StartsWith("// Benchmark:", StringComparison.Ordinal))
            {
                Console.WriteLine(text);
            }
        }

        public void Flush()
        {
        }
    }
}
