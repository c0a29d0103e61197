using System;
using System.Threading;

namespace MemoryApi.Mem0;

/// <summary>A batch was cancelled. <see cref="Result"/> says what was done before.</summary>
public sealed class BatchCanceledException : OperationCanceledException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="result">What became of the batch.</param>
    /// <param name="cancellationToken">The token that cancelled it.</param>
    public BatchCanceledException(BatchResult result, CancellationToken cancellationToken)
        : base($"The batch was cancelled. {nameof(Result)} says what was done before.", cancellationToken) => Result = result;

    /// <summary>
    /// What became of the batch. Chunks that were under way when it was cancelled are among the failures; the service may have done them all
    /// the same.
    /// </summary>
    public BatchResult Result { get; }
}
