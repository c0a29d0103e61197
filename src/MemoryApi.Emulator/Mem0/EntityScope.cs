using System.Collections.Generic;

namespace MemoryApi.Emulator.Mem0;

/// <summary>One entity of a kind.</summary>
internal readonly record struct EntityKey(EntityKind Kind, string Id);

/// <summary>The entities that a memory belongs to.</summary>
internal readonly record struct EntityScope(string? UserId, string? AgentId, string? AppId, string? RunId)
{
    public string? this[EntityKind kind] => kind switch
    {
        EntityKind.User => UserId,
        EntityKind.Agent => AgentId,
        EntityKind.App => AppId,
        _ => RunId,
    };

    public bool IsEmpty => UserId is null && AgentId is null && AppId is null && RunId is null;

    public IEnumerable<EntityKey> Keys
    {
        get
        {
            foreach (var kind in EntityKinds.All)
            {
                if (this[kind] is { } id)
                {
                    yield return new EntityKey(kind, id);
                }
            }
        }
    }

    /// <summary>
    /// Whose a message is when both a user and an agent are named: the service attributes each fact to its one speaker, which
    /// is why a filter for both normally finds nothing.
    /// </summary>
    public EntityScope AttributedTo(string role) =>
        UserId is null || AgentId is null ? this
        : role is "assistant" or "agent" ? this with { UserId = null }
        : this with { AgentId = null };
}
