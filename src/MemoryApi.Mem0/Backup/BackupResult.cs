namespace MemoryApi.Mem0;

/// <summary>A backup that was written to its end.</summary>
public sealed class BackupResult
{
    /// <summary>Makes a result, also in a test of code that handles it.</summary>
    /// <param name="memoryCount">How many memories are in the backup.</param>
    /// <param name="expectedCount">How many there are, as the service said last.</param>
    /// <param name="wasComplete">Whether it was complete before.</param>
    public BackupResult(long memoryCount, long expectedCount, bool wasComplete = false)
    {
        WasComplete = wasComplete;
        MemoryCount = memoryCount;
        ExpectedCount = expectedCount;
    }

    /// <summary>How many memories are in the backup.</summary>
    public long MemoryCount { get; }

    /// <summary>
    /// How many there are, as the service said with the last page. When it differs from <see cref="MemoryCount"/>, somebody wrote during
    /// the backup: memories may be missing or be there twice, so make another one.
    /// </summary>
    public long ExpectedCount { get; }

    /// <summary>
    /// Whether the stream held a complete backup already, so that there was nothing to resume: nothing was read from the service or written, and the
    /// counts are those of that backup. For a new one take an empty stream, or turn <see cref="BackupOptions.Resume"/> off.
    /// </summary>
    public bool WasComplete { get; }
}
