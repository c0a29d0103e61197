using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class Memory : IOwnedMemory
{
}

public partial class ScoredMemory : IOwnedMemory
{
}

public partial class EntityMemory : IMemory
{
}

// The result of an addition contains the text one level deeper, and no other data of a memory.
public partial class AddedMemory : IMemory
{
    string? IMemory.Text => Data?.Text;

    JObject? IMemory.Metadata => null;

    IReadOnlyList<string>? IMemory.Categories => null;

    DateTimeOffset? IMemory.CreatedAt => null;

    DateTimeOffset? IMemory.UpdatedAt => null;
}
