using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>A person. Only touched under the store's lock.</summary>
internal sealed class Contact
{
    public required string Id { get; init; }

    public string? Name { get; set; }

    public required JsonObject Metadata { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public List<ContactIdentifier> Identifiers { get; } = [];

    public List<ContactMemoryRecord> Memories { get; } = [];

    /// <summary>The contact in responses of update and merge.</summary>
    public JsonObject ToBasicJson() => new()
    {
        ["id"] = Id,
        ["org_id"] = BlandAccount.OrganizationId,
        ["name"] = Name,
        ["metadata"] = Metadata.DeepClone(),
        ["created_at"] = Timestamps.Milliseconds(CreatedAt),
        ["updated_at"] = Timestamps.Milliseconds(UpdatedAt),
    };

    /// <summary>The contact in responses of get, find, list and resolve.</summary>
    public JsonObject ToFullJson()
    {
        var json = ToBasicJson();
        json["identifiers"] = Identifiers.Select(identifier => (JsonNode?)identifier.ToJson(Id)).ToJsonArray();
        json["memories"] = Memories.Select(memory => (JsonNode?)memory.ToEmbeddedJson()).ToJsonArray();
        json["crm_syncs"] = new JsonArray();
        return json;
    }
}
