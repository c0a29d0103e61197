using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Mem0;

/// <summary>What became of a batch. Check <see cref="IsComplete"/>, or call <see cref="ThrowIfIncomplete"/>.</summary>
public sealed class BatchResult
{
    /// <summary>Makes a result, also in a test of code that handles it.</summary>
    /// <param name="itemCount">How many items were taken from the input.</param>
    /// <param name="failures">The chunks that failed.</param>
    /// <param name="isInputExhausted">Whether these were all items of the input.</param>
    public BatchResult(long itemCount, IReadOnlyList<BatchFailure> failures, bool isInputExhausted)
    {
        ItemCount = itemCount;
        Failures = failures;
        IsInputExhausted = isInputExhausted;
    }

    /// <summary>
    /// How many items succeeded or failed: the first ones of the input. When <see cref="IsInputExhausted"/> is false, go on from this
    /// position.
    /// </summary>
    public long ItemCount { get; }

    /// <summary>How many of them succeeded.</summary>
    public long SucceededCount => ItemCount - FailedCount;

    /// <summary>How many of them failed.</summary>
    public long FailedCount => Failures.Sum(static failure => (long)failure.Count);

    /// <summary>The chunks that failed, in the order of the input.</summary>
    public IReadOnlyList<BatchFailure> Failures { get; }

    /// <summary>Whether the input was handled to its end.</summary>
    public bool IsInputExhausted { get; }

    /// <summary>Whether all items of the input succeeded.</summary>
    public bool IsComplete => IsInputExhausted && Failures.Count == 0;

    /// <summary>Turns a batch that isn't complete into an exception.</summary>
    /// <returns>This result.</returns>
    /// <exception cref="BatchFailedException">A chunk failed, or the batch was stopped.</exception>
    public BatchResult ThrowIfIncomplete() => IsComplete ? this : throw new BatchFailedException(this);
}
