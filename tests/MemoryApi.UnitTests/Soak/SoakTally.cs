using System.Collections.Concurrent;
using System.Threading;

namespace MemoryApi.UnitTests.Soak;

/// <summary>What became of the calls of a soak.</summary>
public sealed class SoakTally
{
    private long _addsAnswered;
    private long _addsFailed;

    public ConcurrentDictionary<string, int> Outcomes { get; } = new();

    public ConcurrentQueue<string> Wrong { get; } = new();

    public long AddsAnswered => _addsAnswered;

    public long AddsFailed => _addsFailed;

    /// <summary>How many adds the emulator carried out.</summary>
    public long AddsCarriedOut { get; private set; }

    public long Faults { get; private set; }

    public void Count(string outcome) => Outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);

    public void AddAnswered() => Interlocked.Increment(ref _addsAnswered);

    public void AddFailed() => Interlocked.Increment(ref _addsFailed);

    public void End(long addsCarriedOut, long faults)
    {
        AddsCarriedOut += addsCarriedOut;
        Faults += faults;
    }
}
