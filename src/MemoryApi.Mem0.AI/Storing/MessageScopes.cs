using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// The scopes that users' messages belong to; <see langword="null"/> stands for no memory. Several users may write in one conversation, and nothing that one of them
/// said may be stored for another.
/// </summary>
internal sealed class MessageScopes
{
    // Users may share the object of a message, e.g. one in a static field. When so many scopes share it, it no longer shows whose it is.
    private const int MostUsers = 1000;

    private readonly ConditionalWeakTable<object, HashSet<EntityScope?>> _scopes = new();

    /// <summary>Whether the message belongs to anybody.</summary>
    public bool IsKnown(ChatMessage message) => _scopes.TryGetValue(KeyOf(message), out _);

    public bool Contains(ChatMessage message, EntityScope? scope)
    {
        if (!_scopes.TryGetValue(KeyOf(message), out var scopes))
        {
            return false;
        }

        lock (scopes)
        {
            return scopes.Contains(scope);
        }
    }

    /// <summary>Whether the message belongs only to others.</summary>
    public bool IsOfAnother(ChatMessage message, EntityScope? scope)
    {
        if (!_scopes.TryGetValue(KeyOf(message), out var scopes))
        {
            return false;
        }

        lock (scopes)
        {
            return scopes.Count is > 0 and < MostUsers && !scopes.Contains(scope);
        }
    }

    public void Add(ChatMessage message, EntityScope? scope)
    {
        var scopes = _scopes.GetValue(KeyOf(message), static _ => []);
        lock (scopes)
        {
            if (scopes.Count < MostUsers)
            {
                scopes.Add(scope);
            }
        }
    }

    // The client that invokes functions removes approvals from a message in each call. The message is another object then, but the rest of its contents are the same objects.
    private static object KeyOf(ChatMessage message) =>
        message.Contents.FirstOrDefault(static content => content is not (FunctionResultContent or ToolApprovalResponseContent)) ?? (object)message;
}
