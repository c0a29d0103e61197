namespace MemoryApi.Mem0;

/// <summary>The progress of a backup.</summary>
public sealed class BackupProgress
{
    /// <summary>Creates a progress report, also for tests of your own code.</summary>
    /// <param name="memoryCount">How many memories have been written.</param>
    /// <param name="expectedCount">The total number of memories, as the service states it.</param>
    public BackupProgress(long memoryCount, long expectedCount)
    {
        MemoryCount = memoryCount;
        ExpectedCount = expectedCount;
    }

    /// <summary>How many memories have been written.</summary>
    public long MemoryCount { get; }

    /// <summary>The total number of memories, as the service states it with each page.</summary>
    public long ExpectedCount { get; }
}
