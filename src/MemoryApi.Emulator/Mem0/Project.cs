using System;
using System.Linq;
using System.Text.Json;
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

    /// <summary>The settings that an update can change, by wire name.</summary>
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
        ["usecase"] = null,
    };

    public void Set(string name, JsonElement? value)
    {
        switch (name)
        {
            // Responses have it as "usecase", a text. The effect of another type is not documented.
            case "usecase_setting":
                Settings["usecase"] = value is { ValueKind: JsonValueKind.String } usecase ? usecase.GetString() : null;
                break;

            // Clients send a text, and the vendor's description has a list. Responses have a text.
            case "custom_instructions" when value is { ValueKind: JsonValueKind.Array } lines:
                Settings[name] = string.Join('\n', lines.EnumerateArray().Select(line => line.GetString()));
                break;
            default:
                Settings[name] = value?.Clone().ToNode();
                break;
        }
    }

    public string Name => (string?)Settings["name"] ?? "";

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["project_id"] = Id,
            ["created_at"] = Timestamps.Microseconds(CreatedAt),
            ["updated_at"] = Timestamps.Microseconds(UpdatedAt),
            ["members"] = Members.ToJson(),
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
