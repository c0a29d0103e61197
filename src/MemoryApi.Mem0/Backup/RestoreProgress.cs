namespace MemoryApi.Mem0;

/// <summary>How far a restore has come.</summary>
public sealed class RestoreProgress
{
    /// <summary>Makes a report, also in a test of code that shows it.</summary>
    /// <param name="restoredCount">How many memories were added.</param>
    /// <param name="presentCount">How many were there already.</param>
    /// <param name="failureCount">How many failed.</param>
    public RestoreProgress(long restoredCount, long presentCount, int failureCount)
    {
        RestoredCount = restoredCount;
        PresentCount = presentCount;
        FailureCount = failureCount;
    }

    /// <summary>How many memories were added.</summary>
    public long RestoredCount { get; }

    /// <summary>How many were there already.</summary>
    public long PresentCount { get; }

    /// <summary>How many failed.</summary>
    public int FailureCount { get; }
}
