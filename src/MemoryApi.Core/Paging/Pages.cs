using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Reads a paged list item by item. A page is fetched when its first item is asked for, so a consumer that stops fetches no
/// more. An empty page ends the list, and so does one that has gone meanwhile. A service that ignores the number of the page, or goes round
/// in a circle, would never come to an end: the list ends at a page that repeats the one before it, and in a circle after at most three times
/// as many pages as are different. Two pages are kept for that, however long the list is.
/// </summary>
/// <remarks>
/// A list that grows by whole pages while it is read shifts what was on one page to a later one, which looks like a page that comes again: such
/// a list may end early.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pages
{
    /// <summary>Reads a list whose pages are numbered from 1.</summary>
    /// <typeparam name="TPage">Type of a page.</typeparam>
    /// <typeparam name="TItem">Type of an item.</typeparam>
    /// <param name="fetch">Fetches the page with a number.</param>
    /// <param name="items">The items of a page.</param>
    /// <param name="hasMore">Whether a page follows.</param>
    /// <param name="identity">What an item is told apart by, or <see langword="null"/> when nothing does.</param>
    /// <param name="cancellationToken">Cancels fetching; so does the token given to the enumeration.</param>
    public static IAsyncEnumerable<TItem> ByNumber<TPage, TItem>(
        Func<int, CancellationToken, Task<TPage>> fetch,
        Func<TPage, IReadOnlyList<TItem>?> items,
        Func<TPage, bool> hasMore,
        Func<TItem, string?>? identity,
        CancellationToken cancellationToken) =>
        Enumerate(fetch, items, hasMore, identity, first: 1, static (number, _) => number + 1, cancellationToken);

    /// <summary>Reads a list whose pages begin at the number of items before them.</summary>
    /// <inheritdoc cref="ByNumber"/>
    /// <param name="fetch">Fetches the page that begins after a number of items.</param>
    /// <param name="items">The items of a page.</param>
    /// <param name="hasMore">Whether a page follows.</param>
    /// <param name="identity">What an item is told apart by, or <see langword="null"/> when nothing does.</param>
    /// <param name="cancellationToken">Cancels fetching; so does the token given to the enumeration.</param>
    public static IAsyncEnumerable<TItem> ByOffset<TPage, TItem>(
        Func<int, CancellationToken, Task<TPage>> fetch,
        Func<TPage, IReadOnlyList<TItem>?> items,
        Func<TPage, bool> hasMore,
        Func<TItem, string?>? identity,
        CancellationToken cancellationToken) =>
        Enumerate(fetch, items, hasMore, identity, first: 0, static (offset, count) => offset + count, cancellationToken);

    private static async IAsyncEnumerable<TItem> Enumerate<TPage, TItem>(
        Func<int, CancellationToken, Task<TPage>> fetch,
        Func<TPage, IReadOnlyList<TItem>?> items,
        Func<TPage, bool> hasMore,
        Func<TItem, string?>? identity,
        int first,
        Func<int, int, int> advance,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var circle = new PageCircle<TItem>(identity);
        for (var position = first; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TPage page;
            try
            {
                page = await fetch(position, cancellationToken).ConfigureAwait(false);
            }
            catch (MemoryApiNotFoundException) when (position != first)
            {
                // What was on the last page has been deleted meanwhile.
                yield break;
            }

            var current = items(page);
            if (current is not { Count: > 0 } || circle.IsClosedBy(current))
            {
                yield break;
            }

            for (var i = 0; i < current.Count; i++)
            {
                yield return current[i];
            }

            if (!hasMore(page))
            {
                yield break;
            }

            position = advance(position, current.Count);
        }
    }
}
