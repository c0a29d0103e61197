using System;
using System.Collections.Generic;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Notices pages that come again, by Brent's method: each page is compared with the one before it and with a page further back, which is
/// moved up after 1, 2, 4, 8 … pages. So it needs two pages and no hashes, which could end a list that only looks repeated.
/// </summary>
internal sealed class PageCircle<TItem>(Func<TItem, string?>? identity)
{
    private IReadOnlyList<TItem>? _previous;
    private IReadOnlyList<TItem>? _mark;
    private long _sinceMark;
    private long _stretch = 1;

    /// <summary>Whether this page was here before.</summary>
    public bool IsClosedBy(IReadOnlyList<TItem> page)
    {
        if (identity is null)
        {
            return false;
        }

        if (AreSame(_previous, page) || AreSame(_mark, page))
        {
            return true;
        }

        _previous = page;
        if (_mark is null || ++_sinceMark == _stretch)
        {
            _mark = page;
            _stretch *= 2;
            _sinceMark = 0;
        }

        return false;
    }

    private bool AreSame(IReadOnlyList<TItem>? earlier, IReadOnlyList<TItem> page)
    {
        if (earlier is null || earlier.Count != page.Count)
        {
            return false;
        }

        for (var i = 0; i < page.Count; i++)
        {
            // Items without an identity could all be different ones.
            if (identity!(page[i]) is not { Length: > 0 } id || !string.Equals(id, identity(earlier[i]), StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
