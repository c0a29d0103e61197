using System;
using System.Collections.Generic;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The entry of one memory in all indexes, so that a change touches only this object. Searches may see an earlier state of the memory than reads do.</summary>
internal sealed class MemoryEntry
{
    // Ascending by time. The first is the state that searches saw at the latest change, with null for no memory. The list is null when searches see the current state.
    private List<(DateTimeOffset From, MemoryRecord? Memory)>? _states;

    public MemoryEntry(MemoryRecord memory, DateTimeOffset now, DateTimeOffset searchableFrom)
    {
        Current = memory;
        if (searchableFrom > now)
        {
            _states = [(now, null), (searchableFrom, memory)];
        }
    }

    public MemoryRecord Current { get; private set; }

    public bool IsDeleted { get; set; }

    /// <summary>The memory as searches see it at a time; null when they don't see it yet.</summary>
    public MemoryRecord? SearchableAt(DateTimeOffset now) => _states is null ? Current : _states.FindLast(state => state.From <= now).Memory;

    /// <summary>Changes the memory for reads and searches at once.</summary>
    public void Replace(MemoryRecord memory)
    {
        Current = memory;
        _states = null;
    }

    /// <summary>Changes the memory for reads at once, and for searches from <paramref name="searchableFrom"/> on.</summary>
    public void Replace(MemoryRecord memory, DateTimeOffset now, DateTimeOffset searchableFrom)
    {
        if (searchableFrom <= now)
        {
            Replace(memory);
            return;
        }

        _states ??= [(now, Current)];
        _states.RemoveRange(0, Math.Max(_states.FindLastIndex(state => state.From <= now), 0));
        _states.Add((searchableFrom, memory));
        Current = memory;
    }
}
