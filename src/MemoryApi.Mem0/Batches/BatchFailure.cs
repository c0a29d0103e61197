using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>A failed chunk of a batch. Its items are consecutive in the input.</summary>
public sealed class BatchFailure
{
    /// <summary>Creates a failure, also for tests of your own code.</summary>
    /// <param name="firstIndex">Position of the chunk's first item in the input, from 0.</param>
    /// <param name="memoryIds">Ids of the chunk's memories, in the order of the input.</param>
    /// <param name="exception">Why the chunk failed.</param>
    public BatchFailure(long firstIndex, IReadOnlyList<string> memoryIds, Exception exception)
    {
        FirstIndex = firstIndex;
        MemoryIds = memoryIds;
        Exception = exception;
    }

    /// <summary>Position of the chunk's first item in the input, from 0.</summary>
    public long FirstIndex { get; }

    /// <summary>How many items the chunk has.</summary>
    public int Count => MemoryIds.Count;

    /// <summary>Ids of the chunk's memories, in the order of the input; an empty text for an item without an id.</summary>
    public IReadOnlyList<string> MemoryIds { get; }

    /// <summary>
    /// Why the chunk failed: the exception of the call, an <see cref="ArgumentException"/> for a single invalid item, or an
    /// <see cref="OperationCanceledException"/>. After a timeout or a lost connection, the service may have processed the chunk nevertheless.
    /// System.Text.Json leaves it out.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Exception Exception { get; }
}
