using System.Linq;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Marks a message that a caller has passed to an agent with a memory provider, so that a memory client below the agent leaves the turn to the provider. An agent's
/// history keeps the mark, also in a saved session. It contains no id and no text.
/// </summary>
internal static class SaidMark
{
    private const string Key = "MemoryApi.Mem0.Agents.Said";

    /// <summary>A marked copy, which belongs to one run. The caller may use its own message in other runs at the same time.</summary>
    public static ChatMessage On(ChatMessage message)
    {
        var copy = message.Clone();

        // The mark is on the texts, not on the message: the framework adds values to the message's dictionary, and shares that with the message in the history.
        copy.Contents = [.. message.Contents.Select(static content => content is TextContent text ? Marked(text) : content)];
        return copy;
    }

    public static bool IsOn(ChatMessage message) => message.Contents.Any(static content => content.AdditionalProperties?.ContainsKey(Key) == true);

    /// <summary>Whether a message can be marked: it must contain a text, since the mark is on the texts.</summary>
    public static bool CanBeOn(ChatMessage message) => message.Contents.Any(static content => content is TextContent);

    private static TextContent Marked(TextContent text)
    {
        var properties = text.AdditionalProperties?.Clone() ?? [];
        properties[Key] = true;
        return new TextContent(text.Text) { Annotations = text.Annotations, RawRepresentation = text.RawRepresentation, AdditionalProperties = properties };
    }
}
