namespace MemoryApi.Mem0;

/// <summary>The progress of a restore.</summary>
public sealed class RestoreProgress
{
    /// <summary>Creates a progress report, also for tests of your own code.</summary>
    /// <param name="restoredCount">How many memories were added.</param>
    /// <param name="presentCount">How many memories existed already.</param>
    /// <param name="failureCount">How many memories failed.</param>
    public RestoreProgress(long restoredCount, long presentCount, int failureCount)
    {
        RestoredCount = restoredCount;
        PresentCount = presentCount;
        FailureCount = failureCount;
    }

    /// <summary>How many memories were added.</summary>
    public long RestoredCount { get; }

    /// <summary>How many memories existed already.</summary>
    public long PresentCount { get; }

    /// <summary>How many failed.</summary>
    public int FailureCount { get; }
}
