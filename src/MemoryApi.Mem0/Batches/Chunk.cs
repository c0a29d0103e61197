using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>Consecutive items of a batch: as many as fit into one call, or a single invalid item.</summary>
internal sealed class Chunk<T>(long firstIndex, IReadOnlyList<T> items, ArgumentException? problem = null)
{
    public long FirstIndex => firstIndex;

    public IReadOnlyList<T> Items => items;

    public ArgumentException? Problem => problem;
}
