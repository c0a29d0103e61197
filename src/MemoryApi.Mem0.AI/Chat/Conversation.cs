using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>Where in a list of messages the turn is: what the user says last, and what came of it so far.</summary>
internal static class Conversation
{
    /// <summary>Index of the last message in which the user says something; -1 when there is none.</summary>
    public static int LastUserMessage(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            if (IsSaidByUser(messages[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a turn goes on: the model has called tools since the user said something.</summary>
    public static bool IsUnderWay(IReadOnlyList<ChatMessage> messages, int lastUserMessage)
    {
        for (var i = lastUserMessage + 1; i < messages.Count; i++)
        {
            if (messages[i].Role == ChatRole.Assistant || messages[i].Role == ChatRole.Tool)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a response asks for something before the turn can end: the result of a tool, or an approval. Not where the service keeps the conversation: what follows there comes without the
    /// user's message, so that what is known now is all there will be.
    /// </summary>
    public static bool IsWaiting(ChatResponse response)
    {
        if (response.ConversationId is not null)
        {
            return false;
        }

        var open = new HashSet<string>();
        foreach (var message in response.Messages)
        {
            foreach (var content in message.Contents)
            {
                switch (content)
                {
                    case FunctionCallContent { InformationalOnly: false } call:
                        open.Add(call.CallId);
                        break;
                    case FunctionResultContent result:
                        open.Remove(result.CallId);
                        break;
                    case ToolApprovalRequestContent:
                        return true;
                }
            }
        }

        return open.Count > 0;
    }

    /// <summary>Whether the user speaks, and not a tool or an approval in the user's name, nor notes that were injected.</summary>
    public static bool IsSaidByUser(ChatMessage message)
    {
        if (message.Role != ChatRole.User || NotesMessage.IsNotes(message))
        {
            return false;
        }

        foreach (var content in message.Contents)
        {
            if (content is not (FunctionResultContent or ToolApprovalResponseContent))
            {
                return true;
            }
        }

        return message.Contents.Count == 0;
    }
}
