using System;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>A backup may lack memories, since the list of memories kept changing while it was read. <see cref="Result"/> contains the result.</summary>
/// <remarks>To try another pass over all memories, repeat the backup with the same stream and <see cref="BackupOptions.Resume"/>.</remarks>
public sealed class BackupIncompleteException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="result">The result of the backup.</param>
    public BackupIncompleteException(BackupResult result)
        : base(Text(result), null, null) => Result = result!;

    /// <summary>The result of the backup.</summary>
    public BackupResult Result { get; }

    private static string Text(BackupResult? result) => FormattableString.Invariant(
        $"The backup has {result?.MemoryCount} memories, and the service stated {result?.ExpectedCount}, but the list changed while it was read, so some may be missing. Repeat the backup with the same stream and {nameof(BackupOptions)}.{nameof(BackupOptions.Resume)}.");
}
