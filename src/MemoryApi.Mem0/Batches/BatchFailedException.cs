using System;
using System.Linq;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>A batch failed, completely or in part. <see cref="Result"/> says which items succeeded.</summary>
public sealed class BatchFailedException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="result">The result of the batch.</param>
    /// <param name="interruption">
    /// The exception that stopped the batch. It comes from the input, from the progress callback, or from a call, and is then neither a
    /// <see cref="MemoryApiException"/> nor an <see cref="ArgumentException"/>. Default: <see langword="null"/>, the batch wasn't stopped.
    /// </param>
    public BatchFailedException(BatchResult result, Exception? interruption = null)
        : base(Text(result, interruption), null, interruption ?? result?.Failures.FirstOrDefault()?.Exception) =>
        Result = result!;

    /// <summary>The result of the batch.</summary>
    public BatchResult Result { get; }

    private static string Text(BatchResult? result, Exception? interruption)
    {
        var counts = FormattableString.Invariant($"{result?.SucceededCount} items succeeded and {result?.FailedCount} failed");
        return interruption is null
            ? $"The batch is not complete: {counts}. {nameof(Result)} names them."
            : $"The batch was stopped by an exception of its input, its progress or the client: {counts} by then. {nameof(Result)} names them.";
    }
}
