using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0.AI;

/// <summary>Searches for memories of a scope, within the limits of the options.</summary>
internal sealed class Recaller(Mem0Client client, Mem0MemoryOptions options)
{
    private readonly RequestOptions _request = new() { Timeout = options.RecallTimeout };

    /// <summary>Searches for memories that fit a query, best first. Exceptions of the client surface.</summary>
    public async Task<IReadOnlyList<RecalledMemory>> SearchAsync(string query, EntityScope scope, int limit, CancellationToken cancellationToken)
    {
        using var recording = RecallRecording.Begin(options.TimeProvider);
        var text = WellFormedText.Of(query, options.MaxQueryCharacters);
        if (string.IsNullOrWhiteSpace(text))
        {
            recording?.Skip();
            return [];
        }

        try
        {
            var found = await client.Memories
                .SearchAsync(text, RecallFilter.Of(scope, options.RecallAgentMemories), limit, options.Threshold, _request, cancellationToken)
                .ConfigureAwait(false);
            var memories = Fitting(found.Results, scope, limit, out var characters);
            recording?.End(memories.Count, characters);
            return memories;
        }
        catch (Exception exception)
        {
            recording?.Fail(exception);
            throw;
        }
    }

    private List<RecalledMemory> Fitting(IReadOnlyList<ScoredMemory> found, EntityScope scope, int limit, out int characters)
    {
        var memories = new List<RecalledMemory>(Math.Min(found.Count, limit));
        characters = 0;
        foreach (var memory in found)
        {
            if (memories.Count < limit
                && memory.Text is { } text
                && !string.IsNullOrWhiteSpace(text)
                && text.Length <= options.MaxCharacters - characters
                && RecallFilter.Admits(scope, options.RecallAgentMemories, memory))
            {
                memories.Add(new RecalledMemory(memory.Id, text, memory.UpdatedAt ?? memory.CreatedAt, memory.Score));
                characters += text.Length;
            }
        }

        return memories;
    }
}
