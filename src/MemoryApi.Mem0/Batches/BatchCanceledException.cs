using System;
using System.Threading;

namespace MemoryApi.Mem0;

/// <summary>A batch was cancelled. <see cref="Result"/> contains the result so far.</summary>
public sealed class BatchCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="result">The result so far.</param>
    /// <param name="cancellationToken">The token that cancelled it.</param>
    public BatchCanceledException(BatchResult result, CancellationToken cancellationToken)
        : base($"The batch was cancelled. {nameof(Result)} says what was done before.", cancellationToken) => Result = result;

    /// <summary>
    /// The result so far. Chunks that were in flight at the cancellation are among the failures. The service may have processed them nevertheless.
    /// </summary>
    public BatchResult Result { get; }
}
