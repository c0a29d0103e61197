using System;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>Watches how many connections the HTTP transports of the process hold, as .NET itself counts them.</summary>
internal sealed class ConnectionWatch : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _open;

    public ConnectionWatch()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.client.open_connections")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref _open, measurement));
        _listener.Start();
    }

    /// <summary>Connections that were opened and not closed while this watched.</summary>
    public long Open => Volatile.Read(ref _open);

    /// <summary>The same once connections that are being closed are closed.</summary>
    public async Task<long> SettledAsync(long expected)
    {
        for (var begin = Stopwatch.GetTimestamp(); Open > expected && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(3);)
        {
            await Task.Delay(20);
        }

        return Open;
    }

    public void Dispose() => _listener.Dispose();
}
