using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>
/// One reading of all pages, and whether it has read the whole list. The service takes no snapshot, so that items shift to other pages when
/// somebody writes meanwhile: then the number of memories changes, memories come again, or fewer come than the service says that there are.
/// </summary>
/// <remarks>
/// What is added meanwhile is kept out by a condition on the time of creation. Then memories can only disappear from the list, and the same number
/// on all pages proves that none did. Where that condition isn't available, as many may be added as are deleted; so there a pass is only whole when it
/// brings nothing that an earlier one hadn't brought.
/// </remarks>
/// <param name="number">Number of the pass, from 1.</param>
/// <param name="isFiltered">Whether what is added meanwhile is kept out.</param>
internal sealed class BackupPass(int number, bool isFiltered)
{
    // In the first pass what is new in the backup is new in the pass.
    private readonly IdentitySet? _ids = number > 1 ? new IdentitySet() : null;
    private long? _expectedCount;
    private bool _hasShifted;
    private long _distinctCount;
    private long _newCount;

    public int Number => number;

    /// <summary>Number of the last page that was read, from 1; 0 before the first.</summary>
    public int LastPage { get; private set; }

    /// <summary>Whether no page follows.</summary>
    public bool IsAtEnd { get; set; }

    /// <summary>How many memories there are, as the service said last.</summary>
    public long ExpectedCount => _expectedCount ?? 0;

    /// <summary>Whether as many different memories were read as the service says that there are.</summary>
    public bool HasAll => _distinctCount >= _expectedCount;

    /// <summary>Whether the pass has surely read each memory that the list had at its end.</summary>
    public bool IsWhole => IsAtEnd && !_hasShifted && _distinctCount == _expectedCount && (isFiltered || LastPage <= 1 || _newCount == 0);

    /// <summary>The next pass, from the first page.</summary>
    public BackupPass Next() => new(number + 1, isFiltered);

    /// <summary>Whether the memory hasn't come before in this pass.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="isNewInBackup">Whether it isn't in the backup yet.</param>
    public bool IsNew(string id, bool isNewInBackup) => _ids?.Add(id) ?? isNewInBackup;

    /// <summary>Takes a page.</summary>
    /// <param name="page">Number of the page.</param>
    /// <param name="listed">How many memories it has.</param>
    /// <param name="distinct">How many of them hadn't come before in this pass.</param>
    /// <param name="added">How many of them are new in the backup.</param>
    /// <param name="expected">How many memories there are on all pages, as the service says with it.</param>
    public void Take(int page, int listed, int distinct, int added, long expected)
    {
        LastPage = page;
        _distinctCount += distinct;
        _newCount += added;
        _hasShifted |= distinct < listed;
        Expect(expected);
    }

    /// <summary>Takes how many memories there are, as the service says.</summary>
    public void Expect(long count)
    {
        _hasShifted |= _expectedCount is { } before && before != count;
        _expectedCount = count;
    }

    /// <summary>The pass that goes on after a page that is in the backup. A later one begins anew, since the backup doesn't say all that it has read.</summary>
    /// <param name="page">The page.</param>
    /// <param name="written">How many of its memories are in the backup.</param>
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
