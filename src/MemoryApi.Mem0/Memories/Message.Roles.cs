using System;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class Message
{
    /// <summary>What the user says or shows.</summary>
    /// <param name="content">The content; a string converts to it by itself.</param>
    /// <param name="name">Name of the speaker, as context. Default: none.</param>
    /// <exception cref="ArgumentNullException">The content is <see langword="null"/>.</exception>
    public static Message User(MessageContent content, string? name = null) => Of(MessageRole.User, content, name);

    /// <summary>What the assistant says.</summary>
    /// <param name="content">The content; a string converts to it by itself.</param>
    /// <param name="name">Name of the speaker, as context. Default: none.</param>
    /// <exception cref="ArgumentNullException">The content is <see langword="null"/>.</exception>
    public static Message Assistant(MessageContent content, string? name = null) => Of(MessageRole.Assistant, content, name);

    /// <summary>Instructions to the assistant. With <see cref="AddMemoriesRequest.Infer"/> false the service drops them.</summary>
    /// <param name="content">The content; a string converts to it by itself.</param>
    /// <param name="name">Name of the speaker, as context. Default: none.</param>
    /// <exception cref="ArgumentNullException">The content is <see langword="null"/>.</exception>
    public static Message System(MessageContent content, string? name = null) => Of(MessageRole.System, content, name);

    private static Message Of(MessageRole role, MessageContent content, string? name)
    {
        Require.NotNull(content, nameof(content));
        return new Message(role, content) { Name = name };
    }
}
