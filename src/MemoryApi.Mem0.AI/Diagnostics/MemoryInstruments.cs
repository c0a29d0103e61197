using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MemoryApi.Mem0.AI;

/// <summary>The activity source and the meter, which all memories of the process share.</summary>
internal static class MemoryInstruments
{
    // The buckets that OpenTelemetry recommends for HTTP.
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private static readonly string Version = typeof(MemoryInstruments).Assembly.GetName().Version!.ToString(3);

    private static readonly Meter Meter = new(Mem0MemoryDiagnostics.MeterName, Version);

    public static ActivitySource Source { get; } = new(Mem0MemoryDiagnostics.ActivitySourceName, Version);

    public static Histogram<double> RecallDuration { get; } =
        Meter.CreateHistogram(Mem0MemoryDiagnostics.RecallDuration, "s", "Duration of recalling, with all retries.", tags: null, Buckets);

    public static UpDownCounter<long> Queued { get; } =
        Meter.CreateUpDownCounter<long>(Mem0MemoryDiagnostics.Queued, "{turn}", "Number of turns that wait to be stored or are being sent.");

    public static Counter<long> Unstored { get; } =
        Meter.CreateCounter<long>(Mem0MemoryDiagnostics.Unstored, "{turn}", "Number of turns that could not be stored.");
}
