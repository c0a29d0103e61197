using System;
using System.Linq;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>
/// A restore stopped early, or <see cref="RestoreResult.ThrowIfIncomplete"/> was called for a restore that isn't complete. <see cref="Result"/> contains the result.
/// <para>
/// A restore stops early if the backup can't be read, the search for existing memories fails, the progress callback throws, or an add ends with an exception that
/// isn't the failure of a call, e.g. because the client is disposed. <see cref="Exception.InnerException"/> is the cause. For a restore that isn't complete, it is
/// the first failure, or <see langword="null"/> if there is none.
/// </para>
/// </summary>
/// <remarks>To continue, repeat the restore with the same backup from its beginning. Existing memories are skipped.</remarks>
public sealed class RestoreFailedException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="result">The result so far.</param>
    /// <param name="innerException">Why the restore stopped; <see langword="null"/> if it didn't stop, but isn't complete.</param>
    public RestoreFailedException(RestoreResult result, Exception? innerException = null)
        : base(Text(result, hasStopped: innerException is not null), null, innerException ?? result?.Failures.FirstOrDefault()?.Exception) => Result = result!;

    /// <summary>The result so far.</summary>
    public RestoreResult Result { get; }

    private static string Text(RestoreResult? result, bool hasStopped)
    {
        var counts = FormattableString.Invariant($"{result?.RestoredCount} memories were added, {result?.PresentCount} were there, and {result?.Failures.Count} failed.");
        return hasStopped
            ? FormattableString.Invariant($"The restore stopped after {result?.LineCount} lines of the backup: {counts} To go on, repeat it with the same backup; what is there is skipped.")
            : $"The restore is not complete: {counts}{(result?.IsBackupComplete == false ? " The backup wasn't read to the end of a complete, undamaged backup." : string.Empty)} {nameof(Result)} says more.";
    }
}
