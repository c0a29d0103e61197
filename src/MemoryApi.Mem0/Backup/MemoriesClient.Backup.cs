using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    /// <summary>The current time of the client's clock.</summary>
    internal DateTimeOffset Now => (_connection?.Clock ?? TimeProvider.System).GetUtcNow();

    /// <summary>Writes all memories that match a filter to a stream, as JSON lines.</summary>
    /// <remarks>
    /// It reads the memories page by page, and keeps only the current page and 16 bytes of each memory. Each page is written as a whole, so an interrupted backup
    /// can continue after the last page: see <see cref="BackupOptions.Resume"/>. The backup contains texts, ids, metadata, categories, dates and all other data that
    /// the service lists, but no histories. With the checksums in the backup, a restore detects damage. They don't protect against deliberate changes.
    /// <para>
    /// The service takes no snapshot, so others may write during the backup. Memories that are created after the start of the backup aren't part of it. The service
    /// states the total number of memories with each page, and this number proves that none was missed. If it changes, or memories are missing or read twice, all
    /// pages are read again, at most five times. Later passes add the memories that earlier ones missed; memories that were deleted meanwhile stay in the backup.
    /// Without proof, <see cref="BackupResult.IsComplete"/> is <see langword="false"/>. Two things remain undetected: a memory that was changed during the backup,
    /// and a deletion that is offset by an added memory with a creation time in the past.
    /// </para>
    /// <para>
    /// New memories can't be excluded when some memories have a creation time in the future, or when the service can't combine the filter with one on the creation
    /// time. Then a list of several pages is complete when a second pass over all pages found no further memory.
    /// </para>
    /// </remarks>
    /// <param name="filter">Which memories. An <see cref="EntityScope"/> converts to it implicitly.</param>
    /// <param name="destination">The stream to write to, at its current position. A new backup replaces what follows that position. The stream is left open.</param>
    /// <param name="backup">Options for the backup. Default: a new backup, including expired memories.</param>
    /// <param name="progress">Receives the progress after each page. If it throws, the backup ends with that exception, and can be resumed later. Default: none.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the backup. It can be resumed later.</param>
    /// <returns>How many memories are in the backup, and whether it is complete.</returns>
    /// <exception cref="ArgumentException">
    /// The filter names no entity. Or the stream isn't writable, or isn't readable and seekable, as resuming requires. Or the stream contains a backup with another
    /// filter.
    /// </exception>
    /// <exception cref="InvalidDataException">The stream contains no backup to resume, or the backup is damaged, or it is incomplete and has no checksums.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    public virtual async Task<BackupResult> BackupAsync(
        MemoryFilter filter,
        Stream destination,
        BackupOptions? backup = null,
        IProgress<BackupProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(filter, nameof(filter));
        Require.NotNull(destination, nameof(destination));
        backup ??= new BackupOptions();
        var position = await BackupStartAsync(filter.ToListJson(nameof(filter)), destination, backup, cancellationToken).ConfigureAwait(false);
        return position?.End is { } end
            ? new BackupResult(end.MemoryCount, end.ExpectedCount, isComplete: true, wasComplete: true)
            : await new BackupRun(this, filter, backup, progress, options).RunAsync(destination, position, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a page. Throws if the response has no valid information about whether another page follows.</summary>
    internal Task<MemoryPage> ListExactAsync(ListMemoriesRequest request, int page, int pageSize, RequestOptions? options, CancellationToken cancellationToken) =>
        _connection is null
            ? ListAsync(request, page, pageSize, options, cancellationToken)
            : _connection.SendAsync(ListCall.Create(request, page, pageSize, isExact: true), options, cancellationToken);

    /// <summary>Reads a page, and returns the service's time with it.</summary>
    internal async Task<(MemoryPage Page, DateTimeOffset Now)> ListWithTimeAsync(
        ListMemoriesRequest request, int page, int pageSize, RequestOptions? options, CancellationToken cancellationToken)
    {
        if (_connection is null)
        {
            return (await ListAsync(request, page, pageSize, options, cancellationToken).ConfigureAwait(false), Now);
        }

        var before = Now;
        var response = await _connection.SendForResponseAsync(ListCall.Create(request, page, pageSize, isExact: true), options, cancellationToken).ConfigureAwait(false);
        var now = Now;
        if (!response.Headers.TryGetValue("Date", out var values)
            || values.Count != 1
            || !DateTimeOffset.TryParseExact(values[0], "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return (response.Value, now);
        }

        // The service's Date header has whole seconds. If the local clock agrees with it, the local time is more exact.
        var end = date.AddSeconds(1);
        return (response.Value, date <= now && before < end ? now : end);
    }

    private static async Task<BackupPosition?> BackupStartAsync(
        JObject filters, Stream destination, BackupOptions backup, CancellationToken cancellationToken)
    {
        if (!destination.CanWrite || (backup.Resume && !(destination.CanRead && destination.CanSeek)))
        {
            throw new ArgumentException(
                backup.Resume
                    ? "The stream must be readable, writable and seekable, so that a backup can be resumed."
                    : "The stream must be writable.",
                nameof(destination));
        }

        if (!backup.Resume)
        {
            return null;
        }

        if (await BackupPosition.FindAsync(destination, cancellationToken).ConfigureAwait(false) is not { } position)
        {
            // A killed process may have left an incomplete header.
            destination.SetLength(0);
            return null;
        }

        if (position.Header.Filters.ToString(Formatting.None) != filters.ToString(Formatting.None))
        {
            throw new ArgumentException("The stream contains a backup with another filter, so it can't be resumed with this one.", nameof(destination));
        }

        position.GoTo(destination);
        return position;
    }
}
