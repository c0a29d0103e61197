using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Selects the messages of a turn to store: what the user said, and the texts of the model. Instructions, tool calls, reasoning, images and notes are left out.
/// </summary>
internal static class TurnMessages
{
    /// <summary>Selects the messages.</summary>
    /// <param name="request">The messages of the call.</param>
    /// <param name="first">Index of the turn's first message in them.</param>
    /// <param name="response">The model's response.</param>
    /// <param name="options">What to store.</param>
    public static IReadOnlyList<Message> Of(IReadOnlyList<ChatMessage> request, int first, IEnumerable<ChatMessage> response, Mem0MemoryOptions options)
    {
        var stored = new List<Message>();
        for (var i = first; i < request.Count; i++)
        {
            if (Conversation.IsSaidByUser(request[i]))
            {
                Add(request[i]);
            }
            else
            {
                AddResponse(request[i]);
            }
        }

        foreach (var message in response)
        {
            AddResponse(message);
        }

        return stored;

        void AddResponse(ChatMessage message)
        {
            // A response makes no sense without the user's messages. If a filter removed these, the response may repeat content that must not be stored.
            if (message.Role == ChatRole.Assistant && options.StoreAssistantMessages && stored.Count > 0)
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
}
