using System;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A project of an organization. Only touched under the store's lock.</summary>
internal sealed class Project
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required bool IsDefault { get; init; }

    public MemberList Members { get; } = new();

    /// <summary>What an update can change, by wire name.</summary>
    public JsonObject Settings { get; } = new()
    {
        ["name"] = null,
        ["description"] = null,
        ["custom_instructions"] = null,
        ["agent_custom_instructions"] = null,
        ["custom_categories"] = null,
        ["multilingual"] = false,
        ["memory_depth"] = "default",
        ["decay"] = false,
        ["enable_graph"] = false,
        ["version"] = "v3",
    };

    public string Name => (string?)Settings["name"] ?? "";

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["project_id"] = Id,
            ["created_at"] = Timestamps.Microseconds(CreatedAt),
            ["updated_at"] = Timestamps.Microseconds(UpdatedAt),
            ["members"] = Members.ToJson(),
            ["usecase"] = null,
            ["inclusion_prompt"] = null,
            ["exclusion_prompt"] = null,
            ["update_custom_instructions"] = null,
            ["summary_custom_instructions"] = null,
            ["summary_batch_size"] = 10,
            ["summary_max_tokens"] = null,
            ["expiration_date"] = null,
            ["is_default"] = IsDefault,
            ["active_prompt_profile"] = null,
            ["user_role"] = "OWNER",
        };
        foreach (var (name, value) in Settings)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }
}
