using System;

namespace MemoryApi.Mem0;

/// <summary>A line of a backup that could not be restored, or is damaged.</summary>
public sealed class RestoreFailure
{
    /// <summary>Creates a failure, also for tests of your own code.</summary>
    /// <param name="lineNumber">Number of the line in the backup, from 1.</param>
    /// <param name="memoryId">Id of the memory in the backup; empty when the line is damaged.</param>
    /// <param name="exception">Why it failed.</param>
    public RestoreFailure(long lineNumber, string memoryId, Exception exception)
    {
        LineNumber = lineNumber;
        MemoryId = memoryId;
        Exception = exception;
    }

    /// <summary>Number of the line in the backup, from 1.</summary>
    public long LineNumber { get; }

    /// <summary>Id of the memory in the backup; empty when the line is damaged.</summary>
    public string MemoryId { get; }

    /// <summary>
    /// Why the line couldn't be restored. For a damaged line it is an <see cref="System.IO.InvalidDataException"/> that describes the damage. After a timeout or a
    /// lost connection, the memory may have been added nevertheless. A repeated restore finds out. System.Text.Json leaves the exception out.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Exception Exception { get; }
}
