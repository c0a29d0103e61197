using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Contenders;
using MemoryApi.Benchmarks.Reports;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>How long does it take from the start of a process to the result of its first call? Contenders take turns, so that all run under the same load.</summary>
internal static class ColdStart
{
    private const int Runs = 25;
    private const string Program = "MemoryApi.Benchmarks.FirstCall.dll";

    /// <summary>Measures the program as built, and also as published for a fast start if it was published.</summary>
    public static async Task<IReadOnlyList<Table>> MeasureAsync()
    {
        var tables = new List<Table> { await MeasureAsync(BuiltProgram(), "as built") };
        var published = Path.GetFullPath(Path.Combine("artifacts", "first-call", Program));
        if (File.Exists(published))
        {
            tables.Add(await MeasureAsync(published, "published with PublishReadyToRun"));
        }

        return tables;
    }

    private static async Task<Table> MeasureAsync(string program, string how)
    {
        string[] names = ["nothing", .. ContenderFactory.Names, .. ContenderFactory.StartNames];
        var samples = names.ToDictionary(static name => name, static _ => new List<double>());
        foreach (var name in names)
        {
            await RunAsync(program, name); // loads the files into the system's cache
        }

        for (var run = 0; run < Runs; run++)
        {
            foreach (var name in names)
            {
                samples[name].Add(await RunAsync(program, name));
            }
        }

        var table = new Table(
            $"Cold start {how}: new process to first result (update), {Runs} interleaved runs", "Contender", "Median", "95 % interval", "Quartiles", "Ratio", "95 % interval of the ratio");
        var baseline = samples[Contender.Baseline];
        foreach (var name in names)
        {
            var own = samples[name];
            var interval = Samples.MedianInterval(own);
            // Ratios are computed within a round, since its runs had the same load.
            var ratios = own.Zip(baseline, static (time, raw) => time / raw).ToList();
            var ratioInterval = Samples.MedianInterval(ratios);
            table.Add(
                name,
                Table.Number(Samples.Median(own)) + " ms",
                $"{Table.Number(interval.Low)} to {Table.Number(interval.High)}",
                $"{Table.Number(Samples.Percentile(own, 0.25))} to {Table.Number(Samples.Percentile(own, 0.75))}",
                Table.Ratio(Samples.Median(own), Samples.Median(baseline)),
                $"{Table.Number(ratioInterval.Low, "0.00")} to {Table.Number(ratioInterval.High, "0.00")}");
        }

        return table;
    }

    private static async Task<double> RunAsync(string program, string name)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { program, name },
            RedirectStandardOutput = true,
        };
        var startedAt = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        var elapsed = Stopwatch.GetElapsedTime(startedAt);
        await process.WaitForExitAsync();
        return line is not null && process.ExitCode == 0
            ? elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"The first call of \"{name}\" failed.");
    }

    /// <summary>The path of the built program, in FirstCall/bin with this program's configuration and framework, e.g. FirstCall/bin/Release/net10.0.</summary>
    private static string BuiltProgram()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var project = own.Parent!.Parent!.Parent!;
        return Path.Combine(project.FullName, "FirstCall", "bin", own.Parent.Name, own.Name, Program);
    }
}
