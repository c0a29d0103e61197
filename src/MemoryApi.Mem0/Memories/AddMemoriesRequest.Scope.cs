using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class AddMemoriesRequest
{
    /// <summary>A text to remember, as if the user had said it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scope">Whom the memories belong to.</param>
    /// <exception cref="ArgumentException">The text is blank, or the scope is missing.</exception>
    public AddMemoriesRequest(string text, EntityScope scope)
        : this(OfUser(text), scope)
    {
    }

    /// <summary>A conversation to remember.</summary>
    /// <param name="messages">The conversation, oldest message first; at least one.</param>
    /// <param name="scope">Whom the memories belong to.</param>
    /// <exception cref="ArgumentException">There is no message, or the scope is missing.</exception>
    public AddMemoriesRequest(IEnumerable<Message> messages, EntityScope scope)
    {
        Require.NotNull(messages, nameof(messages));
        Require.NotNull(scope, nameof(scope));
        Messages = messages as IReadOnlyList<Message> ?? messages.ToArray();
        Require.Items(Messages, nameof(messages), minItems: 1);
        UserId = scope.UserId;
        AgentId = scope.AgentId;
        AppId = scope.AppId;
        RunId = scope.RunId;
    }

    private static Message[] OfUser(string text)
    {
        Require.NotBlank(text, nameof(text));
        return [Message.User(text)];
    }

    partial void ValidateMore()
    {
        Require.Text(UserId, "AddMemoriesRequest.UserId", "request", pattern: @"\S");
        Require.Text(AgentId, "AddMemoriesRequest.AgentId", "request", pattern: @"\S");
        Require.Text(AppId, "AddMemoriesRequest.AppId", "request", pattern: @"\S");
        Require.Text(RunId, "AddMemoriesRequest.RunId", "request", pattern: @"\S");
    }
}
