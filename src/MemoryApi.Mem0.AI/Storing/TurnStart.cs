using System;
using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Finds the beginning of a turn in the messages of a call. A turn goes on when the user writes while a call or an approval is open: what the user said before that
/// wasn't stored, since the model had not responded to it yet.
/// </summary>
internal static class TurnStart
{
    /// <summary>Index of the first message of the turn.</summary>
    /// <param name="messages">The messages of the call.</param>
    /// <param name="lastUserMessage">Index of the user's last message, which belongs to the turn.</param>
    /// <param name="isStored">Whether a message of the user was stored with an earlier turn.</param>
    public static int Of(IReadOnlyList<ChatMessage> messages, int lastUserMessage, Func<ChatMessage, bool> isStored)
    {
        var first = lastUserMessage;
        while (first > 0 && !EndsTurn(messages[first - 1]) && !isStored(messages[first - 1]))
        {
            first--;

            // Only the last message of a response says whether it asks for something.
            while (IsOfModel(messages[first]) && first > 0 && IsOfModel(messages[first - 1]))
            {
                first--;
            }
        }

        return first;
    }

    /// <summary>Whether a message of the history is a complete response of the model, after which the turn was stored.</summary>
    public static bool EndsTurn(ChatMessage message)
    {
        if (message.Role != ChatRole.Assistant)
        {
            return false;
        }

        foreach (var content in message.Contents)
        {
            if (content is FunctionCallContent { InformationalOnly: false } or ToolApprovalRequestContent)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOfModel(ChatMessage message) => message.Role == ChatRole.Assistant || message.Role == ChatRole.Tool;
}
