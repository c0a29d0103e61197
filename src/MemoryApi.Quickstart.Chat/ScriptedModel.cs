using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace MemoryApi.Quickstart.Chat;

/// <summary>Stands for a model: it prints what it is told before the last message, and answers accordingly.</summary>
internal sealed class ScriptedModel : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var told = string.Concat(messages.SkipLast(1).Select(message => message.Text));
        Console.WriteLine("  injected: " + (told.Length == 0 ? "nothing" : told.Replace("\n", "\n            ", StringComparison.Ordinal)));
        var question = messages.Last().Text.EndsWith('?');
        var answer = !question ? "I'll keep that in mind." : told.Contains("vegetarian", StringComparison.Ordinal) ? "A risotto for 14 euros." : "I don't know you yet.";
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
