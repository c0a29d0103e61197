using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The activity source and the meter of one client package, shared by all of its clients in the process.</summary>
internal sealed class ClientInstruments
{
    // The buckets that OpenTelemetry recommends for HTTP.
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = (double[])[0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60],
    };

    private static readonly Dictionary<string, ClientInstruments> All = new(StringComparer.Ordinal);

    private ClientInstruments(string name, string version)
    {
        Source = new ActivitySource(name, version);
        var meter = new Meter(name, version);
        Duration = meter.CreateHistogram(
            ClientDiagnostics.CallDuration, "s", "Duration of calls, with their retries and waits.", tags: null, Buckets);
        Retries = meter.CreateCounter<long>(ClientDiagnostics.Retries, "{retry}", "Number of retries.");
    }

    public ActivitySource Source { get; }

    public Histogram<double> Duration { get; }

    public Counter<long> Retries { get; }

    /// <summary>Whether anything listens to the spans or metrics of calls.</summary>
    public bool HasListeners => Source.HasListeners() || Duration.Enabled || Retries.Enabled;

    public static ClientInstruments Of(ApiServiceDescription service)
    {
        var key = service.ClientName + "/" + service.ClientVersion;
        lock (All)
        {
            if (All.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        // Outside of the lock: creating an instrument runs the callbacks of listeners, which may do anything.
        var made = new ClientInstruments(service.ClientName, service.ClientVersion);
        lock (All)
        {
            if (!All.TryGetValue(key, out var known))
            {
                All.Add(key, made);
                return made;
            }

            made.Source.Dispose();
            made.Duration.Meter.Dispose();
            return known;
        }
    }
}
