using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>The service has assigned categories to a memory.</summary>
public sealed class MemoryCategorizedPayload : WebhookPayload
{
    /// <summary>The event of these payloads.</summary>
    internal const string EventName = "CATEGORIZE";

    /// <summary>Creates a payload, e.g. for a test of your handler.</summary>
    /// <param name="memoryId">Id of the memory.</param>
    /// <param name="categories">The categories of the memory.</param>
    /// <param name="json">The whole payload. Default: <see langword="null"/>, the JSON that the service would post for these values.</param>
    /// <exception cref="System.ArgumentNullException">The categories are <see langword="null"/>.</exception>
    public MemoryCategorizedPayload(string? memoryId, IReadOnlyList<string> categories, JObject? json = null)
        : base(EventName, json ?? WebhookWriter.Categorized(EventName, memoryId, categories))
    {
        Require.NotNull(categories, nameof(categories));
        MemoryId = memoryId;
        Categories = categories;
    }

    /// <summary>Id of the memory; <see langword="null"/> when the payload doesn't say.</summary>
    public string? MemoryId { get; }

    /// <summary>The categories of the memory.</summary>
    public IReadOnlyList<string> Categories { get; }
}
