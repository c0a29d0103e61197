using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A requested export. Its outcome is created by the first read from <see cref="DueAt"/> on.</summary>
internal sealed class MemoryExport
{
    public required Guid Id { get; init; }

    public required JsonElement Schema { get; init; }

    public required MemoryCondition Filter { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    /// <summary>The entities that its filters name. A client can get the export by them instead of by id.</summary>
    public required HashSet<EntityKey> Entities { get; init; }

    public JsonObject? Outcome { get; set; }
}
