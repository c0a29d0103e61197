using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>
/// The results of Dream in the key's project, and the settings of Dream in each project. Dream does nothing by itself here: tests supersede and synthesize
/// memories through <see cref="Mem0State"/>. Where the members of a response aren't known, they are those of the examples in the specification.
/// </summary>
internal sealed class DreamStore(Mem0Store memories)
{
    /// <summary>How many memories a user needs before any are synthesized.</summary>
    private const int FewestMemories = 20;

    private const int InlinedMemories = 10;

    private readonly object _gate = new();
    private readonly Dictionary<string, DreamSettings> _settings = new(StringComparer.Ordinal);
    private readonly List<DreamRun> _runs = [];
    private readonly List<Supersession> _supersessions = [];

    public DreamSettings SettingsOf(string projectId)
    {
        lock (_gate)
        {
            return _settings.GetValueOrDefault(projectId, DreamSettings.Initial);
        }
    }

    public DreamSettings Change(string projectId, bool? isEnabled, string? mode)
    {
        lock (_gate)
        {
            var settings = _settings.GetValueOrDefault(projectId, DreamSettings.Initial);
            if (isEnabled is { } enabled && enabled != settings.IsEnabled)
            {
                settings = settings with { EnabledAt = enabled ? memories.Now : null };
            }

            return _settings[projectId] = settings with { Mode = mode ?? settings.Mode };
        }
    }

    /// <summary>Remembers that a memory was superseded.</summary>
    public void Superseded(Guid id, Guid by)
    {
        lock (_gate)
        {
            _supersessions.Add(new Supersession(id, by, memories.Now));
        }
    }

    public bool HasRun(Guid id)
    {
        lock (_gate)
        {
            return _runs.Exists(run => run.Id == id);
        }
    }

    /// <summary>Adds a memory to an existing run, or to a new one when <paramref name="runId"/> is null. Returns the run's id.</summary>
    public Guid Synthesized(Guid memoryId, IReadOnlyList<Guid> sourceIds, Guid? runId)
    {
        lock (_gate)
        {
            var run = _runs.Find(known => known.Id == runId);
            if (run is null)
            {
                run = new DreamRun(Guid.NewGuid(), memories.Now);
                _runs.Add(run);
            }

            run.Patterns.Add(new DreamPattern(memoryId, sourceIds));
            return run.Id;
        }
    }

    /// <summary>A page of runs, latest first.</summary>
    public JsonObject ListRuns(CursorPage page)
    {
        lock (_gate)
        {
            return page.LatestFirst(_runs, RunJson);
        }
    }

    /// <summary>A page of the memories that a run synthesized; null when there is no such run.</summary>
    public JsonObject? ListRunMemories(Guid runId, CursorPage page)
    {
        lock (_gate)
        {
            return _runs.Find(run => run.Id == runId) is { } found ? page.OldestFirst(Known(found), pattern => MemoryJson(pattern.MemoryId)) : null;
        }
    }

    /// <summary>A page of the superseded memories, latest first.</summary>
    public JsonObject ListActivity(CursorPage page)
    {
        lock (_gate)
        {
            return page.LatestFirst(_supersessions, static supersession => new JsonObject
            {
                ["type"] = "supersede",
                ["memory_id"] = supersession.MemoryId.ToString(),
                ["replaced_by"] = supersession.By.ToString(),
                ["at"] = Timestamps.Microseconds(supersession.At),
            });
        }
    }

    public JsonObject Stats()
    {
        lock (_gate)
        {
            var superseded = memories.Count(memory => memory.ReplacedBy is not null);
            return new JsonObject
            {
                ["active"] = memories.MemoryCount - superseded,
                ["superseded"] = superseded,
                ["merged"] = 0,
                ["synthesized"] = memories.Count(memory => memory.IsSynthesized),
                ["last_run_at"] = _runs.Count == 0 ? null : Timestamps.Microseconds(_runs[^1].At),
            };
        }
    }

    /// <summary>The memories from which a memory was synthesized; empty when it wasn't. Null when there is no such memory.</summary>
    public JsonObject? Sources(Guid memoryId)
    {
        if (memories.Find(memoryId) is null)
        {
            return null;
        }

        lock (_gate)
        {
            var sources = _runs.SelectMany(run => run.Patterns).FirstOrDefault(pattern => pattern.MemoryId == memoryId)?.SourceIds ?? [];
            return new JsonObject { ["results"] = sources.Select(MemoryJson).OfType<JsonNode>().ToJsonArray() };
        }
    }

    public JsonObject Preview()
    {
        var users = memories.MemoriesPerUser().FindAll(count => count >= FewestMemories);
        return new JsonObject { ["eligible_users"] = users.Count, ["eligible_memories"] = users.Sum() };
    }

    public void Reset()
    {
        lock (_gate)
        {
            _settings.Clear();
            _runs.Clear();
            _supersessions.Clear();
        }
    }

    private JsonObject RunJson(DreamRun run)
    {
        var known = Known(run);
        var first = new CursorPage(null, InlinedMemories).OldestFirst(known, pattern => MemoryJson(pattern.MemoryId));
        var sources = known.Take(InlinedMemories).SelectMany(pattern => pattern.SourceIds).Distinct().Select(MemoryJson).OfType<JsonNode>();
        return new JsonObject
        {
            ["run_id"] = run.Id.ToString(),
            ["at"] = Timestamps.Microseconds(run.At),
            ["count"] = known.Count,
            ["synthesized"] = first["results"]!.DeepClone(),
            ["has_more"] = known.Count > InlinedMemories,
            ["mem_cursor"] = first["next_cursor"]?.DeepClone(),
            ["sources"] = sources.ToJsonArray(),
        };
    }

    /// <summary>The patterns of a run whose memories still exist.</summary>
    private List<DreamPattern> Known(DreamRun run) => run.Patterns.FindAll(pattern => memories.Find(pattern.MemoryId) is not null);

    private JsonObject? MemoryJson(Guid id) => memories.Find(id) is { } memory
        ? new JsonObject { ["id"] = memory.Id.ToString(), ["memory"] = memory.Text, ["user_id"] = memory.Scope.UserId }
        : null;

    private sealed record DreamRun(Guid Id, DateTimeOffset At)
    {
        public List<DreamPattern> Patterns { get; } = [];
    }

    private sealed record DreamPattern(Guid MemoryId, IReadOnlyList<Guid> SourceIds);

    private sealed record Supersession(Guid MemoryId, Guid By, DateTimeOffset At);
}
