using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>The message with the recalled memories. It is marked, so that it isn't mistaken for a message from the user.</summary>
internal static class NotesMessage
{
    private const string Mark = "MemoryApi.Mem0.AI.Notes";

    public static ChatMessage? Of(IReadOnlyList<RecalledMemory> memories, Mem0MemoryOptions options)
    {
        var text = memories.Count == 0 ? null : options.Formatter is { } format ? format(memories) : NotesText.Of(memories);
        return string.IsNullOrWhiteSpace(text)
            ? null
            : new ChatMessage(options.Placement == MemoryPlacement.Instructions ? ChatRole.System : ChatRole.User, text)
            {
                AdditionalProperties = new AdditionalPropertiesDictionary { [Mark] = true },
            };
    }

    public static bool IsNotes(ChatMessage message) => message.AdditionalProperties?.ContainsKey(Mark) == true;
}
