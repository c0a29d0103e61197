using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A stored memory as of one moment; a change makes a new record.</summary>
internal sealed record MemoryRecord
{
    public required Guid Id { get; init; }

    /// <summary>Position in the order of storing.</summary>
    public required long Sequence { get; init; }

    /// <summary>Position of its add request in the order of acceptance.</summary>
    public required long Accepted { get; init; }

    public required string Text { get; init; }

    public required string Hash { get; init; }

    /// <summary>Ids of the distinct terms of the text, ascending.</summary>
    public required int[] Terms { get; init; }

    public required MemoryOwners Scope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public JsonElement? Metadata { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The time from which its categories and structured attributes are known.</summary>
    public required DateTimeOffset EnrichedAt { get; init; }

    public bool IsEnriched { get; init; } = true;

    public DateOnly? ExpirationDate { get; init; }

    public Guid? ReplacedBy { get; init; }

    public bool IsImmutable { get; init; }

    /// <summary>Whether it describes a pattern in other memories.</summary>
    public bool IsSynthesized { get; init; }

    public IReadOnlyList<MessageInput> Input { get; init; } = [];

    public bool IsUpdated { get; init; }

    /// <summary>The memory is still shown on its expiration date.</summary>
    public bool IsExpired(DateOnly today) => ExpirationDate < today;

    /// <summary>The memory as known at a time: categories and structured attributes are missing before <see cref="EnrichedAt"/>.</summary>
    public MemoryRecord AsOf(DateTimeOffset now) => now >= EnrichedAt ? this : this with { Categories = [], IsEnriched = false };

    /// <summary>How many of the terms the text has.</summary>
    public int CountTerms(ReadOnlySpan<int> terms)
    {
        var count = 0;
        foreach (var term in terms)
        {
            if (Terms.AsSpan().BinarySearch(term) >= 0)
            {
                count++;
            }
        }

        return count;
    }
}

/// <summary>A message that a memory came from.</summary>
internal sealed record MessageInput(string Role, string Content);
