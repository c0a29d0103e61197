using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>A page of a list with its number.</summary>
internal sealed class NumberedPage(int number, MemoryPage? page)
{
    private string? _identity;

    public int Number => number;

    public int Count => page?.Count ?? 0;

    public bool HasNext => page?.Next is not null;

    public IReadOnlyList<Memory> Memories => page?.Results ?? [];

    /// <summary>Two pages with the same text are one that the service has repeated. Joined once, as each page is compared with several.</summary>
    public string Identity => _identity ??= string.Join("\n", Memories.Select(static memory => memory.Id));
}

/// <summary>Lists page by page from any page on: a backup has to know where each page ends.</summary>
internal static class MemoryPages
{
    public static IAsyncEnumerable<NumberedPage> ReadAsync(
        MemoriesClient memories, ListMemoriesRequest request, int firstPage, int pageSize, RequestOptions? options, CancellationToken cancellationToken) =>
        Pages.ByNumber<NumberedPage, NumberedPage>(
            (position, token) => FetchAsync(memories, request, firstPage + position - 1, pageSize, options, token),
            static page => page.Memories.Count > 0 ? [page] : [],
            static page => page.HasNext,
            static page => page.Identity,
            cancellationToken);

    private static async Task<NumberedPage> FetchAsync(
        MemoriesClient memories, ListMemoriesRequest request, int number, int pageSize, RequestOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return new NumberedPage(number, await memories.ListAsync(request, number, pageSize, options, cancellationToken).ConfigureAwait(false));
        }
        catch (MemoryApiNotFoundException) when (number > 1)
        {
            // The service answers so to a page after the last, which is where a backup resumes that lacks nothing but its end.
            return new NumberedPage(number, null);
        }
    }
}
