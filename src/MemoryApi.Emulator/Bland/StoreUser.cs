using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>A person in a legacy store. Only touched under the registry's lock.</summary>
internal sealed class StoreUser
{
    public required string Id { get; init; }

    public required string StoreId { get; init; }

    public required string PhoneNumber { get; init; }

    public string? ExternalMemoryKey { get; init; }

    public string? Metadata { get; set; }

    public string? Summary { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<StoreCall> Calls { get; } = [];

    private string? LastCallAt => Calls.Count == 0 ? null : Timestamps.Milliseconds(Calls.Max(call => call.CreatedAt));

    public JsonArray CallsJson() => Calls.Select(call => (JsonNode?)call.ToJson()).ToJsonArray();

    /// <summary>The user in responses of add and update.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["memory_id"] = StoreId,
        ["phone_number"] = PhoneNumber,
        ["metadata"] = Metadata,
        ["summary"] = Summary,
        ["created_at"] = Timestamps.Milliseconds(CreatedAt),
        ["call_count"] = Calls.Count,
        ["last_call_at"] = LastCallAt,
    };

    /// <summary>The user as a part of its store.</summary>
    public JsonObject ToStoreJson() => new()
    {
        ["phone_number"] = PhoneNumber,
        ["created_at"] = Timestamps.Milliseconds(CreatedAt),
        ["call_count"] = Calls.Count,
        ["metadata"] = Metadata,
        ["last_call_at"] = LastCallAt,
        ["summary"] = Summary,
        ["calls"] = CallsJson(),
    };

    /// <summary>The user in the response of a get.</summary>
    public JsonObject ToDetailJson() => new()
    {
        ["metadata"] = Metadata,
        ["summary"] = Summary,
        ["last_call_at"] = LastCallAt,
        ["call_count"] = Calls.Count,
        ["calls"] = CallsJson(),
    };
}
