using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace MemoryApi.Quickstart.Chat;

/// <summary>Replaces a model. It prints the messages before the last one, and responds accordingly.</summary>
internal sealed class ScriptedModel : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var notes = string.Concat(messages.SkipLast(1).Select(message => message.Text));
        Console.WriteLine("  injected: " + (notes.Length == 0 ? "nothing" : notes.Replace("\n", "\n            ", StringComparison.Ordinal)));
        var question = messages.Last().Text.EndsWith('?');
        var text = !question ? "I'll keep that in mind." : notes.Contains("vegetarian", StringComparison.Ordinal) ? "A risotto for 14 euros." : "I don't know you yet.";
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
