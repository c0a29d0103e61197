using System;
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
    /// <summary>Writes all memories that match a filter to a stream, as JSON lines.</summary>
    /// <remarks>
    /// It reads page after page and holds one at a time; a page is written as a whole, so that an interrupted backup can go on after the
    /// last one: <see cref="BackupOptions.Resume"/>. Texts, ids, metadata, categories, dates and whatever else the service lists are
    /// kept; histories are not.
    /// <para>
    /// The service takes no snapshot. As long as nobody writes, the backup is exact. A memory that is added or changed meanwhile may
    /// be missing; one that is deleted meanwhile moves the later ones up, so that one at the edge of a page may be missing; and one
    /// that moves down may be there twice, which a restore notices. Resuming later makes this likelier. The backup is only complete,
    /// <see cref="BackupResult.IsComplete"/>, when the service stated the same number of memories with every page, all of them were
    /// read, and no page came again. Even so, one that was changed, or as many added as deleted between two pages, can't be noticed.
    /// </para>
    /// </remarks>
    /// <param name="filter">Which memories; an <see cref="EntityScope"/> converts to it by itself.</param>
    /// <param name="destination">Where to write; left open.</param>
    /// <param name="backup">What goes into the backup. Default: expired memories, too, in a new backup.</param>
    /// <param name="progress">Is told after each page. What it throws ends the backup and comes out as it is; what is written stays valid for resuming. Default: nobody is told.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the backup; what is written stays valid for resuming.</param>
    /// <returns>How many memories are in the backup, whether it is complete, and whether it was so before.</returns>
    /// <exception cref="ArgumentException">The filter names no entity, the stream can't do what is needed, or it holds a backup by another filter.</exception>
    /// <exception cref="InvalidDataException">The backup to resume isn't one.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave an answer that can't be used.</exception>
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
        var filters = filter.ToListJson(nameof(filter));
        var position = await BackupStartAsync(filters, destination, backup, cancellationToken).ConfigureAwait(false);
        if (position?.End is { } end)
        {
            return new BackupResult(end.MemoryCount, end.ExpectedCount, isComplete: true, wasComplete: true);
        }

        using var writer = new BackupWriter(destination);
        var header = position?.Header;
        if (header is null)
        {
            header = BackupHeader.New(filters, backup, (_connection?.Clock ?? TimeProvider.System).GetUtcNow());
            writer.Add(header);
        }

        var pages = position?.Pages ?? new BackupPages();
        var request = new ListMemoriesRequest(filters) { ShowExpired = header.IncludesExpired };
        MemoryPage? page;
        do
        {
            var number = pages.LastNumber + 1;
            page = await PageOrNoneAsync(request, number, header.PageSize, options, cancellationToken).ConfigureAwait(false);
            if (page is null || pages.NewOn(page) is not { Count: > 0 } added)
            {
                break;
            }

            foreach (var memory in added)
            {
                writer.Add(new BackupMemory(memory));
            }

            var line = new BackupPage(number, pages.MemoryCount + added.Count, page.Count);
            pages.Add(line, added[0].Id);
            writer.Add(line);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(new BackupProgress(pages.MemoryCount, pages.ExpectedCount));
        }
        while (page.Next is not null);

        if (pages.AreWhole)
        {
            writer.Add(new BackupEnd(pages.MemoryCount, pages.ExpectedCount));
        }

        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new BackupResult(pages.MemoryCount, pages.ExpectedCount, pages.AreWhole);
    }

    private async Task<MemoryPage?> PageOrNoneAsync(
        ListMemoriesRequest request, int number, int pageSize, RequestOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return await ListAsync(request, number, pageSize, options, cancellationToken).ConfigureAwait(false);
        }
        catch (MemoryApiNotFoundException) when (number > 1)
        {
            // The service responds so to a page after the last one; whether it is one, the number of memories says.
            return null;
        }
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

        var position = backup.Resume ? await BackupPosition.FindAsync(destination, cancellationToken).ConfigureAwait(false) : null;
        if (position is not null && position.Header.Filters.ToString(Formatting.None) != filters.ToString(Formatting.None))
        {
            throw new ArgumentException("The stream holds a backup by another filter, which can't be resumed by this one.", nameof(destination));
        }

        position?.GoTo(destination);
        return position;
    }
}
