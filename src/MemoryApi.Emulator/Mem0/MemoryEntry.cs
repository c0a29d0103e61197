using System;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The place of one memory in all indexes, so that a change touches only this.</summary>
internal sealed class MemoryEntry(MemoryRecord current)
{
    private MemoryRecord _current = current;
    private int[] _terms = current.Terms;

    public MemoryRecord Current
    {
        get => _current;
        set
        {
            _current = value;
            _terms = value.Terms;
        }
    }

    public bool IsDeleted { get; set; }

    /// <summary>How many of the terms the memory has.</summary>
    public int CountTerms(ReadOnlySpan<int> terms)
    {
        var count = 0;
        foreach (var term in terms)
        {
            if (_terms.AsSpan().BinarySearch(term) >= 0)
            {
                count++;
            }
        }

        return count;
    }
}
