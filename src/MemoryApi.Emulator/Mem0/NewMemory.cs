using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The messages of an add, and what applies to all memories that it stores.</summary>
internal sealed record NewMemory
{
    public required MemoryOwners Scope { get; init; }

    /// <summary>Whether facts are extracted, in a queued event. False stores each message as it is, at once.</summary>
    public bool Infer { get; init; } = true;

    public JsonElement? Metadata { get; init; }

    /// <summary>The categories to choose from; null for the project's or the default ones.</summary>
    public IReadOnlyList<CategoryName>? Categories { get; init; }

    public DateOnly? ExpirationDate { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public bool IsImmutable { get; init; }

    public bool IsSynthesized { get; init; }

    public IReadOnlyList<MessageInput> Input { get; init; } = [];
}
