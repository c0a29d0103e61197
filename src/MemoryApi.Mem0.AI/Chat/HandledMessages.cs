using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>Messages whose turn something else recalls and stores, such as the provider of an agent, so that a chat client below doesn't do it once more.</summary>
internal static class HandledMessages
{
    private static readonly ConditionalWeakTable<ChatMessage, object> Messages = new();

    public static void Add(ChatMessage message) => Messages.GetValue(message, static _ => new object());

    public static void Remove(ChatMessage message) => Messages.Remove(message);

    public static bool Contains(ChatMessage message) => Messages.TryGetValue(message, out _);
}
