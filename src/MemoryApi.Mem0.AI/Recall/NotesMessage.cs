using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>The message with the recalled memories.</summary>
internal static class NotesMessage
{
    public static ChatMessage? Of(IReadOnlyList<RecalledMemory> memories, Mem0MemoryOptions options)
    {
        var text = memories.Count == 0 ? null : options.Formatter is { } format ? format(memories) : NotesText.Of(memories);
        return string.IsNullOrWhiteSpace(text)
            ? null
            : new ChatMessage(options.Placement == MemoryPlacement.Instructions ? ChatRole.System : ChatRole.User, text)
            {
                AdditionalProperties = NotesMark.Create(),
            };
    }
}
