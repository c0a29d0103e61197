using System;
using System.Collections.Generic;
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
    /// that moves down may be there twice, which a restore notices. Resuming later makes this likelier. When
    /// <see cref="BackupResult.MemoryCount"/> and <see cref="BackupResult.ExpectedCount"/> differ, somebody wrote; that they are
    /// equal doesn't prove that nobody did.
    /// </para>
    /// </remarks>
    /// <param name="filter">Which memories; an <see cref="EntityScope"/> converts to it by itself.</param>
    /// <param name="destination">Where to write; left open.</param>
    /// <param name="backup">What goes into the backup. Default: expired memories, too, in a new backup.</param>
    /// <param name="progress">Is told after each page. What it throws ends the backup and comes out as it is; what is written stays valid for resuming. Default: nobody is told.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the backup; what is written stays valid for resuming.</param>
    /// <returns>How many memories are in the backup, and whether it was complete before.</returns>
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
            return new BackupResult(end.MemoryCount, end.ExpectedCount, wasComplete: true);
        }

        using var writer = new BackupWriter(destination);
        var header = position?.Header;
        if (header is null)
        {
            header = BackupHeader.New(filters, backup, (_connection?.Clock ?? TimeProvider.System).GetUtcNow());
            writer.Add(header);
        }

        var count = position?.LastPage?.MemoryCount ?? 0;
        var expected = position?.LastPage?.ExpectedCount ?? 0;
        var request = new ListMemoriesRequest(filters) { ShowExpired = header.IncludesExpired };
        var nextPage = (position?.LastPage?.Number ?? 0) + 1;
        var pages = MemoryPages.ReadAsync(this, request, nextPage, header.PageSize, options, cancellationToken);
        var idsBefore = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            // What is added meanwhile pushes memories onto the next page, where they come a second time.
            var ids = new HashSet<string>(StringComparer.Ordinal);
            foreach (var memory in page.Memories)
            {
                if (ids.Add(memory.Id) && !idsBefore.Contains(memory.Id))
                {
                    writer.Add(new BackupMemory(memory));
                    count++;
                }
            }

            idsBefore = ids;
            expected = page.Count;
            writer.Add(new BackupPage(page.Number, count, expected));
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(new BackupProgress(count, expected));
        }

        writer.Add(new BackupEnd(count, expected));
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new BackupResult(count, expected);
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
