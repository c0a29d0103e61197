using System;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>A call that a legacy store can remember.</summary>
internal sealed record StoreCall(string Id, string? PhoneNumber, string Summary, double Minutes, bool IsInbound, DateTimeOffset CreatedAt)
{
    public JsonObject ToJson() => new()
    {
        ["c_id"] = Id,
        ["created_at"] = Timestamps.Milliseconds(CreatedAt),
        ["summary"] = Summary,
        ["answered_by"] = "human",
        ["call_length"] = Minutes,
        ["inbound"] = IsInbound,
    };
}
