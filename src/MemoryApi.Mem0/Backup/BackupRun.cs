using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>
/// Runs one backup. It reads all pages, if necessary several times, until <see cref="BackupPass"/> proves that no memory is missing, and writes each memory once.
/// </summary>
internal sealed class BackupRun(
    MemoriesClient memories, MemoryFilter filter, BackupOptions backup, IProgress<BackupProgress>? progress, RequestOptions? options)
{
    /// <summary>How often all pages are read at most.</summary>
    private const int MostPasses = 5;

    /// <summary>After this many pages in a row without a new memory, a pass is given up, since the service may repeat pages forever.</summary>
    private const int MostRepeats = 3;

    /// <summary>The most memories that the service lists on a page.</summary>
    private const int LargestPage = 200;

    private IdentitySet _ids = new();
    private long _memoryCount;
    private MemoryPage? _firstPage;

    public async Task<BackupResult> RunAsync(Stream destination, BackupPosition? position, CancellationToken cancellationToken)
    {
        using var writer = new BackupWriter(destination, position?.Checksum ?? string.Empty);
        var header = position?.Header;
        if (header is null)
        {
            header = await BeginAsync(cancellationToken).ConfigureAwait(false);
            writer.Add(header);
        }

        var request = Request(header.CreatedUntil is { } until ? filter & MemoryFilter.CreatedAt.UpTo(until) : filter, header);
        _ids = position?.Ids ?? _ids;
        _memoryCount = position?.MemoryCount ?? 0;
        var pass = position?.Pass ?? new BackupPass(1, header.CreatedUntil is not null);
        for (var passes = 0; !pass.IsWhole && passes < MostPasses; passes++)
        {
            pass = pass.IsAtEnd ? pass.Next() : pass;
            await ReadAsync(pass, request, header.PageSize, writer, cancellationToken).ConfigureAwait(false);
        }

        if (pass.IsWhole)
        {
            writer.Add(new BackupEnd(_memoryCount, pass.ExpectedCount));
        }

        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new BackupResult(_memoryCount, pass.ExpectedCount, pass.IsWhole);
    }

    /// <summary>Creates the header, and finds out whether a filter on the creation time can exclude memories that are added during the backup.</summary>
    private async Task<BackupHeader> BeginAsync(CancellationToken cancellationToken)
    {
        var header = BackupHeader.New(filter.ToListJson(nameof(filter)), backup, memories.Now, createdUntil: null);
        var (first, now) = await memories.ListWithTimeAsync(Request(filter, header), 1, header.PageSize, options, cancellationToken).ConfigureAwait(false);
        _firstPage = first;
        if (string.IsNullOrEmpty(first.Next))
        {
            // The list has only one page, which is a snapshot by itself.
            return header;
        }

        var start = Microseconds(now.UtcTicks);
        if (first.Results.All(static memory => memory.CreatedAt is not null) && await LastCreationAsync(start, header, cancellationToken).ConfigureAwait(false) is { } until)
        {
            _firstPage = null;
            return BackupHeader.New(header.Filters, backup, start, until);
        }

        return header;
    }

    /// <summary>
    /// The creation time up to which the backup reads. Memories that are later than the start belong to the backup as well: the service's Date header can be older than
    /// what the service has stored. <see langword="null"/> if the filter on the creation time could lose memories: a memory can have a creation time in the future,
    /// since the time can be set when a memory is added.
    /// </summary>
    private async Task<DateTimeOffset?> LastCreationAsync(DateTimeOffset start, BackupHeader header, CancellationToken cancellationToken)
    {
        try
        {
            var (later, now) = await memories.ListWithTimeAsync(
                Request(filter & MemoryFilter.CreatedAt.After(start), header), 1, LargestPage, options, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(later.Next) && later.Results.All(memory => memory.CreatedAt > start && memory.CreatedAt <= now)
                ? later.Results.Aggregate(start, static (last, memory) => memory.CreatedAt > last ? Microseconds(memory.CreatedAt.Value.UtcTicks + 9) : last)
                : null;
        }
        catch (MemoryApiValidationException)
        {
            // The service refuses the user's filter in combination with a condition on the creation time.
            return null;
        }
    }

    /// <summary>A time of whole microseconds, as the service stores them and as filters have them.</summary>
    private static DateTimeOffset Microseconds(long utcTicks) => new(utcTicks - (utcTicks % 10), TimeSpan.Zero);

    private async Task ReadAsync(BackupPass pass, ListMemoriesRequest request, int pageSize, BackupWriter writer, CancellationToken cancellationToken)
    {
        var repeats = 0;
        var isSecondTry = false;
        while (!pass.IsAtEnd)
        {
            var number = pass.LastPage + 1;
            if (await PageOrNoneAsync(request, number, pageSize, cancellationToken).ConfigureAwait(false) is not { } page)
            {
                if (isSecondTry || await IsEndAsync(pass, request, pageSize, cancellationToken).ConfigureAwait(false))
                {
                    pass.IsAtEnd = true;
                }

                isSecondTry = true;
                continue;
            }

            isSecondTry = false;
            var distinct = Take(pass, number, page, writer);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            repeats = distinct == 0 ? repeats + 1 : 0;
            pass.IsAtEnd |= repeats == MostRepeats;
            if (page.Results.Count > 0)
            {
                progress?.Report(new BackupProgress(_memoryCount, pass.ExpectedCount));
            }
        }
    }

    /// <summary>Writes the memories of a page that aren't in the backup yet.</summary>
    /// <returns>How many of its memories this pass reads for the first time.</returns>
    private int Take(BackupPass pass, int number, MemoryPage page, BackupWriter writer)
    {
        var distinct = 0;
        var added = 0;
        foreach (var memory in page.Results)
        {
            var isAdded = _ids.Add(memory.Id);
            if (isAdded)
            {
                writer.Add(new BackupMemory(memory));
                added++;
            }

            if (pass.IsNew(memory.Id, isAdded))
            {
                distinct++;
            }
        }

        _memoryCount += added;
        pass.Take(number, page.Results.Count, distinct, added, page.Count);
        pass.IsAtEnd = page.Results.Count == 0 || (string.IsNullOrEmpty(page.Next) && pass.HasAll);
        if (page.Results.Count > 0 && (pass.Number == 1 || added > 0))
        {
            writer.Add(new BackupPage(number, pass.Number, page.Results.Count, pass.IsAtEnd, _memoryCount, page.Count));
        }

        return distinct;
    }

    /// <summary>Whether a missing page means the end of the list. The previous page, read again, decides.</summary>
    private async Task<bool> IsEndAsync(BackupPass pass, ListMemoriesRequest request, int pageSize, CancellationToken cancellationToken)
    {
        var before = await PageOrNoneAsync(request, pass.LastPage, pageSize, cancellationToken).ConfigureAwait(false);
        if (before is null)
        {
            return true;
        }

        pass.Expect(before.Count);
        return string.IsNullOrEmpty(before.Next) || pass.HasAll;
    }

    private async Task<MemoryPage?> PageOrNoneAsync(ListMemoriesRequest request, int number, int pageSize, CancellationToken cancellationToken)
    {
        if (_firstPage is { } first)
        {
            _firstPage = null;
            return first;
        }

        try
        {
            return await memories.ListExactAsync(request, number, pageSize, options, cancellationToken).ConfigureAwait(false);
        }
        catch (MemoryApiNotFoundException) when (number > 1)
        {
            return null;
        }
    }

    private static ListMemoriesRequest Request(MemoryFilter filter, BackupHeader header) => new(filter) { ShowExpired = header.IncludesExpired };
}
