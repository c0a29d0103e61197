using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// The scopes that users' messages belong to; <see langword="null"/> stands for no memory. Several users may write in one conversation, and nothing that one of them
/// said may be stored for another.
/// </summary>
internal sealed class MessageScopes
{
    private readonly ConditionalWeakTable<object, ScopeSet> _scopes = new();

    /// <summary>Whether the message belongs to anybody.</summary>
    public bool IsKnown(ChatMessage message) => _scopes.TryGetValue(KeyOf(message), out _);

    public bool Contains(ChatMessage message, EntityScope? scope) => _scopes.TryGetValue(KeyOf(message), out var scopes) && scopes.Contains(scope);

    /// <summary>Whether the message belongs only to others.</summary>
    public bool IsOfAnother(ChatMessage message, EntityScope? scope) => _scopes.TryGetValue(KeyOf(message), out var scopes) && scopes.HasOnlyOthers(scope);

    public void Add(ChatMessage message, EntityScope? scope) => _scopes.GetValue(KeyOf(message), static _ => new ScopeSet()).Add(scope);

    // The client that invokes functions removes approvals from a message in each call. The message is another object then, but the rest of its contents are the same objects.
    private static object KeyOf(ChatMessage message) => Conversation.Said(message) ?? (object)message;

    /// <summary>A set without a table, since a message usually has a single scope.</summary>
    private sealed class ScopeSet
    {
        // Users may share the object of a message, e.g. one in a static field. When so many scopes share it, it no longer shows whose it is.
        private const int MostUsers = 1000;

        // Replaced when a scope is added, so that it can be read without a lock.
        private EntityScope?[] _scopes = [];

        public bool Contains(EntityScope? scope) => Array.IndexOf(Volatile.Read(ref _scopes), scope) >= 0;

        public bool HasOnlyOthers(EntityScope? scope) => Volatile.Read(ref _scopes) is { Length: > 0 and < MostUsers } scopes && Array.IndexOf(scopes, scope) < 0;

        public void Add(EntityScope? scope)
        {
            EntityScope?[] known;
            do
            {
                known = Volatile.Read(ref _scopes);
                if (known.Length == MostUsers || Array.IndexOf(known, scope) >= 0)
                {
                    return;
                }
            }
            while (Interlocked.CompareExchange(ref _scopes, [.. known, scope], known) != known);
        }
    }
}
