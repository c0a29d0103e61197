using System.Collections.Generic;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// The updates of a stream, for storing. The consumer and clients around the memory may change the updates that they get, so these are copies. They contain what
/// storing needs: texts, and the contents that show that the response isn't complete.
/// </summary>
internal sealed class ReceivedUpdates
{
    private readonly List<ChatResponseUpdate> _updates = [];

    public int Count => _updates.Count;

    public void Add(ChatResponseUpdate update)
    {
        var contents = new List<AIContent>(update.Contents.Count);
        foreach (var content in update.Contents)
        {
            if (content is TextContent text)
            {
                contents.Add(new TextContent(text.Text));
            }
            else if (content is FunctionCallContent or FunctionResultContent or ToolApprovalRequestContent)
            {
                contents.Add(content);
            }
        }

        _updates.Add(new ChatResponseUpdate(update.Role, contents)
        {
            AuthorName = update.AuthorName,
            ConversationId = update.ConversationId,
            MessageId = update.MessageId,
            ResponseId = update.ResponseId,
        });
    }

    public ChatResponse ToResponse() => _updates.ToChatResponse();
}
