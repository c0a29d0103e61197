using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using MemoryApi.Emulator.Json;
using MemoryApi.Emulator.Mem0;

namespace MemoryApi.Emulator;

/// <summary>The state of the emulated Mem0. It offers what Mem0's API has no operation for: storing memories quickly, and changes that only the service itself makes.</summary>
public sealed class Mem0State
{
    private readonly Mem0Store _store;
    private readonly ExportStore _exports;
    private readonly ProfileStore _profiles;
    private readonly DreamStore _dream;

    internal Mem0State(Mem0Store store, ExportStore exports, ProfileStore profiles, DreamStore dream)
    {
        _store = store;
        _exports = exports;
        _profiles = profiles;
        _dream = dream;
    }

    /// <summary>How many memories are stored. Memories of pending events do not count.</summary>
    public int MemoryCount => _store.MemoryCount;

    /// <summary>Stores one memory without an event; searches see it at once. Much faster than a request.</summary>
    /// <param name="text">The text of the memory.</param>
    /// <param name="userId">The user it belongs to.</param>
    /// <param name="agentId">The agent it belongs to.</param>
    /// <param name="appId">The app it belongs to.</param>
    /// <param name="runId">The run it belongs to.</param>
    /// <param name="metadata">A JSON object; null for none.</param>
    /// <param name="categories">Its categories; null to find them in the text.</param>
    /// <param name="createdAt">When it was created; null for now.</param>
    /// <param name="expirationDate">The last day, in UTC, on which it is shown; null for no end.</param>
    /// <returns>The id of the memory.</returns>
    /// <exception cref="ArgumentException">Text is blank, no entity is given, or metadata is not a JSON object.</exception>
    public string AddMemory(
        string text,
        string? userId = null,
        string? agentId = null,
        string? appId = null,
        string? runId = null,
        string? metadata = null,
        IReadOnlyList<string>? categories = null,
        DateTimeOffset? createdAt = null,
        DateOnly? expirationDate = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var scope = new MemoryOwners(userId, agentId, appId, runId);
        if (scope.IsEmpty)
        {
            throw new ArgumentException("A memory must belong to at least one entity. Pass the id of a user, agent, app or run.", nameof(userId));
        }

        return _store.AddDirectly(text, categories, new NewMemory
        {
            Scope = scope,
            Metadata = metadata is null ? null : ParseObject(metadata),
            CreatedAt = createdAt,
            ExpirationDate = expirationDate,
            Input = [new MessageInput("user", text)],
        }).ToString();
    }

    /// <summary>Marks a memory as replaced by a later one, as the service does when a newer fact contradicts it.</summary>
    /// <param name="memoryId">The older memory.</param>
    /// <param name="byMemoryId">The memory that replaces it.</param>
    /// <exception cref="ArgumentException">One of the memories does not exist.</exception>
    public void Supersede(string memoryId, string byMemoryId)
    {
        if (!Guid.TryParse(memoryId, out var id) || !Guid.TryParse(byMemoryId, out var by) || !_store.Supersede(id, by))
        {
            throw new ArgumentException("There is no such memory.", nameof(memoryId));
        }

        _dream.Superseded(id, by);
    }

    /// <summary>
    /// Stores a memory that describes a pattern in other memories, as the service does when it synthesizes. It belongs to the same entities as the first of
    /// <paramref name="sourceIds"/>.
    /// </summary>
    /// <param name="text">The pattern.</param>
    /// <param name="sourceIds">Ids of the memories that have the pattern, at least one.</param>
    /// <param name="runId">Id of the run that found the pattern, as an earlier call returned it; null for a new run.</param>
    /// <returns>The ids of the memory and of the run.</returns>
    /// <exception cref="ArgumentException">Text is blank, no memory is given, or there is no such memory or run.</exception>
    public (string MemoryId, string RunId) Synthesize(string text, IReadOnlyList<string> sourceIds, string? runId = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentNullException.ThrowIfNull(sourceIds);
        var sources = sourceIds.Select(id => Guid.TryParse(id, out var known) ? _store.Find(known) : null).OfType<MemoryRecord>().ToList();
        if (sources.Count == 0 || sources.Count != sourceIds.Count)
        {
            throw new ArgumentException("At least one memory is needed, and each must exist.", nameof(sourceIds));
        }

        Guid? run = runId is null ? null : Guid.TryParse(runId, out var known) && _dream.HasRun(known) ? known : throw new ArgumentException("There is no such run.", nameof(runId));
        var id = _store.AddDirectly(text, null, new NewMemory { Scope = sources[0].Scope, IsSynthesized = true });
        return (id.ToString(), _dream.Synthesized(id, sources.ConvertAll(source => source.Id), run).ToString());
    }

    /// <summary>Completes all queued work now, regardless of <see cref="EmulatorOptions.EventDelay"/>: events, exports and profile jobs.</summary>
    public void CompleteEvents()
    {
        _store.CompleteEvents();
        _exports.CompleteAll();
        _profiles.CompleteAll();
    }

    /// <summary>Lets searches find all stored memories now, regardless of <see cref="EmulatorOptions.SearchLag"/>.</summary>
    public void CompleteIndexing() => _store.CompleteIndexing();

    private static JsonElement ParseObject(string json)
    {
        try
        {
            var element = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
            return element.ValueKind == JsonValueKind.Object ? element : throw new ArgumentException("Metadata must be a JSON object.", nameof(json));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("Metadata must be a JSON object.", nameof(json), exception);
        }
    }
}
