using System;
using System.Text.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The changes of an update. Metadata and expiration date can also be set to null.</summary>
internal sealed record MemoryChange
{
    public string? Text { get; init; }

    public bool SetsMetadata { get; init; }

    public JsonElement? Metadata { get; init; }

    public bool SetsExpirationDate { get; init; }

    public DateOnly? ExpirationDate { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public bool IsEmpty => Text is null && !SetsMetadata && !SetsExpirationDate && CreatedAt is null;
}
