namespace MemoryApi.Mem0;

/// <summary>The result of a backup. Check <see cref="IsComplete"/>, or call <see cref="ThrowIfIncomplete"/>: an incomplete backup doesn't throw.</summary>
public sealed class BackupResult
{
    /// <summary>Creates a result, also for tests of your own code.</summary>
    /// <param name="memoryCount">How many memories are in the backup.</param>
    /// <param name="expectedCount">The total number of memories, as the service stated it last.</param>
    /// <param name="isComplete">Whether the backup certainly contains all memories.</param>
    /// <param name="wasComplete">Whether the stream already contained a complete backup.</param>
    public BackupResult(long memoryCount, long expectedCount, bool isComplete, bool wasComplete = false)
    {
        MemoryCount = memoryCount;
        ExpectedCount = expectedCount;
        IsComplete = isComplete;
        WasComplete = wasComplete;
    }

    /// <summary>How many memories are in the backup, including those that were deleted during the backup.</summary>
    public long MemoryCount { get; }

    /// <summary>
    /// The total number of memories, as the service stated it with the last page. Memories that were created after the backup began aren't included.
    /// </summary>
    public long ExpectedCount { get; }

    /// <summary>
    /// Whether the backup certainly contains all memories. Only a complete backup ends with the line <c>end</c>. The value is <see langword="false"/> if, in each of
    /// five passes over all pages, memories were missing or read twice, or the service's total changed. To try another pass, use <see cref="BackupOptions.Resume"/>.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>
    /// Whether the stream already contained a complete backup, so that there was nothing to resume. Then nothing was read from the service and nothing was written,
    /// and the counts are those of that backup. To make a new backup, use an empty stream or turn <see cref="BackupOptions.Resume"/> off.
    /// </summary>
    public bool WasComplete { get; }

    /// <summary>Throws an exception if the backup isn't complete.</summary>
    /// <returns>This result.</returns>
    /// <exception cref="BackupIncompleteException">The backup may lack memories.</exception>
    public BackupResult ThrowIfIncomplete() => IsComplete ? this : throw new BackupIncompleteException(this);
}
