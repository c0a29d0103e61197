using System.Collections.Generic;
using System.Runtime.CompilerServices;
using MemoryApi.Mem0.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.Agents;

/// <summary>
/// The turns in which the model has asked for a tool result or an approval, until the response that ends them. They are kept outside of the sessions, so a
/// saved session doesn't contain them.
/// </summary>
internal sealed class OpenTurns
{
    private readonly ConditionalWeakTable<AgentSession, OpenTurn> _turns = new();

    public OpenTurn? Find(AgentSession? session) => session is not null && _turns.TryGetValue(session, out var turn) ? turn : null;

    public void Open(AgentSession session, EntityScope scope, IReadOnlyList<ChatMessage> messages) => _turns.Set(session, new OpenTurn(scope, messages));

    public void Close(AgentSession? session)
    {
        if (session is not null)
        {
            _turns.Remove(session);
        }
    }
}
