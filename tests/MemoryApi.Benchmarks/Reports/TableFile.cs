using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemoryApi.Benchmarks.Reports;

/// <summary>Writes tables to the console and to a file, with what they were measured on.</summary>
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

    /// <summary>What else the machine had to do; ratios within one run stand, times don't.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";
}
