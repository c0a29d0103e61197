using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The exports of the project.</summary>
internal sealed class ExportStore(Mem0Store memories, EmulatorOptions options)
{
    private readonly object _gate = new();
    private readonly List<MemoryExport> _exports = [];

    public Guid Create(JsonElement schema, MemoryCondition filter, HashSet<EntityKey> entities)
    {
        var export = new MemoryExport
        {
            Id = Guid.NewGuid(),
            Schema = schema,
            Filter = filter,
            Entities = entities,
            DueAt = memories.Now + options.EventDelay,
        };
        lock (_gate)
        {
            _exports.Add(export);
        }

        return export.Id;
    }

    /// <summary>The outcome of an export; null when there is no such export, or when it is not done yet.</summary>
    public JsonObject? Find(Guid id) => Outcome(export => export.Id == id);

    /// <summary>The outcome of the latest export for the same entities; null when there is no such export, or when it is not done yet.</summary>
    public JsonObject? FindLatest(HashSet<EntityKey> entities) => Outcome(export => export.Entities.SetEquals(entities));

    public void CompleteAll()
    {
        lock (_gate)
        {
            _exports.ForEach(export => export.DueAt = DateTimeOffset.MinValue);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _exports.Clear();
        }
    }

    private JsonObject? Outcome(Func<MemoryExport, bool> matches)
    {
        lock (_gate)
        {
            var export = _exports.LastOrDefault(matches);
            if (export is null || export.DueAt > memories.Now)
            {
                return null;
            }

            export.Outcome ??= SchemaFiller.Fill(
                export.Schema,
                memories.List(new MemoryQuery { Filter = export.Filter }, 0, 1000).Items.Select(memory => memory.Text).ToList());
            return (JsonObject)export.Outcome.DeepClone();
        }
    }
}
