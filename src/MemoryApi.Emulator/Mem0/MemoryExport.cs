using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemoryApi.Emulator.Mem0;

/// <summary>An export that was asked for; its outcome is written when its time has come.</summary>
internal sealed class MemoryExport
{
    public required Guid Id { get; init; }

    public required JsonElement Schema { get; init; }

    public required MemoryCondition Filter { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    /// <summary>The entities that its filters name, by which it is found again.</summary>
    public required HashSet<EntityKey> Entities { get; init; }

    public JsonObject? Outcome { get; set; }
}
