using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>Neighbouring items of a batch: as many as fit into one call, or a single one that can't be sent.</summary>
internal sealed class Chunk<T>(long firstIndex, IReadOnlyList<T> items, ArgumentException? problem = null)
{
    public long FirstIndex => firstIndex;

    public IReadOnlyList<T> Items => items;

    public ArgumentException? Problem => problem;
}
