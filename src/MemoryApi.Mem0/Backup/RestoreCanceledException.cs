using System;
using System.Threading;

namespace MemoryApi.Mem0;

/// <summary>A restore was cancelled. <see cref="Result"/> contains the result so far. To continue, repeat the restore with the same backup.</summary>
public sealed class RestoreCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="result">The result up to the cancellation.</param>
    /// <param name="cancellationToken">The token that cancelled it.</param>
    public RestoreCanceledException(RestoreResult result, CancellationToken cancellationToken)
        : base($"The restore was cancelled. {nameof(Result)} says what was done before; to go on, repeat it with the same backup.", cancellationToken) =>
        Result = result;

    /// <summary>
    /// The result up to the cancellation. The service may also have added memories that were in flight. A repeated restore finds and skips them.
    /// </summary>
    public RestoreResult Result { get; }
}
