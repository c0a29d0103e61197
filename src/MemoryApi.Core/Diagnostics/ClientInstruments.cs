using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The activity source and the meter of one client package, shared by all of its clients in the process.</summary>
internal sealed class ClientInstruments
{
    // What OpenTelemetry advises for HTTP.
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60],
    };

    private static readonly Dictionary<string, ClientInstruments> All = new(StringComparer.Ordinal);

    private ObservedServer? _server;

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

    /// <summary>Takes the address apart once, not for every call.</summary>
    public ObservedServer ServerAt(string baseAddress)
    {
        var server = Volatile.Read(ref _server);
        if (server is null || !string.Equals(server.BaseAddress, baseAddress, StringComparison.Ordinal))
        {
            server = new ObservedServer(baseAddress);
            Volatile.Write(ref _server, server);
        }

        return server;
    }

    public static ClientInstruments Of(ApiServiceDescription service)
    {
        var key = service.ClientName + "/" + service.ClientVersion;
        lock (All)
        {
            if (!All.TryGetValue(key, out var instruments))
            {
                instruments = new ClientInstruments(service.ClientName, service.ClientVersion);
                All.Add(key, instruments);
            }

            return instruments;
        }
    }
}
