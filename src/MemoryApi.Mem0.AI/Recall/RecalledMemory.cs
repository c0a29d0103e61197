using System;

namespace MemoryApi.Mem0.AI;

/// <summary>A memory that was recalled for a turn. <see cref="object.ToString"/> doesn't contain its text, which could get into a log by accident.</summary>
public sealed class RecalledMemory
{
    /// <summary>Creates a memory, e.g. for a test of a formatter.</summary>
    /// <param name="id">Id of the memory.</param>
    /// <param name="text">Its text.</param>
    /// <param name="notedAt">When the memory was created or last changed, if that is known.</param>
    /// <param name="score">The relevance of the memory, if that is known.</param>
    /// <exception cref="ArgumentNullException">Id or text is <see langword="null"/>.</exception>
    public RecalledMemory(string id, string text, DateTimeOffset? notedAt = null, double? score = null)
    {
        Id = id ?? throw new ArgumentNullException(nameof(id));
        Text = text ?? throw new ArgumentNullException(nameof(text));
        NotedAt = notedAt;
        Score = score;
    }

    /// <summary>Id of the memory.</summary>
    public string Id { get; }

    /// <summary>Text of the memory.</summary>
    public string Text { get; }

    /// <summary>When the memory was created or last changed; <see langword="null"/> when the service doesn't say.</summary>
    public DateTimeOffset? NotedAt { get; }

    /// <summary>The relevance for the query, from 0 to 1; <see langword="null"/> when the service doesn't say.</summary>
    public double? Score { get; }
}
