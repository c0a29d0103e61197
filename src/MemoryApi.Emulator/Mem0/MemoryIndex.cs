using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator.Mem0;

/// <summary>Memories in the order of storing. Deleted ones are skipped, and removed from time to time, so that deleting is cheap.</summary>
internal sealed class MemoryIndex
{
    private readonly List<MemoryEntry> _entries = [];
    private int _deleted;

    public int Count => _entries.Count - _deleted;

    public IEnumerable<MemoryEntry> Entries
    {
        get
        {
            foreach (var entry in _entries)
            {
                if (!entry.IsDeleted)
                {
                    yield return entry;
                }
            }
        }
    }

    public IEnumerable<MemoryEntry> Slice(int skip, int take) =>
        _deleted == 0 ? _entries.Skip(skip).Take(take) : Entries.Skip(skip).Take(take);

    public void Add(MemoryEntry entry) => _entries.Add(entry);

    /// <summary>Call it once for each entry of this index that was marked as deleted.</summary>
    public void Deleted()
    {
        if (++_deleted > 64 && _deleted > _entries.Count / 2)
        {
            _entries.RemoveAll(static entry => entry.IsDeleted);
            _deleted = 0;
        }
    }
}
