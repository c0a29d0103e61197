using System;
using System.Threading;

namespace MemoryApi.Mem0;

/// <summary>A restore was cancelled. <see cref="Result"/> says what was done before; repeat the restore with the same backup to go on.</summary>
public sealed class RestoreCanceledException : OperationCanceledException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="result">How far the restore had come.</param>
    /// <param name="cancellationToken">The token that cancelled it.</param>
    public RestoreCanceledException(RestoreResult result, CancellationToken cancellationToken)
        : base($"The restore was cancelled. {nameof(Result)} says what was done before; to go on, repeat it with the same backup.", cancellationToken) =>
        Result = result;

    /// <summary>
    /// How far the restore had come. The service may have added memories that were under way all the same; a repeated restore finds and skips
    /// what is there.
    /// </summary>
    public RestoreResult Result { get; }
}
