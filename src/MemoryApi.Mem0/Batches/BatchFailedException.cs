using System;
using System.Linq;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>A batch succeeded only in part, or not at all. <see cref="Result"/> says what was and what wasn't.</summary>
public sealed class BatchFailedException : MemoryApiException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="result">What became of the batch.</param>
    /// <param name="interruption">What the input or the progress threw, if one of them did.</param>
    public BatchFailedException(BatchResult result, Exception? interruption = null)
        : base(Text(result, interruption), null, interruption ?? result?.Failures.FirstOrDefault()?.Exception) =>
        Result = result!;

    /// <summary>What became of the batch.</summary>
    public BatchResult Result { get; }

    private static string Text(BatchResult? result, Exception? interruption)
    {
        var counts = FormattableString.Invariant($"{result?.SucceededCount} items succeeded and {result?.FailedCount} failed");
        return interruption is null
            ? $"The batch is not complete: {counts}. {nameof(Result)} names them."
            : $"The batch was stopped by an exception of its input or its progress: {counts} by then. {nameof(Result)} names them.";
    }
}
