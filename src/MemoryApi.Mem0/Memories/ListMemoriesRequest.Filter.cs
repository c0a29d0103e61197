using System;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class ListMemoriesRequest
{
    /// <summary>Sets what the service requires.</summary>
    /// <param name="filter">Which memories to list; an <see cref="EntityScope"/> converts to it by itself.</param>
    /// <exception cref="ArgumentException">The filter names no user, agent, app or run that memories may belong to.</exception>
    public ListMemoriesRequest(MemoryFilter filter)
    {
        Require.NotNull(filter, nameof(filter));
        Filters = filter.ToListJson(nameof(filter));
    }

    partial void ValidateMore() => FilterPresence.Check(Filters, "ListMemoriesRequest.Filters");
}
