using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>The memory of a contact in one scope. Only touched under the store's lock.</summary>
internal sealed class ContactMemoryRecord
{
    public required string Id { get; init; }

    public required string ContactId { get; set; }

    public required MemoryScope Scope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public string? Summary { get; set; }

    public DateTimeOffset? SummaryUpdatedAt { get; set; }

    public JsonObject Facts { get; set; } = [];

    public List<JsonObject> Messages { get; } = [];

    public List<JsonObject> OpenItems { get; } = [];

    public List<JsonObject> Entities { get; } = [];

    public List<JsonObject> History { get; } = [];

    /// <summary>The memory in responses of create and get.</summary>
    public JsonObject ToFullJson()
    {
        var json = ToChangedJson();
        json["open_items"] = Copy(OpenItems);
        json["memory_history"] = Copy(History);
        return json;
    }

    /// <summary>The memory in responses to a change of facts or summary, without open items and history.</summary>
    public JsonObject ToChangedJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["org_id"] = BlandAccount.OrganizationId,
            ["contact_id"] = ContactId,
            ["persona_id"] = Scope.PersonaId,
            ["agent_number"] = Scope.AgentNumber,
            ["summary"] = Summary,
            ["facts"] = Facts.DeepClone(),
            ["recent_messages"] = Copy(Messages),
            ["created_at"] = Timestamps.Milliseconds(CreatedAt),
            ["updated_at"] = Timestamps.Milliseconds(UpdatedAt),
        };
        if (SummaryUpdatedAt is { } at)
        {
            json["summary_updated_at"] = Timestamps.Milliseconds(at);
        }

        return json;
    }

    /// <summary>The memory as a part of its contact.</summary>
    public JsonObject ToEmbeddedJson() => new()
    {
        ["id"] = Id,
        ["contact_id"] = ContactId,
        ["persona_id"] = Scope.PersonaId,
        ["agent_number"] = Scope.AgentNumber,
        ["summary"] = Summary,
        ["facts"] = Facts.DeepClone(),
        ["recent_messages"] = Copy(Messages),
        ["open_items"] = Copy(OpenItems),
        ["entities"] = Copy(Entities),
    };

    /// <summary>The context that an agent receives when a conversation starts.</summary>
    public JsonObject ToContextJson() => new()
    {
        ["contact_id"] = ContactId,
        ["recentMessages"] = Copy(Messages),
        ["summary"] = Summary,
        ["contactFacts"] = Facts.DeepClone(),
        ["entities"] = Copy(Entities),
        ["openItems"] = Copy(OpenItems),
    };

    public JsonArray CopyMessages() => Copy(Messages);

    public void SetSummary(string summary, DateTimeOffset now)
    {
        Summary = summary;
        SummaryUpdatedAt = now;
        UpdatedAt = now;
        History.Add(new JsonObject
        {
            ["timestamp"] = Timestamps.Milliseconds(now),
            ["type"] = "summary_update",
            ["value"] = summary,
        });
    }

    public void Clear(DateTimeOffset now)
    {
        Summary = null;
        SummaryUpdatedAt = null;
        Facts = [];
        Messages.Clear();
        OpenItems.Clear();
        Entities.Clear();
        History.Clear();
        UpdatedAt = now;
    }

    /// <summary>Adds the content of another memory of the same scope. How the service combines two memories is not documented.</summary>
    public void Absorb(ContactMemoryRecord other, DateTimeOffset now)
    {
        foreach (var (name, value) in other.Facts)
        {
            if (!Facts.ContainsKey(name))
            {
                Facts[name] = value?.DeepClone();
            }
        }

        Summary = Summary is null || other.Summary is null ? Summary ?? other.Summary : $"{Summary}\n{other.Summary}";
        var messages = Messages.Concat(other.Messages).OrderBy(message => (string?)message["timestamp"], StringComparer.Ordinal).ToList();
        Messages.Clear();
        Messages.AddRange(messages);
        OpenItems.AddRange(other.OpenItems);
        Entities.AddRange(other.Entities);
        History.AddRange(other.History);
        UpdatedAt = now;
    }

    private static JsonArray Copy(List<JsonObject> items) => items.Select(item => (JsonNode?)item.DeepClone()).ToJsonArray();
}
