using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Marks a message that a caller has passed to an agent with a memory provider. An agent's history keeps the mark, also in a saved session. There it distinguishes
/// what the user said from what other providers added. It contains no id and no text.
/// </summary>
internal static class SaidMark
{
    private const string Key = "MemoryApi.Mem0.Agents.Said";

    /// <summary>A marked copy, which belongs to one run. The caller may use its own message in other runs at the same time.</summary>
    public static ChatMessage On(ChatMessage message)
    {
        var copy = message.Clone();
        copy.AdditionalProperties = message.AdditionalProperties?.Clone() ?? [];
        copy.AdditionalProperties[Key] = true;
        return copy;
    }

    public static bool IsOn(ChatMessage message) => message.AdditionalProperties?.ContainsKey(Key) == true;
}
