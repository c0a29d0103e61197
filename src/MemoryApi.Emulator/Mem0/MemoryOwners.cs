using System.Collections.Generic;

namespace MemoryApi.Emulator.Mem0;

/// <summary>An entity, by its kind and id.</summary>
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
    /// The owners of a memory that is extracted from a message. The service attributes it to the speaker, so a filter for a user and an
    /// agent normally finds nothing. Null when nothing is extracted: from an assistant's message without an agent, and from other roles.
    /// </summary>
    public MemoryOwners? OfSpeaker(string role) => role switch
    {
        "user" => UserId is null ? this : this with { AgentId = null },
        "assistant" or "agent" => AgentId is null ? null : this with { UserId = null },
        _ => null,
    };
}
