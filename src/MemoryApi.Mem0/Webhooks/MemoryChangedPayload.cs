using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>A memory was added, changed or deleted.</summary>
public sealed class MemoryChangedPayload : WebhookPayload
{
    internal MemoryChangedPayload(string eventName, string? memoryId, string? text, JObject json)
        : base(eventName, json)
    {
        Change = eventName;
        MemoryId = memoryId;
        Text = text;
    }

    /// <summary>What happened to the memory: it was added, changed or deleted.</summary>
    public MemoryEventKind Change { get; }

    /// <summary>Id of the memory; <see langword="null"/> when the payload doesn't say.</summary>
    public string? MemoryId { get; }

    /// <summary>Text of the memory; <see langword="null"/> when the payload doesn't say.</summary>
    public string? Text { get; }
}
