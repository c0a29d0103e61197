using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Messages whose turn another component, such as the provider of an agent, already recalls and stores. A chat client inside of that component must not do so
/// again.
/// </summary>
internal static class HandledMessages
{
    private static readonly ConditionalWeakTable<ChatMessage, object> Messages = new();

    public static void Add(ChatMessage message) => Messages.GetValue(message, static _ => new object());

    public static void Remove(ChatMessage message) => Messages.Remove(message);

    public static bool Contains(ChatMessage message) => SaidMark.IsOn(message) || Messages.TryGetValue(message, out _);
}
