using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private EmulatorResponse Add(EmulatorRequest request)
    {
        var body = Body(request);
        var add = ReadAdd(body);
        if (add.Infer)
        {
            var queued = _store.QueueAdd(add, body);
            return Ok(new JsonObject { ["event_id"] = queued.ToString(), ["status"] = "PENDING" });
        }

        var (eventId, results) = _store.AddVerbatim(add, body);
        return Ok(new JsonObject
        {
            ["message"] = "Memories stored successfully.",
            ["status"] = "SUCCEEDED",
            ["event_id"] = eventId.ToString(),
            ["results"] = results.Select(result => (JsonNode?)new JsonObject
            {
                ["id"] = result.MemoryId.ToString(),
                ["data"] = new JsonObject { ["memory"] = result.Memory },
                ["event"] = result.Event,
            }).ToJsonArray(),
        });
    }

    private static NewMemory ReadAdd(JsonElement body, bool isLegacy = false)
    {
        if (body.Member("messages") is not { } messages)
        {
            throw Mem0Errors.Add("messages: This field is required.");
        }

        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            throw Mem0Errors.Add("messages: Expected a non-empty list of messages.");
        }

        var input = messages.EnumerateArray().Select(ReadMessage).ToList();
        var infer = OptionalFlag(body, "infer", true, Mem0Errors.Add);
        if (!infer && messages.EnumerateArray().Any(message => HasMedia(message.Member("content")!.Value)))
        {
            // One page of the documentation says that these are rejected, another that they are skipped. An error makes a test notice them.
            throw Mem0Errors.Add("messages: Images and documents can't be stored without inference.");
        }

        var scope = new MemoryOwners(Id("user_id"), Id("agent_id"), Id("app_id"), Id("run_id"));
        if (scope.IsEmpty)
        {
            throw Mem0Errors.Add(Mem0Errors.EntityRequired);
        }

        OptionalText(body, "custom_instructions", Mem0Errors.Add);
        OptionalText(body, "agent_custom_instructions", Mem0Errors.Add);
        return new NewMemory
        {
            Scope = scope,
            Infer = infer,
            Input = input,
            Metadata = OptionalObject(body, "metadata", Mem0Errors.Add),
            Categories = ReadCategories(body.Member("custom_categories"), isLegacy),
            ExpirationDate = OptionalDate(body, "expiration_date", Mem0Errors.Add),
            CreatedAt = ReadTimestamp(body),
            IsImmutable = OptionalFlag(body, "immutable", false, Mem0Errors.Add),
        };

        string? Id(string name) => OptionalText(body, name, Mem0Errors.Add) is { Length: > 0 } id ? id : null;
    }

    private static MessageInput ReadMessage(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || message.Text("role") is not { } role || message.Member("content") is not { } content)
        {
            throw Mem0Errors.Add("messages: Each message needs a role and a content.");
        }

        return role is "user" or "assistant" or "system" or "agent"
            ? new MessageInput(role, ReadContent(content))
            : throw Mem0Errors.Add($"messages: \"{role}\" is not a valid role.");
    }

    /// <summary>Text stays as it is. An image or document becomes its kind and address, since there is no model to read it.</summary>
    private static string ReadContent(JsonElement content)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                return content.GetString()!;
            case JsonValueKind.Array:
                return string.Join('\n', content.EnumerateArray().Select(ReadContent));
            case JsonValueKind.Object when content.Text("type") is "text" && content.Text("text") is { } text:
                return text;
            case JsonValueKind.Object when content.Text("type") is { } type && type is "image_url" or "mdx_url" or "txt_url" or "pdf_url":
                return content.Member(type!)?.Text("url") is { } url
                    ? $"{type}: {url}"
                    : throw Mem0Errors.Add($"messages: A content of type {type} needs {type}.url.");
            default:
                throw Mem0Errors.Add("messages: A content is a text or an object of a known type.");
        }
    }

    private static bool HasMedia(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.Array => content.EnumerateArray().Any(HasMedia),
        JsonValueKind.Object => content.Text("type") is not "text",
        _ => false,
    };

    private static CategoryName[]? ReadCategories(JsonElement? categories, bool isLegacy)
    {
        if (categories is not { } list)
        {
            return null;
        }

        if (isLegacy && list.ValueKind == JsonValueKind.Object)
        {
            return CategoryName.From(list.EnumerateObject().Select(member => member.Name));
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Mem0Errors.Add($"custom_categories: {NotAList(list)}");
        }

        if (list.EnumerateArray().FirstOrDefault(item => item.ValueKind != JsonValueKind.Object) is { ValueKind: not JsonValueKind.Undefined } bare)
        {
            throw Mem0Errors.Add($"custom_categories: {NotADictionary(bare)}");
        }

        return list.GetArrayLength() == 0
            ? null
            : CategoryName.From(list.EnumerateArray().SelectMany(item => item.EnumerateObject()).Select(member => member.Name));
    }

    private static DateTimeOffset? ReadTimestamp(JsonElement body)
    {
        if (body.Member("timestamp") is not { } timestamp)
        {
            return null;
        }

        return timestamp.ValueKind == JsonValueKind.Number && timestamp.TryGetInt64(out var seconds) && IsUnixTime(seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw Mem0Errors.Add("timestamp: A valid integer is required, a Unix time in seconds.");
    }

    private static bool IsUnixTime(double seconds) => seconds is >= -62_135_596_800 and < 253_402_300_800;
}
