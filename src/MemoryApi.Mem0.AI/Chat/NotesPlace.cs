using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Where the notes belong: directly before the user's last message. If that message also contains a tool result, they belong before the tool call: models
/// refuse a conversation with a message between a tool call and its result. If the tool call isn't among the messages, the notes belong after the user's
/// message.
/// </summary>
internal static class NotesPlace
{
    public static int Of(IReadOnlyList<ChatMessage> messages, int lastUserMessage)
    {
        var place = lastUserMessage;
        foreach (var content in messages[lastUserMessage].Contents)
        {
            if (content is FunctionResultContent result)
            {
                if (CallOf(result, messages, lastUserMessage) is not { } call)
                {
                    return lastUserMessage + 1;
                }

                place = System.Math.Min(place, call);
            }
        }

        return place;
    }

    private static int? CallOf(FunctionResultContent result, IReadOnlyList<ChatMessage> messages, int before)
    {
        for (var i = before - 1; i >= 0; i--)
        {
            foreach (var content in messages[i].Contents)
            {
                if (content is FunctionCallContent call && call.CallId == result.CallId)
                {
                    return i;
                }
            }
        }

        return null;
    }
}
