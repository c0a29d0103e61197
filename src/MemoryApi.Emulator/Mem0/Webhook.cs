using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A webhook of a project. The emulator stores it, but never calls it.</summary>
internal sealed record Webhook(
    string Id,
    Project Project,
    string Name,
    string Url,
    IReadOnlyList<string> EventTypes,
    bool IsActive,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public JsonObject ToJson() => new()
    {
        ["webhook_id"] = Id,
        ["name"] = Name,
        ["url"] = Url,
        ["event_types"] = EventTypes.ToJsonArray(),
        ["owner"] = Mem0Account.UserName,
        ["is_active"] = IsActive,
        ["project"] = Project.Name,
        ["created_at"] = Timestamps.Microseconds(CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(UpdatedAt),
    };
}
