using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>
/// Fills a JSON schema from memories, for exports and profiles. There is no model: a text member gets the memory that shares the most
/// terms with the name and description of the member, a list gets all memories, and a number gets their count.
/// </summary>
internal static class SchemaFiller
{
    private const int DepthLimit = 16;

    public static JsonObject Fill(JsonElement schema, IReadOnlyList<string> memories) =>
        Value(schema, schema, "", memories, 0) as JsonObject ?? [];

    private static JsonNode? Value(JsonElement root, JsonElement schema, string name, IReadOnlyList<string> memories, int depth)
    {
        if (depth > DepthLimit)
        {
            return null;
        }

        schema = Resolve(root, schema);
        switch (TypeOf(schema))
        {
            case "object":
                var result = new JsonObject();
                if (schema.Member("properties") is { ValueKind: JsonValueKind.Object } properties)
                {
                    foreach (var property in properties.EnumerateObject())
                    {
                        result[property.Name] = Value(root, property.Value, property.Name, memories, depth + 1);
                    }
                }

                return result;
            case "array":
                return schema.Member("items") is { } items && TypeOf(Resolve(root, items)) != "string"
                    ? memories.Select(memory => Value(root, items, name, [memory], depth + 1)).ToJsonArray()
                    : memories.ToJsonArray();
            case "integer" or "number":
                return memories.Count;
            case "boolean":
                return memories.Count > 0;
            default:
                return BestMatch(name, schema.Text("description"), memories);
        }
    }

    private static string? BestMatch(string name, string? description, IReadOnlyList<string> memories)
    {
        var wanted = TermDictionary.Split($"{name.Replace('_', ' ')} {description}");
        return memories.MaxBy(memory => TermDictionary.Split(memory).Count(wanted.Contains));
    }

    /// <summary>The first type that is not null; a schema with properties counts as an object even without a type.</summary>
    private static string? TypeOf(JsonElement schema) => schema.Member("type") switch
    {
        { ValueKind: JsonValueKind.String } type => type.GetString(),
        { ValueKind: JsonValueKind.Array } types => types.EnumerateArray().Select(type => type.GetString()).FirstOrDefault(type => type != "null"),
        _ => schema.Has("properties") ? "object" : null,
    };

    private static JsonElement Resolve(JsonElement root, JsonElement schema)
    {
        for (var i = 0; i < DepthLimit && schema.ValueKind == JsonValueKind.Object; i++)
        {
            if (schema.Text("$ref") is { } reference && reference.StartsWith("#/", StringComparison.Ordinal))
            {
                JsonElement? target = root;
                foreach (var part in reference[2..].Split('/'))
                {
                    target = target?.Member(part);
                }

                schema = target ?? default;
            }
            else if (schema.Member("anyOf") is { ValueKind: JsonValueKind.Array } options)
            {
                schema = options.EnumerateArray().FirstOrDefault(option => TypeOf(option) != "null");
            }
            else
            {
                break;
            }
        }

        return schema;
    }
}
