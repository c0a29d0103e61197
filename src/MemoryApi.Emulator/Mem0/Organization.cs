using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>An organization with its projects. Only touched under the store's lock.</summary>
internal sealed class Organization
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required bool IsDefault { get; init; }

    public MemberList Members { get; } = new();

    public List<Project> Projects { get; } = [];

    public JsonObject ToJson() => new()
    {
        ["org_id"] = Id,
        ["name"] = Name,
        ["created_at"] = Timestamps.Microseconds(CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(CreatedAt),
        ["members"] = Members.ToJson(),
        ["is_default"] = IsDefault,
        ["byok_enabled"] = false,
        ["invitations"] = new JsonArray(),
        ["owner_pricing_plan"] = "pro",
        ["is_owner"] = true,
        ["user_role"] = "OWNER",
    };
}
