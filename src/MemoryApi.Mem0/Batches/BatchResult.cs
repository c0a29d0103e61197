using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Mem0;

/// <summary>The result of a batch. Check <see cref="IsComplete"/>, or call <see cref="ThrowIfIncomplete"/>.</summary>
public sealed class BatchResult
{
    /// <summary>Creates a result, also for tests of your own code.</summary>
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
    /// How many items of the input were processed, whether they succeeded or failed. When <see cref="IsInputExhausted"/> is false, continue from this position.
    /// </summary>
    public long ItemCount { get; }

    /// <summary>How many of them succeeded.</summary>
    public long SucceededCount => ItemCount - FailedCount;

    /// <summary>How many of them failed.</summary>
    public long FailedCount => Failures.Sum(static failure => (long)failure.Count);

    /// <summary>The chunks that failed, in the order of the input.</summary>
    public IReadOnlyList<BatchFailure> Failures { get; }

    /// <summary>Whether the input was processed to its end.</summary>
    public bool IsInputExhausted { get; }

    /// <summary>Whether all items of the input succeeded.</summary>
    public bool IsComplete => IsInputExhausted && Failures.Count == 0;

    /// <summary>Throws an exception if the batch isn't complete.</summary>
    /// <returns>This result.</returns>
    /// <exception cref="BatchFailedException">A chunk failed, or the batch was stopped.</exception>
    public BatchResult ThrowIfIncomplete() => IsComplete ? this : throw new BatchFailedException(this);
}
