using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Benchmarks.Reports;

/// <summary>Medians and other percentiles.</summary>
internal static class Samples
{
    public static double Median(IEnumerable<double> samples) => Percentile(samples, 0.5);

    public static double Percentile(IEnumerable<double> samples, double rank)
    {
        var sorted = samples.Order().ToList();
        var position = rank * (sorted.Count - 1);
        var below = (int)position;
        return below + 1 < sorted.Count ? sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>The 95 % confidence interval of the median, for any distribution.</summary>
    public static (double Low, double High) MedianInterval(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToList();
        var half = 0.98 * System.Math.Sqrt(sorted.Count);
        var low = System.Math.Max(0, (int)System.Math.Floor((sorted.Count / 2.0) - half));
        var high = System.Math.Min(sorted.Count - 1, (int)System.Math.Ceiling((sorted.Count / 2.0) + half));
        return (sorted[low], sorted[high]);
    }
}
