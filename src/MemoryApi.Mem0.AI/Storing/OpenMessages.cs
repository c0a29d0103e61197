using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// The user's messages to which the model hasn't responded completely at once, with the scopes that they belong to. They are stored with the message that the turn
/// continues with, if that has the same scope: several users may write in one conversation.
/// </summary>
internal sealed class OpenMessages
{
    // Users may share the object of a message, e.g. one in a static field. With so many of them it says nothing about a user any more.
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

    /// <summary>Whether the message is open, but only for others.</summary>
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
