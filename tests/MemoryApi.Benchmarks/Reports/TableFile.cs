using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemoryApi.Benchmarks.Reports;

/// <summary>Writes tables to the console and to a file, below a line that describes the machine.</summary>
internal static class TableFile
{
    public static void Write(string path, IReadOnlyList<Table> tables)
    {
        var machine = FormattableString.Invariant(
            $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}, load {Load()}");
        var text = machine + "\n\n" + string.Join('\n', tables.Select(static table => table.ToMarkdown()));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, text);
        Console.WriteLine();
        Console.WriteLine(text);
        Console.WriteLine($"Written to {path}");
    }

    /// <summary>The machine's load. Under a high load the times of a run can't be trusted, but its ratios can.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";
}
