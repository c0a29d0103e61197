using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>A legacy memory store. Only touched under the registry's lock.</summary>
internal sealed class MemoryStore
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<StoreUser> Users { get; } = [];

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["created_at"] = Timestamps.Milliseconds(CreatedAt),
        ["user_id"] = BlandAccount.OrganizationId,
        ["name"] = Name,
        ["memory_duration"] = null,
    };

    public StoreUser? FindUser(string phoneNumber, string? externalMemoryKey) =>
        Users.Find(user => user.PhoneNumber == phoneNumber && user.ExternalMemoryKey == externalMemoryKey);
}
