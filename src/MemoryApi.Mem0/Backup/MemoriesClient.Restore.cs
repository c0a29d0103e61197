using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    /// <summary>Whether the message of an exception ends with the service's reason.</summary>
    internal bool IncludesServiceMessage => _connection?.IncludesServiceMessage ?? false;

    /// <summary>Adds the memories of a backup that don't exist in the service.</summary>
    /// <remarks>
    /// Each memory is stored verbatim, with its entities, metadata, expiration date and creation time (to the second). It gets a new id, and its metadata contain
    /// the old one. The restore skips a memory that exists with its old id, or that an earlier restore has added. So an interrupted or partly failed restore can
    /// simply be repeated. A memory may be added twice when two restores of the same backup run at the same time, or when the service lists an added memory only
    /// later.
    /// <para>
    /// The checksum of each page is verified before any of its memories is sent. Damaged pages are skipped and listed in <see cref="RestoreResult.Failures"/>; the
    /// other pages are restored. Checksums detect damage, but not forgery. A backup of the earlier format, without checksums, is restored with a warning.
    /// </para>
    /// <para>
    /// Ids, histories and earlier versions of a memory are not restored. Neither are categories, which the service may assign again.
    /// </para>
    /// </remarks>
    /// <param name="source">A stream with a backup, at its beginning. It is left open.</param>
    /// <param name="restore">Options for the restore. Default: 4 memories at the same time, without memories that a newer one had replaced.</param>
    /// <param name="progress">
    /// Receives the progress every few lines. If it throws, the restore stops with a <see cref="RestoreFailedException"/>, which contains the result so far.
    /// Default: none.
    /// </param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the restore. To continue, call the method again.</param>
    /// <returns>How many memories were added, existed already or failed. Check it: a memory that can't be added doesn't throw.</returns>
    /// <exception cref="ArgumentException">The stream can't be read; nothing was sent.</exception>
    /// <exception cref="InvalidDataException">The stream doesn't hold a backup; nothing was sent.</exception>
    /// <exception cref="RestoreFailedException">
    /// The search for existing memories failed, the source couldn't be read, <paramref name="progress"/> threw, or an add ended with an exception that isn't the
    /// failure of a call, e.g. because the client is disposed. The exception contains the result so far.
    /// </exception>
    /// <exception cref="RestoreCanceledException">The restore was cancelled. The exception contains the result so far.</exception>
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
