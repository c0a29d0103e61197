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
    /// <summary>The time by the clock that the client goes by.</summary>
    internal DateTimeOffset Now => (_connection?.Clock ?? TimeProvider.System).GetUtcNow();

    /// <summary>Writes all memories that match a filter to a stream, as JSON lines.</summary>
    /// <remarks>
    /// It reads page after page and holds one at a time, and 16 bytes of each memory; a page is written as a whole, so that an interrupted backup can go on
    /// after the last one: <see cref="BackupOptions.Resume"/>. Texts, ids, metadata, categories, dates and whatever else the service lists are
    /// kept; histories are not. Checksums in the backup let a restore notice damage; they are no protection against someone who changes it on purpose.
    /// <para>
    /// The service takes no snapshot, so others may write while the pages are read. What is created after the backup has begun isn't part of it. The
    /// number of memories, which the service states with each page, proves that no page was missed; if it changes, or pages come again or are
    /// missing, all pages are read once more, at most five times. What a later pass brings anew is added, and what was deleted meanwhile stays in the backup.
    /// Without proof the backup isn't complete, <see cref="BackupResult.IsComplete"/>. Two things can't be noticed: that a memory was changed
    /// meanwhile, and that as many memories were deleted as were added with a time of creation in the past.
    /// </para>
    /// <para>
    /// Where memories have a time of creation in the future, or the filter can't be combined with a condition on it, what is created meanwhile can't be
    /// kept out. Then a list of several pages is complete when all were read twice and the second time brought nothing new.
    /// </para>
    /// </remarks>
    /// <param name="filter">Which memories; an <see cref="EntityScope"/> converts to it by itself.</param>
    /// <param name="destination">Where to write; left open.</param>
    /// <param name="backup">What goes into the backup. Default: expired memories, too, in a new backup.</param>
    /// <param name="progress">Receives the progress after each page. An exception that it throws ends the backup and surfaces unchanged; what was written stays valid for resuming. Default: none.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the backup; what is written stays valid for resuming.</param>
    /// <returns>How many memories are in the backup, whether it is complete, and whether it was so before.</returns>
    /// <exception cref="ArgumentException">The filter names no entity, the stream can't do what is needed, or it holds a backup by another filter.</exception>
    /// <exception cref="InvalidDataException">The backup to resume isn't one, is damaged, or is an incomplete one without checksums.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
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

    /// <summary>Reads a page, and refuses one that doesn't say properly whether more follows.</summary>
    internal Task<MemoryPage> ListExactAsync(ListMemoriesRequest request, int page, int pageSize, RequestOptions? options, CancellationToken cancellationToken) =>
        _connection is null
            ? ListAsync(request, page, pageSize, options, cancellationToken)
            : _connection.SendAsync(ListCall.Create(request, page, pageSize, isExact: true), options, cancellationToken);

    /// <summary>Reads a page, and says what time it was for the service then.</summary>
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

        // The service says whole seconds. Where that fits the own clock, that one is more exact.
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
            // A process that was killed may have left the beginning of a header.
            destination.SetLength(0);
            return null;
        }

        if (position.Header.Filters.ToString(Formatting.None) != filters.ToString(Formatting.None))
        {
            throw new ArgumentException("The stream holds a backup by another filter, which can't be resumed by this one.", nameof(destination));
        }

        position.GoTo(destination);
        return position;
    }
}
