namespace MemoryApi.Mem0;

/// <summary>A backup that was written to its end.</summary>
public sealed class BackupResult
{
    /// <summary>Makes a result, also in a test of code that handles it.</summary>
    /// <param name="memoryCount">How many memories are in the backup.</param>
    /// <param name="expectedCount">How many there are, as the service said last.</param>
    public BackupResult(long memoryCount, long expectedCount)
    {
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
}
