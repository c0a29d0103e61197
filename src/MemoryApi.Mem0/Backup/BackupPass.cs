using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>
/// One pass over all pages, which also finds out whether the pass has read the whole list. The service takes no snapshot, so memories shift to other pages when
/// somebody writes during the pass. Then the total number changes, memories are read twice, or fewer memories are read than the total says.
/// </summary>
/// <remarks>
/// If possible, a filter on the creation time excludes memories that are added during the backup. Then memories can only disappear from the list, and an unchanged
/// total on all pages proves that none did. Without that filter, additions could hide deletions in the total. Then a pass is complete only if it finds no memory
/// that earlier passes didn't find.
/// </remarks>
/// <param name="number">Number of the pass, from 1.</param>
/// <param name="isFiltered">Whether a filter excludes memories that are added meanwhile.</param>
internal sealed class BackupPass(int number, bool isFiltered)
{
    // Not needed in the first pass: there a memory is new in the pass exactly if it is new in the backup.
    private readonly IdentitySet? _ids = number > 1 ? new IdentitySet() : null;
    private long? _expectedCount;
    private bool _hasShifted;
    private long _distinctCount;
    private long _newCount;

    public int Number => number;

    /// <summary>Number of the last page that was read, from 1; 0 before the first.</summary>
    public int LastPage { get; private set; }

    /// <summary>Whether the last page has been read.</summary>
    public bool IsAtEnd { get; set; }

    /// <summary>The total number of memories, as the service stated it last.</summary>
    public long ExpectedCount => _expectedCount ?? 0;

    /// <summary>Whether the pass has read as many different memories as the service's total.</summary>
    public bool HasAll => _distinctCount >= _expectedCount;

    /// <summary>Whether it is proven that the pass has read each memory that was in the list at the end of the pass.</summary>
    public bool IsWhole => IsAtEnd && !_hasShifted && _distinctCount == _expectedCount && (isFiltered || LastPage <= 1 || _newCount == 0);

    /// <summary>The next pass, from the first page.</summary>
    public BackupPass Next() => new(number + 1, isFiltered);

    /// <summary>Whether this pass reads the memory for the first time.</summary>
    /// <param name="id">Id of the memory.</param>
    /// <param name="isNewInBackup">Whether the memory isn't in the backup yet.</param>
    public bool IsNew(string id, bool isNewInBackup) => _ids?.Add(id) ?? isNewInBackup;

    /// <summary>Notes a page that was read.</summary>
    /// <param name="page">Number of the page.</param>
    /// <param name="listed">How many memories the page has.</param>
    /// <param name="distinct">How many of them this pass reads for the first time.</param>
    /// <param name="added">How many of them are new in the backup.</param>
    /// <param name="expected">The total number of memories that the service states with the page.</param>
    public void Take(int page, int listed, int distinct, int added, long expected)
    {
        LastPage = page;
        _distinctCount += distinct;
        _newCount += added;
        _hasShifted |= distinct < listed;
        Expect(expected);
    }

    /// <summary>Notes the total number of memories that the service states.</summary>
    public void Expect(long count)
    {
        _hasShifted |= _expectedCount is { } before && before != count;
        _expectedCount = count;
    }

    /// <summary>
    /// The pass that continues after a page of an interrupted backup. After the first pass, a new one begins, since the backup doesn't contain everything that a
    /// later pass has read.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="written">How many memories of the page are in the backup.</param>
    public BackupPass After(BackupPage page, int written)
    {
        if (page.Pass > 1)
        {
            return new BackupPass(page.Pass + 1, isFiltered);
        }

        Take(page.Number, page.ListedCount, written, written, page.ExpectedCount);
        IsAtEnd = page.IsLast;
        return this;
    }
}
