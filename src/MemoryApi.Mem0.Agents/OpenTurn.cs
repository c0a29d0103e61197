using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.Agents;

/// <summary>A turn that isn't over.</summary>
internal sealed class OpenTurn(EntityScope scope, IReadOnlyList<ChatMessage> messages)
{
    public EntityScope Scope { get; } = scope;

    /// <summary>What was said until now.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; } = messages;
}
