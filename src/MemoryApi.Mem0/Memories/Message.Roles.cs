using System;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class Message
{
    /// <summary>A message from the user.</summary>
    /// <param name="content">The content. A string converts to it implicitly.</param>
    /// <param name="name">Name of the speaker, which the service uses as context. Default: none.</param>
    /// <exception cref="ArgumentNullException">The content is <see langword="null"/>.</exception>
    public static Message User(MessageContent content, string? name = null) => Of(MessageRole.User, content, name);

    /// <summary>A message from the assistant.</summary>
    /// <param name="content">The content. A string converts to it implicitly.</param>
    /// <param name="name">Name of the speaker, which the service uses as context. Default: none.</param>
    /// <exception cref="ArgumentNullException">The content is <see langword="null"/>.</exception>
    public static Message Assistant(MessageContent content, string? name = null) => Of(MessageRole.Assistant, content, name);

    /// <summary>Instructions to the assistant. With <see cref="AddMemoriesRequest.Infer"/> false the service drops them.</summary>
    /// <param name="content">The content. A string converts to it implicitly.</param>
    /// <param name="name">Name of the speaker, which the service uses as context. Default: none.</param>
    /// <exception cref="ArgumentNullException">The content is <see langword="null"/>.</exception>
    public static Message System(MessageContent content, string? name = null) => Of(MessageRole.System, content, name);

    private static Message Of(MessageRole role, MessageContent content, string? name)
    {
        Require.NotNull(content, nameof(content));
        return new Message(role, content) { Name = name };
    }
}
