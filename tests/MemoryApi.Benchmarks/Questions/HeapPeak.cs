using System;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>
/// The most that was alive on the managed heap while a job ran. It collects before it looks: what is only waiting to be collected
/// depends on the size of the machine's caches, not on the client.
/// </summary>
internal sealed class HeapPeak(int every)
{
    private int _next;

    public long Bytes { get; private set; }

    public void Look(int done)
    {
        if (done >= _next)
        {
            _next = done + every;
            Bytes = Math.Max(Bytes, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
