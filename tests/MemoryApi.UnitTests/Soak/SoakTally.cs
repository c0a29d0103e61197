using System.Collections.Concurrent;
using System.Threading;

namespace MemoryApi.UnitTests.Soak;

/// <summary>The results of the calls of a soak test.</summary>
public sealed class SoakTally
{
    private long _addsSucceeded;
    private long _addsFailed;

    public ConcurrentDictionary<string, int> Outcomes { get; } = new();

    public ConcurrentQueue<string> Wrong { get; } = new();

    public long AddsSucceeded => _addsSucceeded;

    public long AddsFailed => _addsFailed;

    /// <summary>How many adds the emulator processed.</summary>
    public long AddsProcessed { get; private set; }

    public long Faults { get; private set; }

    public void Count(string outcome) => Outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);

    public void AddSucceeded() => Interlocked.Increment(ref _addsSucceeded);

    public void AddFailed() => Interlocked.Increment(ref _addsFailed);

    public void End(long addsProcessed, long faults)
    {
        AddsProcessed += addsProcessed;
        Faults += faults;
    }
}
