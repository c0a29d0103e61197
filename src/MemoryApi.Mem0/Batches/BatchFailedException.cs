using System;
using System.Linq;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>A batch was not carried out as a whole. <see cref="Result"/> says what was and what wasn't.</summary>
public sealed class BatchFailedException : MemoryApiException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="result">What became of the batch.</param>
    /// <param name="inputFailure">What the input threw, if it did.</param>
    public BatchFailedException(BatchResult result, Exception? inputFailure = null)
        : base(Text(result, inputFailure), null, inputFailure ?? result?.Failures.FirstOrDefault()?.Exception) =>
        Result = result!;

    /// <summary>What became of the batch.</summary>
    public BatchResult Result { get; }

    private static string Text(BatchResult? result, Exception? inputFailure)
    {
        var counts = FormattableString.Invariant($"{result?.SucceededCount} items succeeded and {result?.FailedCount} failed");
        return inputFailure is null
            ? $"The batch is not complete: {counts}. {nameof(Result)} names them."
            : $"The input of the batch failed, so what comes after is not done: {counts} before. {nameof(Result)} names them.";
    }
}
