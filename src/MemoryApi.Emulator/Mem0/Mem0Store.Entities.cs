using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Store
{
    private readonly Dictionary<EntityKey, EntityRecord> _entities = [];
    private int _entityNumber;

    public EntityRecord? FindEntity(EntityKey key) => Read(() => _entities.GetValueOrDefault(key));

    public EntityRecord? FindEntity(EntityKind kind, int number) =>
        Read(() => _entities.Values.FirstOrDefault(entity => entity.Key.Kind == kind && entity.Number == number));

    /// <summary>All entities, in the order in which they appeared.</summary>
    public List<(EntityRecord Entity, int Memories)> ListEntities() => Read(() => _entities.Values
        .OrderBy(entity => entity.Number)
        .Select(entity => (entity, _byEntity.GetValueOrDefault(entity.Key)?.Count ?? 0))
        .ToList());

    /// <summary>Creates an entity, or changes the name and metadata of an existing one.</summary>
    public EntityRecord SaveEntity(EntityKey key, string name, JsonElement? metadata) => Write(now =>
    {
        Touch(key, now);
        return _entities[key] = _entities[key] with { Name = name, Metadata = metadata ?? _entities[key].Metadata, UpdatedAt = now };
    });

    private void Touch(EntityKey key, DateTimeOffset now)
    {
        _entities[key] = _entities.TryGetValue(key, out var entity)
            ? entity with { UpdatedAt = now }
            : new EntityRecord(++_entityNumber, key, key.Id, null, now, now);
    }

    private void ClearEntities()
    {
        _entities.Clear();
        _entityNumber = 0;
    }
}
