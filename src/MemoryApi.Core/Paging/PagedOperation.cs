using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Reads the list of an operation item by item, over all its pages. A page is fetched when its first item is asked for, so a consumer that stops
/// fetches no more. The list ends where the service says that it ends; a page that comes again is no end, since items that are added meanwhile
/// shift others onto later pages. Each item comes once, if the specification says what identifies it.
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

    /// <summary>Says how the pages of an operation are read.</summary>
    /// <param name="operation">Its <c>operationId</c>, for errors.</param>
    /// <param name="isByOffset">Whether a page begins after a number of items; otherwise pages are numbered from 1.</param>
    /// <param name="items">The items of a page.</param>
    /// <param name="hasMore">Whether the service says that a page follows; <see langword="null"/> when it says nothing, so that <paramref name="count"/> decides.</param>
    /// <param name="count">How many items the service says that there are on all pages. Default: it doesn't say.</param>
    /// <param name="identity">What tells an item apart from all others. Default: nothing does, and an item may come more than once.</param>
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
    /// <param name="fetch">Fetches the page with a number, or the one after a number of items.</param>
    /// <param name="cancellationToken">Cancels fetching; so does the token given to the enumeration.</param>
    /// <exception cref="MemoryApiException">A page couldn't be fetched, or the pages contradict each other or never end.</exception>
    public IAsyncEnumerable<TItem> Enumerate(Func<int, CancellationToken, Task<TPage>> fetch, CancellationToken cancellationToken)
    {
        Require.NotNull(fetch, nameof(fetch));
        return ReadAsync(fetch, static page => page, static (_, item) => item, cancellationToken);
    }

    /// <summary>Reads the list, with each item what came beside its page.</summary>
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

    // Of an item without an identity nobody knows whether it came before.
    private bool IsNew(TItem item, IdentitySet seen) => _identity!(item) is not { Length: > 0 } identity || seen.Add(identity);
}
