using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace MemoryApi.ContractTests;

/// <summary>Watches the shared array pools of the process: which buffers were rented and haven't come back.</summary>
internal sealed class BufferWatch : EventListener
{
    private const string PoolEvents = "System.Buffers.ArrayPoolEventSource";
    private const int Rented = 1;
    private const int Returned = 3;

    // Set before the base class calls back.
    private readonly ConcurrentDictionary<(int Buffer, int Pool), int> _out = new();

    /// <summary>How many buffers that were rented while this watched are out.</summary>
    public int Outstanding => _out.Count;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == PoolEvents)
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name != PoolEvents || eventData.Payload is not [int buffer, int size, int pool, ..])
        {
            return;
        }

        if (eventData.EventId == Rented)
        {
            _out[(buffer, pool)] = size;
        }
        else if (eventData.EventId == Returned)
        {
            _out.TryRemove((buffer, pool), out _);
        }
    }
}
