using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MemoryApi.Benchmarks.Reports;

/// <summary>A table of results.</summary>
public sealed class Table(string title, params IReadOnlyList<string> columns)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public string Title { get; } = title;

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    public string ToMarkdown()
    {
        List<IReadOnlyList<string>> lines = [columns, [.. columns.Select(static _ => "---")], .. _rows];
        var widths = columns.Select((_, i) => lines.Max(line => line[i].Length)).ToList();
        return $"### {Title}\n\n" + string.Join('\n', lines.Select(line => "| " + string.Join(" | ", line.Select((cell, i) => cell.PadRight(widths[i]))) + " |")) + "\n";
    }

    public static string Ratio(double value, double baseline) => (value / baseline).ToString("0.00 ×", CultureInfo.InvariantCulture);

    public static string Number(double value, string format = "#,0.0") => value.ToString(format, CultureInfo.InvariantCulture);
}
