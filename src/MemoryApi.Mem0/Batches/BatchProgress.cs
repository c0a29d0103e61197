namespace MemoryApi.Mem0;

/// <summary>The progress of a batch.</summary>
public sealed class BatchProgress
{
    /// <summary>Creates a progress report, also for tests of your own code.</summary>
    /// <param name="itemCount">How many items are done or have failed.</param>
    /// <param name="failedItemCount">How many of them have failed.</param>
    /// <param name="chunkCount">How many chunks are done or have failed.</param>
    /// <param name="failedChunkCount">How many of them have failed.</param>
    public BatchProgress(long itemCount, long failedItemCount, long chunkCount, int failedChunkCount)
    {
        ItemCount = itemCount;
        FailedItemCount = failedItemCount;
        ChunkCount = chunkCount;
        FailedChunkCount = failedChunkCount;
    }

    /// <summary>How many items are done or have failed.</summary>
    public long ItemCount { get; }

    /// <summary>How many of them have failed.</summary>
    public long FailedItemCount { get; }

    /// <summary>How many chunks are done or have failed.</summary>
    public long ChunkCount { get; }

    /// <summary>How many of them have failed.</summary>
    public int FailedChunkCount { get; }
}
