namespace MemoryApi.Mem0;

/// <summary>How far a backup has come.</summary>
public sealed class BackupProgress
{
    /// <summary>Makes a report, also in a test of code that shows it.</summary>
    /// <param name="memoryCount">How many memories are written.</param>
    /// <param name="expectedCount">How many there are, as the service says.</param>
    public BackupProgress(long memoryCount, long expectedCount)
    {
        MemoryCount = memoryCount;
        ExpectedCount = expectedCount;
    }

    /// <summary>How many memories are written.</summary>
    public long MemoryCount { get; }

    /// <summary>How many there are, as the service says with each page.</summary>
    public long ExpectedCount { get; }
}
