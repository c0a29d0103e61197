using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>What became of a restore. Check <see cref="IsComplete"/>: failures don't throw.</summary>
public sealed class RestoreResult
{
    /// <summary>Makes a result, also in a test of code that handles it.</summary>
    /// <param name="restoredCount">How many memories were added.</param>
    /// <param name="presentCount">How many were there already.</param>
    /// <param name="replacedCount">How many were left out because a newer one had replaced them.</param>
    /// <param name="failures">What failed.</param>
    /// <param name="isBackupComplete">Whether the backup was read up to the mark at its end, without damage.</param>
    /// <param name="lineCount">How many lines of the backup were dealt with.</param>
    /// <param name="warnings">What the caller should know besides. Default: nothing.</param>
    public RestoreResult(
        long restoredCount,
        long presentCount,
        long replacedCount,
        IReadOnlyList<RestoreFailure> failures,
        bool isBackupComplete,
        long lineCount = 0,
        IReadOnlyList<string>? warnings = null)
    {
        Warnings = warnings ?? [];
        LineCount = lineCount;
        RestoredCount = restoredCount;
        PresentCount = presentCount;
        ReplacedCount = replacedCount;
        Failures = failures;
        IsBackupComplete = isBackupComplete;
    }

    /// <summary>How many memories were added.</summary>
    public long RestoredCount { get; }

    /// <summary>How many were there already: never deleted, restored before, or the same text of the same entity.</summary>
    public long PresentCount { get; }

    /// <summary>How many were left out because a newer one had replaced them; see <see cref="RestoreOptions.IncludeReplaced"/>.</summary>
    public long ReplacedCount { get; }

    /// <summary>
    /// What failed, in the order of the backup: memories that couldn't be added, and lines that aren't as they were written. Of a page with such a line
    /// nothing was added.
    /// </summary>
    public IReadOnlyList<RestoreFailure> Failures { get; }

    /// <summary>
    /// How many lines of the backup, its header included, were dealt with as a whole; of the up to 50 memories after them some may have been
    /// added, too.
    /// </summary>
    public long LineCount { get; }

    /// <summary>
    /// Whether the backup was read up to the mark at its end, without damage. An interrupted or incomplete backup has no such mark, and too many failures stop
    /// the restore. Memories after the last complete page of an interrupted backup weren't added, since nothing tells whether they are whole.
    /// </summary>
    public bool IsBackupComplete { get; }

    /// <summary>
    /// What doesn't hinder the restore and still matters: that the backup is of an earlier format, in which damage can't be noticed. Empty for any other.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether all of a complete backup is there now. It never is when a line of the backup is damaged.</summary>
    public bool IsComplete => IsBackupComplete && Failures.Count == 0;
}
