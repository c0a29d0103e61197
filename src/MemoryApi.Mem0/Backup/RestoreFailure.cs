using System;

namespace MemoryApi.Mem0;

/// <summary>A line of a backup that could not be restored, or isn't as it was written.</summary>
public sealed class RestoreFailure
{
    /// <summary>Makes a failure, also in a test of code that handles it.</summary>
    /// <param name="lineNumber">Number of the line in the backup, from 1.</param>
    /// <param name="memoryId">Id that the memory had in the backup; empty when the line is damaged.</param>
    /// <param name="exception">Why it failed.</param>
    public RestoreFailure(long lineNumber, string memoryId, Exception exception)
    {
        LineNumber = lineNumber;
        MemoryId = memoryId;
        Exception = exception;
    }

    /// <summary>Number of the line in the backup, from 1.</summary>
    public long LineNumber { get; }

    /// <summary>Id that the memory had in the backup; empty when the line is damaged.</summary>
    public string MemoryId { get; }

    /// <summary>
    /// Why it failed; an <see cref="System.IO.InvalidDataException"/> that says what is wrong when the line is damaged. After a timeout or a lost connection the memory may have been added all the same; a repeated restore finds out.
    /// </summary>
    public Exception Exception { get; }
}
