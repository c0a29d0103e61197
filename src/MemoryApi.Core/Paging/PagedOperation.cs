using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Enumerates the items of all pages of an operation. It fetches a page only when the consumer asks for its first item, so a consumer that stops causes no further
/// requests. The list ends where the service says so. A page without new items doesn't end it, since items that are added meanwhile shift others onto later pages.
/// Each item is returned once, if the specification says what identifies an item.
/// </summary>
/// <typeparam name="TPage">Type of a page.</typeparam>
/// <typeparam name="TItem">Type of an item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PagedOperation<TPage, TItem>
{
    private readonly string _operation;
    private readonly bool _isByOffset;
    private readonly Func<TPage, IReadOnlyList<TItem>?> _items;
    private readonly Func<TPage, bool?> _hasMore;
    private readonly Func<TPage, long?>? _count;
    private readonly Func<TItem, string?>? _identity;

    /// <summary>Describes how to read the pages of an operation.</summary>
    /// <param name="operation">The <c>operationId</c>, for error messages.</param>
    /// <param name="isByOffset">Whether the position of a page is an offset, counted in items. Otherwise pages are numbered from 1.</param>
    /// <param name="items">The items of a page.</param>
    /// <param name="hasMore">Whether the service says that another page follows; <see langword="null"/> when it doesn't say, so that <paramref name="count"/> decides.</param>
    /// <param name="count">The total number of items on all pages, if the service sends it. Default: it doesn't.</param>
    /// <param name="identity">The text that identifies an item. Default: none, so an item may be returned more than once.</param>
    public PagedOperation(
        string operation,
        bool isByOffset,
        Func<TPage, IReadOnlyList<TItem>?> items,
        Func<TPage, bool?> hasMore,
        Func<TPage, long?>? count = null,
        Func<TItem, string?>? identity = null)
    {
        Require.NotNull(operation, nameof(operation));
        Require.NotNull(items, nameof(items));
        Require.NotNull(hasMore, nameof(hasMore));
        _operation = operation;
        _isByOffset = isByOffset;
        _items = items;
        _hasMore = hasMore;
        _count = count;
        _identity = identity;
    }

    /// <summary>Reads the list.</summary>
    /// <param name="fetch">Fetches the page at a position: a page number or an offset.</param>
    /// <param name="cancellationToken">Cancels fetching; so does the token given to the enumeration.</param>
    /// <exception cref="MemoryApiException">A page couldn't be fetched, or the pages contradict each other or never end.</exception>
    public IAsyncEnumerable<TItem> Enumerate(Func<int, CancellationToken, Task<TPage>> fetch, CancellationToken cancellationToken)
    {
        Require.NotNull(fetch, nameof(fetch));
        return ReadAsync(fetch, static page => page, static (_, item) => item, cancellationToken);
    }

    /// <summary>Enumerates the items, each with status code, headers and other metadata of its page.</summary>
    /// <inheritdoc cref="Enumerate"/>
    public IAsyncEnumerable<ApiResponse<TItem>> EnumerateResponses(Func<int, CancellationToken, Task<ApiResponse<TPage>>> fetch, CancellationToken cancellationToken)
    {
        Require.NotNull(fetch, nameof(fetch));
        return ReadAsync(fetch, static response => response.Value, static (response, item) => response.With(item), cancellationToken);
    }

    private async IAsyncEnumerable<TResult> ReadAsync<TFetched, TResult>(
        Func<int, CancellationToken, Task<TFetched>> fetch,
        Func<TFetched, TPage> pageOf,
        Func<TFetched, TItem, TResult> resultOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PageWalk(_operation, _isByOffset, hasIdentity: _identity is not null);
        var seen = _identity is null ? null : new IdentitySet();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TFetched fetched;
            try
            {
                fetched = await fetch(walk.Position, cancellationToken).ConfigureAwait(false);
            }
            catch (MemoryApiNotFoundException refusal) when (!walk.IsAtStart)
            {
                if (walk.EndsAt(refusal))
                {
                    yield break;
                }

                continue;
            }

            var page = pageOf(fetched);
            var items = _items(page) ?? [];
            var isNewPage = walk.IsNewPage;
            var news = 0;
            for (var i = 0; i < items.Count; i++)
            {
                if (seen is null ? isNewPage : IsNew(items[i], seen))
                {
                    news++;
                    yield return resultOf(fetched, items[i]);
                }
            }

            if (!walk.MoveOn(items.Count, news, _hasMore(page), _count?.Invoke(page)))
            {
                yield break;
            }
        }
    }

    // An item without an identity counts as new.
    private bool IsNew(TItem item, IdentitySet seen) => _identity!(item) is not { Length: > 0 } identity || seen.Add(identity);
}
