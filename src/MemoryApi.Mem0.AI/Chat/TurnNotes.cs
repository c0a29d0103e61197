using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Caches the notes of current turns, so that only the first round of a tool loop searches, and all rounds see the same notes. The key is the user's message. The
/// scope must match as well, so that users who share a message object don't see each other's notes.
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
        _entries.Set(key, new Entry(scope, notes));
        return notes;
    }

    /// <summary>Ends a turn. Otherwise a long conversation would keep the notes of all its turns.</summary>
    public void Forget(IReadOnlyList<ChatMessage> messages, EntityScope scope)
    {
        if (Conversation.LastUserMessage(messages) is var last and >= 0 && _entries.TryGetValue(messages[last], out var known) && known.Scope == scope)
        {
            _entries.Remove(messages[last]);
        }
    }

    private sealed class Entry(EntityScope scope, ChatMessage? notes)
    {
        public EntityScope Scope { get; } = scope;

        public ChatMessage? Notes { get; } = notes;
    }
}
