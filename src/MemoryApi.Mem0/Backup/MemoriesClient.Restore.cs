using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    /// <summary>Adds the memories of a backup that are not there.</summary>
    /// <remarks>
    /// Each is stored as it is, for the entities, with the metadata, the expiration date and the creation time (to the second) that it had. It
    /// gets a new id, and keeps the old one in its metadata; by that, and by the old id itself, a memory that is there already is
    /// found and skipped. So a restore that was interrupted, or of which something failed, is simply repeated. A memory is added at least once:
    /// when two restores of the same backup run at the same time, or the service lists what it has added only later, it may be there twice.
    /// <para>
    /// Each page of the backup is checked against its checksum before anything of it is sent. What isn't as it was written is left out and named in
    /// <see cref="RestoreResult.Failures"/>, and pages that are whole are restored. The checksums detect damage, and no forgery. A backup of the earlier format without
    /// checksums is restored with a warning.
    /// </para>
    /// <para>
    /// Not restored are ids, histories, what a memory had replaced, and categories, which the service may find anew.
    /// </para>
    /// </remarks>
    /// <param name="source">A backup, from its beginning; left open.</param>
    /// <param name="restore">How to restore. Default: 4 at the same time, without what a newer memory had replaced.</param>
    /// <param name="progress">Receives the progress every few lines. An exception that it throws stops the restore; <see cref="RestoreFailedException"/> has the result. Default: none.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the restore; repeat it to go on.</param>
    /// <returns>What was added, what was there, and what failed. Check it: failures to add don't throw.</returns>
    /// <exception cref="ArgumentException">The stream can't be read; nothing was sent.</exception>
    /// <exception cref="InvalidDataException">The stream doesn't hold a backup; nothing was sent.</exception>
    /// <exception cref="RestoreFailedException">Asking what is there already failed, reading on did, or the progress threw; it says what was done before.</exception>
    /// <exception cref="RestoreCanceledException">The restore was cancelled; it says what was done before.</exception>
    public virtual async Task<RestoreResult> RestoreAsync(
        Stream source,
        RestoreOptions? restore = null,
        IProgress<RestoreProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(source, nameof(source));
        if (!source.CanRead)
        {
            throw new ArgumentException("The stream must be readable.", nameof(source));
        }

        return await new RestoreRun(this, restore ?? new RestoreOptions(), progress, options).RunAsync(source, cancellationToken).ConfigureAwait(false);
    }
}
