using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryApi.Mem0.AI;

/// <summary>A memory in the result of a function.</summary>
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

/// <summary>The JSON metadata of arguments and results, without reflection. Callers of functions, such as an MCP server, serialize results as <see cref="object"/>.</summary>
[JsonSerializable(typeof(List<ToolMemory>))]
[JsonSerializable(typeof(ToolMemory))]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class ToolJson : JsonSerializerContext;
