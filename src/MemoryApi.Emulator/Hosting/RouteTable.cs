using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator.Hosting;

/// <summary>
/// The operations of one service. A trailing slash is part of the path, an encoded slash is part of its segment, and a template
/// with more literal segments comes first. ASP.NET Core's own routing is not strict about the first two.
/// </summary>
internal sealed class RouteTable
{
    private readonly Dictionary<int, List<Route>> _bySegmentCount = [];

    /// <summary>The names of all operations. An operation with several routes occurs once for each of them.</summary>
    public IEnumerable<string> Operations => _bySegmentCount.Values.SelectMany(routes => routes).Select(route => route.Operation);

    public void Map(string method, string template, string operation, Func<EmulatorRequest, EmulatorResponse> handler)
    {
        var route = new Route(method, template, operation, handler);
        if (!_bySegmentCount.TryGetValue(route.SegmentCount, out var routes))
        {
            _bySegmentCount[route.SegmentCount] = routes = [];
        }

        var position = routes.FindIndex(other => other.LiteralCount < route.LiteralCount);
        routes.Insert(position < 0 ? routes.Count : position, route);
    }

    /// <summary>The route for a request. When it is null, <paramref name="allowed"/> holds the methods that the path has, if any.</summary>
    public Route? Find(EmulatorRequest request, out IReadOnlyList<string> allowed)
    {
        allowed = [];
        if (!_bySegmentCount.TryGetValue(request.Segments.Length, out var routes))
        {
            return null;
        }

        // All matching templates contribute methods: /v1/memories/events/ has GET of its own, and PUT because it also matches /v1/memories/{id}/.
        List<string>? methods = null;
        foreach (var route in routes)
        {
            if (!route.Matches(request.Segments))
            {
                continue;
            }

            if (string.Equals(route.Method, request.Method, StringComparison.Ordinal))
            {
                return route;
            }

            (methods ??= []).Add(route.Method);
        }

        allowed = methods?.Distinct().ToList() ?? [];
        return null;
    }
}
