using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A parsed, valid filter.</summary>
internal abstract class MemoryCondition
{
    public abstract bool Matches(MemoryRecord memory);

    /// <summary>Entities of which every matching memory has at least one; null when no such set is known. It only chooses the index.</summary>
    public abstract IReadOnlyCollection<EntityKey>? Scope();

    /// <summary>Whether the filter names an entity that a memory must, or may, belong to. An exclusion does not count.</summary>
    public abstract bool NamesAnEntity { get; }
}

/// <summary>All parts match.</summary>
internal sealed class AllOf(IReadOnlyList<MemoryCondition> parts) : MemoryCondition
{
    public override bool NamesAnEntity => parts.Any(part => part.NamesAnEntity);

    public override bool Matches(MemoryRecord memory)
    {
        foreach (var part in parts)
        {
            if (!part.Matches(memory))
            {
                return false;
            }
        }

        return true;
    }

    public override IReadOnlyCollection<EntityKey>? Scope() => parts.Select(part => part.Scope()).OfType<IReadOnlyCollection<EntityKey>>().MinBy(scope => scope.Count);
}

/// <summary>At least one part matches.</summary>
internal sealed class AnyOf(IReadOnlyList<MemoryCondition> parts) : MemoryCondition
{
    public override bool NamesAnEntity => parts.Any(part => part.NamesAnEntity);

    public override bool Matches(MemoryRecord memory)
    {
        foreach (var part in parts)
        {
            if (part.Matches(memory))
            {
                return true;
            }
        }

        return false;
    }

    public override IReadOnlyCollection<EntityKey>? Scope()
    {
        var union = new HashSet<EntityKey>();
        foreach (var part in parts)
        {
            if (part.Scope() is not { } scope)
            {
                return null;
            }

            union.UnionWith(scope);
        }

        return union;
    }
}

/// <summary>The inner part does not match.</summary>
internal sealed class Not(MemoryCondition inner) : MemoryCondition
{
    public override bool NamesAnEntity => false;

    public override bool Matches(MemoryRecord memory) => !inner.Matches(memory);

    public override IReadOnlyCollection<EntityKey>? Scope() => null;
}

/// <summary>The memory belongs to one of the named entities of a kind; with null, to any entity of the kind.</summary>
internal sealed class BelongsTo(EntityKind kind, IReadOnlyCollection<string>? ids) : MemoryCondition
{
    private readonly HashSet<string>? _ids = ids is null ? null : new HashSet<string>(ids, StringComparer.Ordinal);

    public override bool NamesAnEntity => true;

    /// <summary>The only entity that the condition names; null when it names several, or any.</summary>
    public EntityKey? OnlyEntity => _ids is { Count: 1 } ? new EntityKey(kind, _ids.First()) : null;

    public override bool Matches(MemoryRecord memory) => memory.Scope[kind] is { } id && (_ids is null || _ids.Contains(id));

    public override IReadOnlyCollection<EntityKey>? Scope() => _ids?.Select(id => new EntityKey(kind, id)).ToList();
}

/// <summary>A condition on anything but entities.</summary>
internal sealed class Condition(Func<MemoryRecord, bool> matches) : MemoryCondition
{
    public override bool NamesAnEntity => false;

    public override bool Matches(MemoryRecord memory) => matches(memory);

    public override IReadOnlyCollection<EntityKey>? Scope() => null;
}
