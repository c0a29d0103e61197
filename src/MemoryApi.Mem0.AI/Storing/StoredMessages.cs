using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>The user's messages whose turn was stored already. They stay in the history of later calls, and must not be stored with a later turn again.</summary>
internal sealed class StoredMessages
{
    private readonly ConditionalWeakTable<ChatMessage, EntityScope> _scopes = new();

    // The scope is compared as well, because users may share the object of a message, e.g. one in a static field.
    public bool Contains(ChatMessage message, EntityScope scope) => _scopes.TryGetValue(message, out var stored) && stored == scope;

    public void Add(ChatMessage message, EntityScope scope) => _scopes.Set(message, scope);
}
