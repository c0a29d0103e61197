using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// The pages that a backup holds, and whether they are the whole list. The service takes no snapshot, so that pages shift when somebody
/// writes between two reads: the number of memories then changes, or memories come again.
/// </summary>
internal sealed class BackupPages
{
    // All ids of a page and one of each earlier page are enough to notice what comes again, and take little memory.
    private readonly HashSet<string> _firstIds = new(StringComparer.Ordinal);
    private HashSet<string> _lastIds = new(StringComparer.Ordinal);
    private long? _expectedCount;
    private bool _haveShifted;

    /// <summary>Number of the last page, from 1; 0 before the first.</summary>
    public int LastNumber { get; private set; }

    public long MemoryCount { get; private set; }

    /// <summary>How many memories there are, as the service said last.</summary>
    public long ExpectedCount => _expectedCount ?? 0;

    /// <summary>Whether the backup holds as many memories as the service said with every page, and none came again.</summary>
    public bool AreWhole => !_haveShifted && MemoryCount == _expectedCount;

    /// <summary>
    /// The memories of the next page that aren't in the backup yet. There are none when the page is empty or brings an earlier one back, so
    /// that reading comes to an end even if the service repeats its pages for ever.
    /// </summary>
    public IReadOnlyList<Memory> NewOn(MemoryPage page)
    {
        Expect(page.Count);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        List<Memory> added = page.Results.Any(memory => _firstIds.Contains(memory.Id))
            ? []
            : page.Results.Where(memory => ids.Add(memory.Id) && !_lastIds.Contains(memory.Id)).ToList();
        _lastIds = ids;
        _haveShifted |= added.Count < page.Results.Count;
        return added;
    }

    /// <summary>Adds a page that is in the backup.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firstId">Id of the first of its memories in the backup; empty or <see langword="null"/> when there is none.</param>
    public void Add(BackupPage page, string? firstId)
    {
        LastNumber = page.Number;
        MemoryCount = page.MemoryCount;
        Expect(page.ExpectedCount);
        if (!string.IsNullOrEmpty(firstId))
        {
            _firstIds.Add(firstId!);
        }
    }

    private void Expect(long count)
    {
        _haveShifted |= _expectedCount is { } before && before != count;
        _expectedCount = count;
    }
}
