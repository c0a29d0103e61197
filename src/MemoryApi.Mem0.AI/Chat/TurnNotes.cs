using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// The notes of turns that are under way, so that all rounds of a loop of tools see the same and only the first one searches. A message of the user is the key; one that several users share opens
/// nobody's notes to another, since they are taken only for the same scope.
/// </summary>
internal sealed class TurnNotes(Mem0Memory memory)
{
    private readonly ConditionalWeakTable<ChatMessage, Entry> _entries = new();

    public async ValueTask<ChatMessage?> GetAsync(IReadOnlyList<ChatMessage> messages, int lastUserMessage, EntityScope scope, CancellationToken cancellationToken)
    {
        if (lastUserMessage < 0)
        {
            return null;
        }

        var key = messages[lastUserMessage];
        if (Conversation.IsUnderWay(messages, lastUserMessage) && _entries.TryGetValue(key, out var known) && known.Scope == scope)
        {
            return known.Notes;
        }

        var notes = await memory.RecallNotesAsync(messages, scope, cancellationToken).ConfigureAwait(false);
        var entry = new Entry(scope, notes);
#if NET
        _entries.AddOrUpdate(key, entry);
#else
        lock (_entries)
        {
            _entries.Remove(key);
            _entries.Add(key, entry);
        }
#endif
        return notes;
    }

    private sealed class Entry(EntityScope scope, ChatMessage? notes)
    {
        public EntityScope Scope { get; } = scope;

        public ChatMessage? Notes { get; } = notes;
    }
}
