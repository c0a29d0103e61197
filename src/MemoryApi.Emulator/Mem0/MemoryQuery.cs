using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The conditions of a search or list: its filters, and the other members that limit it.</summary>
internal sealed record MemoryQuery
{
    public MemoryCondition? Filter { get; init; }

    public bool ShowExpired { get; init; }

    public bool LatestOnly { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public JsonElement? Metadata { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public string? Keywords { get; init; }

    /// <summary>The entity, when the query selects all of its memories apart from expired ones; null when the query has other conditions.</summary>
    public EntityKey? WholeEntity =>
        Filter is BelongsTo filter && !LatestOnly && Categories.Count == 0 && Metadata is null && From is null && To is null && Keywords is null
            ? filter.OnlyEntity
            : null;

    public bool Accepts(MemoryRecord memory, DateOnly today) =>
        (ShowExpired || !memory.IsExpired(today)) &&
        (!LatestOnly || memory.ReplacedBy is null) &&
        (Filter is null || Filter.Matches(memory)) &&
        (Categories.Count == 0 || memory.Categories.Any(category => Categories.Contains(category))) &&
        (From is null || DateOnly.FromDateTime(memory.CreatedAt.UtcDateTime) >= From) &&
        (To is null || DateOnly.FromDateTime(memory.CreatedAt.UtcDateTime) <= To) &&
        (Keywords is null || memory.Text.Contains(Keywords, StringComparison.OrdinalIgnoreCase)) &&
        (Metadata is null || Metadata.Value.EnumerateObject().All(member =>
            memory.Metadata is { } metadata && metadata.TryGetProperty(member.Name, out var value) && value.SameAs(member.Value)));
}
