using System.Collections.Generic;
using System.Runtime.CompilerServices;
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

    /// <summary>A set that needs no table for the usual single scope.</summary>
    private sealed class ScopeSet
    {
        // Users may share the object of a message, e.g. one in a static field. When so many scopes share it, it no longer shows whose it is.
        private const int MostUsers = 1000;

        private readonly object _lock = new();
        private EntityScope? _only;
        private HashSet<EntityScope?>? _several;
        private int _count;

        public bool Contains(EntityScope? scope)
        {
            lock (_lock)
            {
                return _several?.Contains(scope) ?? (_count == 1 && Equals(_only, scope));
            }
        }

        public bool HasOnlyOthers(EntityScope? scope)
        {
            lock (_lock)
            {
                return _count is > 0 and < MostUsers && !Contains(scope);
            }
        }

        public void Add(EntityScope? scope)
        {
            lock (_lock)
            {
                if (_count == MostUsers || Contains(scope))
                {
                    return;
                }

                if (_count == 0)
                {
                    _only = scope;
                }
                else
                {
                    _several ??= [_only];
                    _several.Add(scope);
                }

                _count++;
            }
        }
    }
}
