using System;
using System.Globalization;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>The time and memory of one job.</summary>
internal sealed record Measurement(string Job, int Count, double Seconds, long PeakBytes)
{
    public static Measurement FromLine(string line)
    {
        var parts = line.Split(';');
        return new Measurement(
            parts[0],
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            double.Parse(parts[2], CultureInfo.InvariantCulture),
            long.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    public string ToLine() => FormattableString.Invariant($"{Job};{Count};{Seconds};{PeakBytes}");
}
