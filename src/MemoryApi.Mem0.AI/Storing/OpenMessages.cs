using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// The user's messages whose turns are open, because the model has asked for a tool result or an approval, with the scopes of these turns. They are stored
/// together with the message that continues the turn, if that has the same scope. It may have another one, since several users may write in one conversation.
/// </summary>
internal sealed class OpenMessages
{
    // Users may share the object of a message, e.g. one in a static field. When so many scopes share it, it no longer shows who began a turn.
    private const int MostUsers = 1000;

    private readonly ConditionalWeakTable<ChatMessage, HashSet<EntityScope>> _scopes = new();

    public bool Contains(ChatMessage message, EntityScope scope)
    {
        if (!_scopes.TryGetValue(message, out var scopes))
        {
            return false;
        }

        lock (scopes)
        {
            return scopes.Contains(scope);
        }
    }

    /// <summary>Whether the message belongs to open turns, but only to turns of other scopes.</summary>
    public bool IsOfAnother(ChatMessage message, EntityScope scope)
    {
        if (!_scopes.TryGetValue(message, out var scopes))
        {
            return false;
        }

        lock (scopes)
        {
            return scopes.Count is > 0 and < MostUsers && !scopes.Contains(scope);
        }
    }

    public void Add(ChatMessage message, EntityScope scope)
    {
        var scopes = _scopes.GetValue(message, static _ => []);
        lock (scopes)
        {
            if (scopes.Count < MostUsers)
            {
                scopes.Add(scope);
            }
        }
    }
}
