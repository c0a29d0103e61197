using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryApi.Mem0.AI;

/// <summary>A memory as a model sees it.</summary>
internal sealed class ToolMemory(string id, string note, string? noted)
{
    [JsonPropertyName("id")]
    public string Id { get; } = id;

    [JsonPropertyName("note")]
    public string Note { get; } = note;

    [JsonPropertyName("noted")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Noted { get; } = noted;
}

/// <summary>The JSON of arguments and results, without reflection. What calls functions, such as an MCP server, writes results as objects.</summary>
[JsonSerializable(typeof(List<ToolMemory>))]
[JsonSerializable(typeof(ToolMemory))]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class ToolJson : JsonSerializerContext;
