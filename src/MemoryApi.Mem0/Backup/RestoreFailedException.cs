using System;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>
/// A restore stopped early: the backup couldn't be read, the search for existing memories failed, or the progress callback threw. <see cref="Result"/> contains the
/// result so far, and <see cref="Exception.InnerException"/> is the cause.
/// </summary>
/// <remarks>To continue, repeat the restore with the same backup from its beginning. Existing memories are skipped.</remarks>
public sealed class RestoreFailedException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="result">The result so far.</param>
    /// <param name="innerException">Why the restore stopped.</param>
    public RestoreFailedException(RestoreResult result, Exception? innerException = null)
        : base(Text(result), null, innerException) => Result = result!;

    /// <summary>The result so far.</summary>
    public RestoreResult Result { get; }

    private static string Text(RestoreResult? result) => FormattableString.Invariant(
        $"The restore was broken off after {result?.LineCount} lines of the backup: {result?.RestoredCount} memories were added, {result?.PresentCount} were there, and {result?.Failures.Count} failed. To go on, repeat it with the same backup; what is there is skipped.");
}
