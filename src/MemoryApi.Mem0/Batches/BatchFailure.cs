using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>A chunk of a batch that failed. Its items are neighbours in the input.</summary>
public sealed class BatchFailure
{
    /// <summary>Makes a failure, also in a test of code that handles it.</summary>
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

    /// <summary>Ids of the chunk's memories, in the order of the input; empty texts where an item had none.</summary>
    public IReadOnlyList<string> MemoryIds { get; }

    /// <summary>
    /// Why the chunk failed: what the call threw, an <see cref="ArgumentException"/> for a single item that the service would refuse, or
    /// an <see cref="OperationCanceledException"/>. After a timeout or a lost connection the service may have done the work all the same.
    /// </summary>
    public Exception Exception { get; }
}
