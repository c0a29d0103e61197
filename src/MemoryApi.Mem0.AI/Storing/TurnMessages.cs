using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Selects the messages of a turn to store: the user's messages since the last response, and the text of the response. Instructions, tool calls, reasoning, images
/// and notes are left out.
/// </summary>
internal static class TurnMessages
{
    public static IReadOnlyList<Message> Of(IReadOnlyList<ChatMessage> request, IEnumerable<ChatMessage> response, Mem0MemoryOptions options)
    {
        var stored = new List<Message>();
        var last = Conversation.LastUserMessage(request);
        for (var i = FirstUserMessage(request, last); i <= last && i >= 0; i++)
        {
            if (Conversation.IsSaidByUser(request[i]))
            {
                Add(request[i]);
            }
        }

        // A response makes no sense without the user's messages. If a filter removed these, the response may repeat content that must not be stored.
        if (stored.Count == 0 || !options.StoreAssistantMessages)
        {
            return stored;
        }

        for (var i = last + 1; i < request.Count; i++)
        {
            AddResponse(request[i]);
        }

        foreach (var message in response)
        {
            AddResponse(message);
        }

        return stored;

        void AddResponse(ChatMessage message)
        {
            if (message.Role == ChatRole.Assistant)
            {
                Add(message);
            }
        }

        void Add(ChatMessage message)
        {
            if (message.Text is var text && !string.IsNullOrWhiteSpace(text) && options.StoreFilter?.Invoke(message) != false)
            {
                text = WellFormedText.Of(text);
                stored.Add(message.Role == ChatRole.User ? Message.User(text) : Message.Assistant(text));
            }
        }
    }

    private static int FirstUserMessage(IReadOnlyList<ChatMessage> request, int last)
    {
        var first = last;
        while (first > 0 && request[first - 1].Role != ChatRole.Assistant && request[first - 1].Role != ChatRole.Tool)
        {
            first--;
        }

        return first;
    }
}
