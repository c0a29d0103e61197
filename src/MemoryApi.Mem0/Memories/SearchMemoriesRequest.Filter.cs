using System;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class SearchMemoriesRequest
{
    /// <summary>Creates the object with its required members.</summary>
    /// <param name="query">What to look for, in natural language.</param>
    /// <param name="filter">Which memories to look at. An <see cref="EntityScope"/> converts to it implicitly.</param>
    /// <exception cref="ArgumentException">The query is blank, or the filter is one that the service is known to refuse in a search.</exception>
    public SearchMemoriesRequest(string query, MemoryFilter filter)
    {
        Require.NotBlank(query, nameof(query));
        Require.NotNull(filter, nameof(filter));
        Query = query;
        Filters = filter.ToSearchJson(nameof(filter));
    }

    partial void ValidateMore() => FilterPresence.Check(Filters, "SearchMemoriesRequest.Filters");
}

/// <summary>Refuses filters without any condition.</summary>
internal static class FilterPresence
{
    public static void Check(JObject filters, string name)
    {
        if (filters.Count == 0)
        {
            throw new ArgumentException($"{name} is empty. The service wants at least a user, agent, app or run.", "request");
        }
    }
}
