using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>The service has found the categories of a memory.</summary>
public sealed class MemoryCategorizedPayload : WebhookPayload
{
    internal MemoryCategorizedPayload(string eventName, string? memoryId, IReadOnlyList<string> categories, JObject json)
        : base(eventName, json)
    {
        MemoryId = memoryId;
        Categories = categories;
    }

    /// <summary>Id of the memory; <see langword="null"/> when the payload doesn't say.</summary>
    public string? MemoryId { get; }

    /// <summary>The categories of the memory.</summary>
    public IReadOnlyList<string> Categories { get; }
}
