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
    /// <param name="isBackupComplete">Whether the backup was read up to the mark at its end.</param>
    /// <param name="lineCount">How many lines of the backup were dealt with.</param>
    public RestoreResult(
        long restoredCount, long presentCount, long replacedCount, IReadOnlyList<RestoreFailure> failures, bool isBackupComplete, long lineCount = 0)
    {
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

    /// <summary>What failed, in the order of the backup.</summary>
    public IReadOnlyList<RestoreFailure> Failures { get; }

    /// <summary>
    /// How many lines of the backup, its header included, were dealt with as a whole; of the up to 50 memories after them some may have been
    /// added, too.
    /// </summary>
    public long LineCount { get; }

    /// <summary>Whether the backup was read up to the mark at its end; an interrupted or incomplete backup has none, and too many failures stop the restore.</summary>
    public bool IsBackupComplete { get; }

    /// <summary>Whether all of a complete backup is there now.</summary>
    public bool IsComplete => IsBackupComplete && Failures.Count == 0;
}
