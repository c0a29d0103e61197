using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>Finds the current turn in a list of messages: the user's last message, and the messages after it.</summary>
internal static class Conversation
{
    /// <summary>Index of the last message from the user; -1 when there is none.</summary>
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

    /// <summary>Whether the turn has already begun: since the user's last message, the model has responded, or there is a tool result or an approval.</summary>
    public static bool IsUnderWay(IReadOnlyList<ChatMessage> messages, int lastUserMessage)
    {
        for (var i = lastUserMessage + 1; i < messages.Count; i++)
        {
            // Behind what the user said last, the user's role is that of results, approvals or notes.
            if (messages[i].Role != ChatRole.System && !NotesMark.IsOn(messages[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the turn isn't over, because the response asks for a tool result or an approval. When the service keeps the conversation, the turn counts as over:
    /// the next call won't contain the user's message, so the turn must be stored now.
    /// </summary>
    public static bool IsWaiting(ChatResponse response) => response.ConversationId is null && IsAsking(response.Messages);

    /// <summary>Whether messages ask for a tool result or an approval that they don't contain.</summary>
    public static bool IsAsking(IEnumerable<ChatMessage> messages)
    {
        HashSet<string>? open = null;
        foreach (var message in messages)
        {
            foreach (var content in message.Contents)
            {
                switch (content)
                {
                    case FunctionCallContent { InformationalOnly: false } call:
                        open ??= [];
                        open.Add(call.CallId);
                        break;
                    case FunctionResultContent result:
                        open?.Remove(result.CallId);
                        break;
                    case ToolApprovalRequestContent:
                        return true;
                }
            }
        }

        return open is { Count: > 0 };
    }

    /// <summary>Whether the user has written the message. It isn't a tool result, an approval or injected notes, which have the user's role as well.</summary>
    public static bool IsSaidByUser(ChatMessage message)
    {
        if (message.Role != ChatRole.User || NotesMark.IsOn(message))
        {
            return false;
        }

        return Said(message) is not null || message.Contents.Count == 0;
    }

    /// <summary>The first content of a user's message that isn't a tool result or an approval.</summary>
    public static AIContent? Said(ChatMessage message)
    {
        // Not with foreach, which would allocate an enumerator.
        for (var i = 0; i < message.Contents.Count; i++)
        {
            if (message.Contents[i] is var content and not (FunctionResultContent or ToolApprovalResponseContent))
            {
                return content;
            }
        }

        return null;
    }
}
