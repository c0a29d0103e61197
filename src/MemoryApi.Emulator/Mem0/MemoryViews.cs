using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The JSON of a memory for each route. The run is <c>run_id</c> in the present search and in <see cref="Earlier"/>, and <c>session_id</c> everywhere else.</summary>
internal static class MemoryViews
{
    private static readonly string[] AlwaysShown = ["id", "memory", "created_at", "score"];

    /// <summary>A memory in responses of get and update.</summary>
    public static JsonObject Full(MemoryRecord memory)
    {
        var json = ListItem(memory);
        json["lifecycle_state"] = "active";
        return json;
    }

    /// <summary>A memory in responses of get and update by the older documentation. Its text is <c>memory</c> in a get and <c>text</c> in an update.</summary>
    public static JsonObject Earlier(MemoryRecord memory, string textField) => new()
    {
        ["id"] = memory.Id.ToString(),
        [textField] = memory.Text,
        ["user_id"] = memory.Scope.UserId,
        ["agent_id"] = memory.Scope.AgentId,
        ["app_id"] = memory.Scope.AppId,
        ["run_id"] = memory.Scope.RunId,
        ["hash"] = memory.Hash,
        ["metadata"] = memory.Metadata.ToNode(),
        ["created_at"] = Timestamps.Microseconds(memory.CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(memory.UpdatedAt),
    };

    public static JsonObject ListItem(MemoryRecord memory) => new()
    {
        ["id"] = memory.Id.ToString(),
        ["memory"] = memory.Text,
        ["user_id"] = memory.Scope.UserId,
        ["agent_id"] = memory.Scope.AgentId,
        ["app_id"] = memory.Scope.AppId,
        ["session_id"] = memory.Scope.RunId,
        ["metadata"] = memory.Metadata.ToNode(),
        ["categories"] = memory.Categories.Count == 0 ? null : memory.Categories.ToJsonArray(),
        ["structured_attributes"] = memory.IsEnriched ? StructuredAttributes(memory.CreatedAt.UtcDateTime) : null,
        ["replaced_by"] = memory.ReplacedBy?.ToString(),
        ["synthesized"] = memory.IsSynthesized,
        ["expiration_date"] = ExpirationDate(memory),
        ["created_at"] = Timestamps.Microseconds(memory.CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(memory.UpdatedAt),
    };

    public static JsonObject SearchItem(MemoryRecord memory, double score) => new()
    {
        ["id"] = memory.Id.ToString(),
        ["memory"] = memory.Text,
        ["user_id"] = memory.Scope.UserId,
        ["agent_id"] = memory.Scope.AgentId,
        ["app_id"] = memory.Scope.AppId,
        ["run_id"] = memory.Scope.RunId,
        ["score"] = score,
        ["score_breakdown"] = new JsonObject { ["semantic"] = score, ["bm25"] = score, ["entity"] = 0 },
        ["metadata"] = memory.Metadata.ToNode(),
        ["categories"] = memory.Categories.ToJsonArray(),
        ["expiration_date"] = ExpirationDate(memory),
        ["created_at"] = Timestamps.Microseconds(memory.CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(memory.UpdatedAt),
    };

    /// <summary>A search result of the second version of the API.</summary>
    public static JsonObject SearchItemV2(MemoryRecord memory, double score)
    {
        var json = SearchItemV1(memory, score);
        json["agent_id"] = memory.Scope.AgentId;
        json["app_id"] = memory.Scope.AppId;
        json["session_id"] = memory.Scope.RunId;
        return json;
    }

    /// <summary>A search result of the first version of the API.</summary>
    public static JsonObject SearchItemV1(MemoryRecord memory, double score) => new()
    {
        ["id"] = memory.Id.ToString(),
        ["memory"] = memory.Text,
        ["user_id"] = memory.Scope.UserId,
        ["score"] = score,
        ["metadata"] = memory.Metadata.ToNode(),
        ["categories"] = memory.Categories.ToJsonArray(),
        ["expiration_date"] = ExpirationDate(memory),
        ["created_at"] = Timestamps.Microseconds(memory.CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(memory.UpdatedAt),
    };

    /// <summary>A memory in the list of the first version of the API.</summary>
    public static JsonObject ListItemV1(MemoryRecord memory)
    {
        var json = Full(memory);
        json.Remove("agent_id");
        json.Remove("app_id");
        json.Remove("session_id");
        return json;
    }

    /// <summary>A memory in the list of one entity.</summary>
    public static JsonObject EntityItem(MemoryRecord memory) => new()
    {
        ["id"] = memory.Id.ToString(),
        ["memory"] = memory.Text,
        ["metadata"] = memory.Metadata.ToNode(),
        ["categories"] = memory.Categories.Count == 0 ? null : memory.Categories.ToJsonArray(),
        ["input"] = Messages(memory.Input),
        ["is_updated"] = memory.IsUpdated,
        ["created_at"] = Timestamps.Microseconds(memory.CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(memory.UpdatedAt),
    };

    public static JsonObject History(HistoryRow row) => new()
    {
        ["id"] = row.Id.ToString(),
        ["memory_id"] = row.MemoryId.ToString(),
        ["input"] = Messages(row.Input),
        ["old_memory"] = row.OldMemory,
        ["new_memory"] = row.NewMemory,
        ["user_id"] = row.Scope.UserId,
        ["agent_id"] = row.Scope.AgentId,
        ["app_id"] = row.Scope.AppId,
        ["session_id"] = row.Scope.RunId,
        ["categories"] = row.Categories.Count == 0 ? null : row.Categories.ToJsonArray(),
        ["event"] = row.Event,
        ["metadata"] = row.Metadata.ToNode(),
        ["previous_embedding_qwen"] = null,
        ["embedding_qwen"] = null,
        ["created_at"] = Timestamps.Microseconds(row.CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(row.UpdatedAt),
    };

    public static JsonArray Messages(IReadOnlyList<MessageInput> messages) => messages
        .Select(message => (JsonNode?)new JsonObject { ["role"] = message.Role, ["content"] = message.Content })
        .ToJsonArray();

    /// <summary>Keeps the wanted members and those that every item has. Keeps all members when none are wanted.</summary>
    public static JsonObject Only(this JsonObject item, IReadOnlyList<string> fields)
    {
        if (fields.Count == 0)
        {
            return item;
        }

        foreach (var name in item.Select(member => member.Key).Where(name => !fields.Contains(name) && !AlwaysShown.Contains(name)).ToList())
        {
            item.Remove(name);
        }

        return item;
    }

    private static string? ExpirationDate(MemoryRecord memory) => memory.ExpirationDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject StructuredAttributes(DateTime time) => new()
    {
        ["year"] = time.Year,
        ["month"] = time.Month,
        ["day"] = time.Day,
        ["hour"] = time.Hour,
        ["minute"] = time.Minute,
        ["day_of_week"] = time.ToString("dddd", CultureInfo.InvariantCulture).ToLowerInvariant(),
        ["week_of_year"] = ISOWeek.GetWeekOfYear(time),
        ["day_of_year"] = time.DayOfYear,
        ["quarter"] = (time.Month + 2) / 3,
        ["is_weekend"] = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday,
    };
}
