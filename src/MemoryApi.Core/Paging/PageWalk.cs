using System;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Decides which page an enumeration reads next, and when it ends. It relies on the counts that the service sends with each page. The service takes no snapshot:
/// items that are added or deleted meanwhile shift others to different pages, and the next page may disappear.
/// </summary>
/// <remarks>
/// A missing page (404) alone doesn't mean the end of the list. The walk then reads the previous page again, or an earlier one if that is missing too, and that page
/// says whether the list ends there. When pages contradict each other, or bring no new items again and again, the walk throws an exception.
/// </remarks>
internal sealed class PageWalk(string operation, bool isByOffset, bool hasIdentity)
{
    /// <summary>How often a page may be missing or empty although the previous page says that it exists.</summary>
    public const int MostRefusals = 3;

    /// <summary>How many pages in a row may bring no new items, not counting those that the growth of the list explains.</summary>
    public const int MostWithoutNews = 100;

    /// <summary>How many pages the walk reads at most.</summary>
    public const int MostPages = 1_000_000;

    private readonly long _start = isByOffset ? 0 : 1;
    private long _position = isByOffset ? 0 : 1;
    private long _furthest = -1;
    private long _pageSize;
    private long? _firstCount;
    private long? _count;
    private bool _isPromised;
    private bool _isGoingBack;
    private long _stepsBack;
    private int _refusals;
    private int _withoutNews;
    private int _pages;

    /// <summary>The number of the page to read, or the number of items before it.</summary>
    public int Position => (int)_position;

    public bool IsAtStart => _position == _start;

    /// <summary>Whether the walk has never been this far before.</summary>
    public bool IsNewPage => _position > _furthest;

    private string Place => isByOffset ? FormattableString.Invariant($"the page after {_position} items") : FormattableString.Invariant($"page {_position}");

    /// <summary>Notes that there is no page at this position, and goes back to an earlier page.</summary>
    /// <returns>Whether the list ends before this position.</returns>
    /// <exception cref="MemoryApiResponseException">Earlier pages say again and again that the page exists.</exception>
    public bool EndsAt(MemoryApiNotFoundException refusal)
    {
        if (!_isGoingBack)
        {
            // Only the total number of items suggested this page, and the service says that it doesn't exist.
            if (!_isPromised)
            {
                return true;
            }

            if (++_refusals > MostRefusals)
            {
                throw Failure($"{Place} isn't found, although the one before it says that it follows. Repeat the enumeration; if that doesn't help, report it to the service.", refusal);
            }

            _isGoingBack = true;
            _stepsBack = 1;
        }

        CountPage();
        _position = Math.Max(_start, _position - (_stepsBack * (isByOffset ? _pageSize : 1)));
        _stepsBack *= 2;
        return false;
    }

    /// <summary>Notes the result of a page, and moves on to the next.</summary>
    /// <param name="listed">How many items the page has.</param>
    /// <param name="news">How many of these items are new.</param>
    /// <param name="promised">Whether the service says that another page follows; <see langword="null"/> when it doesn't say.</param>
    /// <param name="count">How many items there are on all pages.</param>
    /// <returns>Whether there is a next page to read.</returns>
    /// <exception cref="MemoryApiResponseException">The pages never end.</exception>
    public bool MoveOn(int listed, int news, bool? promised, long? count)
    {
        // A page with items and a count of 0 means that the service sent no count. The last count remains valid.
        _count = count > 0 || (count is not null && listed == 0) ? count : _count;
        _firstCount ??= _count;
        _pageSize = Math.Max(_pageSize, listed);
        var before = isByOffset ? _position : (_position - 1) * _pageSize;
        var isAll = before + listed >= _count;
        var hasMore = _isGoingBack
            ? promised == true && !isAll
            : promised ?? (listed > 0 && _count is not null && !isAll);
        if (!hasMore)
        {
            return false;
        }

        _isPromised = promised == true;
        CountNews(hasIdentity ? news > 0 : listed > 0 && IsNewPage && !(before >= _count));
        _furthest = Math.Max(_furthest, _position);
        if (isByOffset && listed == 0)
        {
            // Without items, an offset can't advance, so the same page is read again.
            if (++_refusals > MostRefusals)
            {
                throw Failure($"{Place} is empty and says that more follows. Repeat the enumeration; if that doesn't help, report it to the service.");
            }
        }
        else if (!_isGoingBack)
        {
            _refusals = 0;
        }

        _isGoingBack = false;
        _position += isByOffset ? listed : 1;
        CountPage();
        return true;
    }

    private void CountNews(bool isNews)
    {
        _withoutNews = isNews ? 0 : _withoutNews + 1;
        var shifted = Math.Max(0, (_count - _firstCount) ?? 0) / Math.Max(1, _pageSize);
        if (_withoutNews > MostWithoutNews + shifted)
        {
            throw Endless(FormattableString.Invariant($"{_withoutNews} pages in a row brought nothing new"));
        }
    }

    private void CountPage()
    {
        if (++_pages >= MostPages || _position > int.MaxValue)
        {
            throw Endless(FormattableString.Invariant($"{_pages} pages were read"));
        }
    }

    private MemoryApiResponseException Endless(string what) => Failure(
        $"the pages have no end: {what}, and the service says that more follow. Check that nothing on the way to the service drops the query, which names the page.");

    private MemoryApiResponseException Failure(string problem, MemoryApiNotFoundException? refusal = null) => new(
        $"{operation}: {problem}", new ApiErrorDetails { Operation = operation, StatusCode = refusal?.StatusCode, RequestId = refusal?.RequestId }, refusal);
}
