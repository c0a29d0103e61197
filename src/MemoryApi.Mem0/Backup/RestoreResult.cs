using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>The result of a restore. Check <see cref="IsComplete"/>, or call <see cref="ThrowIfIncomplete"/>: failures don't throw.</summary>
public sealed class RestoreResult
{
    /// <summary>Creates a result, also for tests of your own code.</summary>
    /// <param name="restoredCount">How many memories were added.</param>
    /// <param name="presentCount">How many were there already.</param>
    /// <param name="replacedCount">How many memories were left out because a newer one had replaced them.</param>
    /// <param name="failures">What failed.</param>
    /// <param name="isBackupComplete">Whether the backup is complete and undamaged.</param>
    /// <param name="lineCount">How many lines of the backup were processed.</param>
    /// <param name="warnings">Warnings for the caller. Default: none.</param>
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

    /// <summary>How many memories existed already: they were never deleted, were restored before, or the same entity has a memory with the same text.</summary>
    public long PresentCount { get; }

    /// <summary>How many memories were left out because a newer one had replaced them; see <see cref="RestoreOptions.IncludeReplaced"/>.</summary>
    public long ReplacedCount { get; }

    /// <summary>
    /// The failures, in the order of the backup: memories that couldn't be added, and damaged lines. No memory of a page with a damaged line was added.
    /// </summary>
    public IReadOnlyList<RestoreFailure> Failures { get; }

    /// <summary>
    /// How many lines of the backup, including its header, were processed completely. Some of the next 50 memories may have been added as well.
    /// </summary>
    public long LineCount { get; }

    /// <summary>
    /// Whether the backup is complete and undamaged, and was read to its end. It is <see langword="false"/> for an interrupted or incomplete backup, and when too
    /// many failures stopped the restore. Memories after the last complete page of an interrupted backup weren't added, since they have no checksum.
    /// </summary>
    public bool IsBackupComplete { get; }

    /// <summary>
    /// Warnings that don't stop the restore; empty if there are none. A backup of the earlier format, in which damage can't be detected, has a warning, and so has a
    /// backup that isn't complete. There is also a warning for each member with a value of a type that the service doesn't accept: such memories are added without
    /// the member.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether all memories of a complete backup exist in the service now. It is <see langword="false"/> when a line of the backup is damaged.</summary>
    public bool IsComplete => IsBackupComplete && Failures.Count == 0;

    /// <summary>Throws an exception if the restore isn't complete.</summary>
    /// <returns>This result.</returns>
    /// <exception cref="RestoreFailedException">A memory couldn't be added, or the backup is damaged or incomplete.</exception>
    public RestoreResult ThrowIfIncomplete() => IsComplete ? this : throw new RestoreFailedException(this);
}
