using System;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>
/// The peak of live objects on the managed heap while a job runs, in bytes. It collects garbage before it measures, since the amount of garbage
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
