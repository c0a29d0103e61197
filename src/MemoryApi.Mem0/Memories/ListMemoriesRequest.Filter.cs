using System;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class ListMemoriesRequest
{
    /// <summary>Creates the object with its required members.</summary>
    /// <param name="filter">Which memories to list. An <see cref="EntityScope"/> converts to it implicitly.</param>
    /// <exception cref="ArgumentException">The filter names no user, agent, app or run that memories may belong to.</exception>
    public ListMemoriesRequest(MemoryFilter filter)
    {
        Require.NotNull(filter, nameof(filter));
        Filters = filter.ToListJson(nameof(filter));
    }

    partial void ValidateMore() => FilterPresence.Check(Filters, "ListMemoriesRequest.Filters");
}
