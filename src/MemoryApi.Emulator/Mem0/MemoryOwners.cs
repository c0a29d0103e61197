using System.Collections.Generic;

namespace MemoryApi.Emulator.Mem0;

/// <summary>One entity of a kind.</summary>
internal readonly record struct EntityKey(EntityKind Kind, string Id);

/// <summary>The entities that a memory belongs to.</summary>
internal readonly record struct MemoryOwners(string? UserId, string? AgentId, string? AppId, string? RunId)
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
    /// Whose an extracted memory is: the service attributes it to its speaker, which is why a filter for a user and an agent normally
    /// finds nothing. Null for what nobody is named for.
    /// </summary>
    public MemoryOwners? OfSpeaker(string role) => role switch
    {
        "user" => UserId is null ? this : this with { AgentId = null },
        "assistant" or "agent" => AgentId is null ? null : this with { UserId = null },
        _ => null,
    };
}
