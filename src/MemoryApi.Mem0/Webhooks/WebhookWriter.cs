using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Writes the JSON that the service would post, for payloads that a program creates.</summary>
internal static class WebhookWriter
{
    public static JObject Changed(string eventName, string? memoryId, string? text) => Payload(new JObject
    {
        ["id"] = memoryId,
        ["data"] = new JObject { ["memory"] = text },
        ["event"] = eventName,
    });

    public static JObject Categorized(string eventName, string? memoryId, IReadOnlyList<string> categories)
    {
        Require.NotNull(categories, nameof(categories));
        return Payload(new JObject { ["memory_id"] = memoryId, ["event"] = eventName, ["categories"] = new JArray(categories) });
    }

    private static JObject Payload(JObject details) => new() { ["event_details"] = details };
}
