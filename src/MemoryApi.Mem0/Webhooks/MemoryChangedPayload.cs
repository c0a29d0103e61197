using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>A memory was added, changed or deleted.</summary>
public sealed class MemoryChangedPayload : WebhookPayload
{
    /// <summary>Creates a payload, e.g. for a test of your handler.</summary>
    /// <param name="change">What happened to the memory.</param>
    /// <param name="memoryId">Id of the memory.</param>
    /// <param name="text">Text of the memory.</param>
    /// <param name="json">The whole payload. Default: <see langword="null"/>, what the service posts for these values.</param>
    /// <exception cref="System.ArgumentException">The change is empty.</exception>
    public MemoryChangedPayload(MemoryEventKind change, string? memoryId, string? text, JObject? json = null)
        : base(Checked(change), json ?? WebhookWriter.Changed(change.Value, memoryId, text))
    {
        Change = change;
        MemoryId = memoryId;
        Text = text;
    }

    /// <summary>What happened to the memory: it was added, changed or deleted.</summary>
    public MemoryEventKind Change { get; }

    /// <summary>Id of the memory; <see langword="null"/> when the payload doesn't say.</summary>
    public string? MemoryId { get; }

    /// <summary>Text of the memory; <see langword="null"/> when the payload doesn't say.</summary>
    public string? Text { get; }

    private static string Checked(MemoryEventKind change)
    {
        Require.NotBlank(change.Value, nameof(change));
        return change.Value;
    }
}
