using System;
using System.Linq;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>
/// A restore stopped early: the backup couldn't be read, the search for existing memories failed, the progress callback threw, or an add ended with an exception that
/// isn't the failure of a call, e.g. since the client is disposed. Then <see cref="Exception.InnerException"/> is the cause. Or <see cref="RestoreResult.ThrowIfIncomplete"/> was called for a restore that isn't complete. Then
/// <see cref="Exception.InnerException"/> is its first failure, if it has one. <see cref="Result"/> contains the result.
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
            ? FormattableString.Invariant($"The restore was broken off after {result?.LineCount} lines of the backup: {counts} To go on, repeat it with the same backup; what is there is skipped.")
            : $"The restore is not complete: {counts}{(result?.IsBackupComplete == false ? " The backup wasn't read to the end of a complete, undamaged backup." : string.Empty)} {nameof(Result)} says more.";
    }
}
