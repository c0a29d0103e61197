using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>Marks the message with recalled memories, so that it isn't mistaken for a message from the user.</summary>
internal static class NotesMark
{
    private const string Key = "MemoryApi.Mem0.AI.Notes";

    public static AdditionalPropertiesDictionary Create() => new() { [Key] = true };

    public static bool IsOn(ChatMessage message) => message.AdditionalProperties?.ContainsKey(Key) == true;
}
