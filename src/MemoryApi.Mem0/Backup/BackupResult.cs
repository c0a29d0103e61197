namespace MemoryApi.Mem0;

/// <summary>What became of a backup. Check <see cref="IsComplete"/>: a list that couldn't be read whole doesn't throw.</summary>
public sealed class BackupResult
{
    /// <summary>Makes a result, also in a test of code that handles it.</summary>
    /// <param name="memoryCount">How many memories are in the backup.</param>
    /// <param name="expectedCount">How many there are, as the service said last.</param>
    /// <param name="isComplete">Whether it is proven that the whole list was read, and the backup has the mark at its end.</param>
    /// <param name="wasComplete">Whether it was complete before.</param>
    public BackupResult(long memoryCount, long expectedCount, bool isComplete, bool wasComplete = false)
    {
        MemoryCount = memoryCount;
        ExpectedCount = expectedCount;
        IsComplete = isComplete;
        WasComplete = wasComplete;
    }

    /// <summary>How many memories are in the backup, those included that were deleted while it was made.</summary>
    public long MemoryCount { get; }

    /// <summary>How many there are, as the service said with the last page. What was created after the backup had begun doesn't count.</summary>
    public long ExpectedCount { get; }

    /// <summary>
    /// Whether it is proven that the whole list was read; then the backup has the mark at its end. It is <see langword="false"/> when in five passes
    /// over all pages always one was missing or came again, or the number of memories that the service states changed.
    /// <see cref="BackupOptions.Resume"/> goes on with another pass.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>
    /// Whether the stream held a complete backup already, so that there was nothing to resume: nothing was read from the service or written, and the
    /// counts are those of that backup. For a new one take an empty stream, or turn <see cref="BackupOptions.Resume"/> off.
    /// </summary>
    public bool WasComplete { get; }
}
