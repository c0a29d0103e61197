using System;
using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Finds the beginning of a turn in the messages of a call. When the user writes while a tool call or an approval is open, that message continues the turn: the
/// earlier messages of the turn haven't been stored yet, since the model hasn't responded to them completely.
/// </summary>
internal static class TurnStart
{
    /// <summary>Index of the user's first message of the turn.</summary>
    /// <typeparam name="T">Type of what the functions need, so that they needn't capture it: a closure would be allocated for each turn.</typeparam>
    /// <param name="messages">The messages of the call.</param>
    /// <param name="lastUserMessage">Index of the user's last message, which belongs to the turn.</param>
    /// <param name="turn">What the functions need.</param>
    /// <param name="isStored">Whether a message of the user was stored with an earlier turn.</param>
    /// <param name="isOpen">Whether a message of the user before an incomplete response belongs to the same turn.</param>
    /// <param name="isOfAnother">Whether a message without a response was written by another user.</param>
    public static int Of<T>(
        IReadOnlyList<ChatMessage> messages,
        int lastUserMessage,
        T turn,
        Func<T, ChatMessage, bool> isStored,
        Func<T, ChatMessage, bool> isOpen,
        Func<T, ChatMessage, bool> isOfAnother)
    {
        var first = lastUserMessage;
        var isBeforeResponse = false;
        for (var i = lastUserMessage - 1; i >= 0 && !isStored(turn, messages[i]); i--)
        {
            if (IsOfModel(messages[i]))
            {
                // Only the last message of a response says whether it asks for something.
                if (!IsOfModel(messages[i + 1]) && EndsTurn(messages[i]))
                {
                    break;
                }

                isBeforeResponse = true;
            }
            else if (Conversation.IsSaidByUser(messages[i]))
            {
                if (isBeforeResponse ? !isOpen(turn, messages[i]) : isOfAnother(turn, messages[i]))
                {
                    break;
                }

                first = i;
            }
        }

        return first;
    }

    /// <summary>Whether a message of the history is a complete response of the model, after which the turn was stored.</summary>
    public static bool EndsTurn(ChatMessage message) => message.Role == ChatRole.Assistant && !Conversation.IsAsking([message]);

    private static bool IsOfModel(ChatMessage message) => message.Role == ChatRole.Assistant || message.Role == ChatRole.Tool;
}
