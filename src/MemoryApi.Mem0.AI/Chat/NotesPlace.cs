using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Where the notes belong: directly before the user's last message. If that message also contains the result of a tool, they belong before the call: models refuse
/// a conversation in which something is between a call and its result.
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
                place = System.Math.Min(place, CallOf(result, messages, lastUserMessage));
            }
        }

        return place;
    }

    private static int CallOf(FunctionResultContent result, IReadOnlyList<ChatMessage> messages, int before)
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

        return before;
    }
}
