using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Paging;

/// <summary>
/// A list behind a paged operation to which another writer adds, or adds and deletes, before each page is read. It counts its pages anew for each call,
/// as the services do, and has no page by number behind the last.
/// </summary>
internal sealed class ShiftingList : HttpMessageHandler
{
    private readonly PagedCall _call;
    private readonly Random _random;
    private readonly bool _isDeleting;
    private readonly List<int> _items;
    private readonly HashSet<int> _staying;
    private int _next;
    private int _changesLeft;

    public ShiftingList(PagedCall call, Random random, int count, bool isDeleting)
    {
        _call = call;
        _random = random;
        _isDeleting = isDeleting;
        _items = [.. Enumerable.Range(0, count)];
        _staying = [.. _items];
        _next = count;
        _changesLeft = random.Next(0, 40);
    }

    /// <summary>Items that were there from the beginning to the end.</summary>
    public IReadOnlySet<int> Staying => _staying;

    /// <summary>Items that a page had.</summary>
    public HashSet<int> Shown { get; } = [];

    /// <summary>How many items lie before the end of the furthest page.</summary>
    public int Furthest { get; private set; }

    public int Deletions { get; private set; }

    /// <summary>Pages of which all items had been on earlier ones.</summary>
    public int RepeatedPages { get; private set; }

    public int MissingPages { get; private set; }

    /// <summary>Where an item stands now.</summary>
    public int PlaceOf(int item) => _items.IndexOf(item);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_changesLeft > 0 && _random.Next(3) > 0)
        {
            _changesLeft--;
            Write();
        }

        var query = request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split('=')).ToDictionary(static part => part[0], static part => part[1]);
        var size = Number("page_size") ?? Number("limit") ?? 100;
        var skip = _call.IsByOffset ? Number("offset") ?? 0 : ((Number("page") ?? 1) - 1) * size;
        return Task.FromResult(Respond(request, skip, size));

        int? Number(string name) => query.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : null;
    }

    private HttpResponseMessage Respond(HttpRequestMessage request, int skip, int size)
    {
        if (!_call.IsByOffset && skip > 0 && skip >= _items.Count)
        {
            MissingPages++;
            return Response(request, HttpStatusCode.NotFound, """{"detail":"Invalid page."}""");
        }

        var shown = _items.Skip(skip).Take(size).ToList();
        RepeatedPages += shown.Count > 0 && shown.TrueForAll(Shown.Contains) ? 1 : 0;
        Shown.UnionWith(shown);
        Furthest = Math.Max(Furthest, skip + size);
        return Response(request, HttpStatusCode.OK, _call.PageOf(shown, _items.Count, hasMore: skip + shown.Count < _items.Count));
    }

    private static HttpResponseMessage Response(HttpRequestMessage request, HttpStatusCode status, string body) =>
        new(status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private void Write()
    {
        if (_isDeleting && _random.Next(2) == 0)
        {
            // One, some in a row, or all of them at the end.
            var first = _random.Next(_items.Count + 1);
            var count = _random.Next(5) switch { 0 => _items.Count - first, 1 => Math.Min(_random.Next(150), _items.Count - first), _ => Math.Min(1, _items.Count - first) };
            Deletions += count;
            _staying.ExceptWith(_items.GetRange(first, count));
            _items.RemoveRange(first, count);
            return;
        }

        // The services don't say in which order they list, so at the beginning, at the end or anywhere.
        var place = _random.Next(3) switch { 0 => 0, 1 => _items.Count, _ => _random.Next(_items.Count + 1) };
        var added = _random.Next(4) == 0 ? _random.Next(1, 300) : _random.Next(1, 4);
        _items.InsertRange(place, Enumerable.Range(_next, added));
        _next += added;
    }
}
