using System;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>
/// A restore was broken off: the backup could not be read on, the service didn't say what is there already, or the progress threw.
/// <see cref="Result"/> says how far it had come, and <see cref="Exception.InnerException"/> why it went no further.
/// </summary>
/// <remarks>To go on, repeat the restore with the same backup, from its beginning: what is there is found and skipped.</remarks>
public sealed class RestoreFailedException : MemoryApiException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="result">How far the restore had come.</param>
    /// <param name="innerException">Why it went no further.</param>
    public RestoreFailedException(RestoreResult result, Exception? innerException = null)
        : base(Text(result), null, innerException) => Result = result!;

    /// <summary>How far the restore had come.</summary>
    public RestoreResult Result { get; }

    private static string Text(RestoreResult? result) => FormattableString.Invariant(
        $"The restore was broken off after {result?.LineCount} lines of the backup: {result?.RestoredCount} memories were added, {result?.PresentCount} were there, and {result?.Failures.Count} failed. To go on, repeat it with the same backup; what is there is skipped.");
}
