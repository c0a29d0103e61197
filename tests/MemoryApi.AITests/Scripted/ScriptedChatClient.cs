using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Scripted;

/// <summary>A model with scripted responses. It records its calls.</summary>
internal sealed class ScriptedChatClient(Func<ModelCall, ChatResponse> respond) : IChatClient
{
    private readonly ConcurrentQueue<ModelCall> _calls = new();

    public ScriptedChatClient(params string[] answers)
        : this(Answers(answers))
    {
    }

    /// <summary>Calls the tool "look" in this number of rounds, then responds with a text. It does so after each text of the user, or once in a conversation.</summary>
    public static ScriptedChatClient CallingATool(int rounds, bool isOnce = false) => new(call =>
    {
        var done = call.Messages.Reverse().TakeWhile(message => isOnce || message.Role != ChatRole.User || message.Contents.OfType<TextContent>().FirstOrDefault() is null)
            .SelectMany(message => message.Contents).OfType<FunctionResultContent>().Count();
        return new ChatResponse(done < rounds
            ? new ChatMessage(ChatRole.Assistant, [new TextContent("Let me look."), new FunctionCallContent($"c{done + 1}", "look", new Dictionary<string, object?>())])
            : new ChatMessage(ChatRole.Assistant, "Try a dal."));
    });

    public IReadOnlyList<ModelCall> Calls => [.. _calls];

    public ModelCall Last => Calls[^1];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Respond(messages, options));
    }

    /// <summary>Streams word by word.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = Respond(messages, options);
        foreach (var message in response.Messages)
        {
            foreach (var content in message.Contents)
            {
                foreach (var part in content is TextContent { Text: var text } ? Words(text) : [content])
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    if (part is TextContent { Text: " BREAK" })
                    {
                        throw new InvalidOperationException("The model broke off.");
                    }

                    yield return new ChatResponseUpdate(message.Role, [part]) { MessageId = "m", ConversationId = response.ConversationId };
                }
            }
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private ChatResponse Respond(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var call = new ModelCall([.. messages], options);
        _calls.Enqueue(call);
        return respond(call);
    }

    private static Func<ModelCall, ChatResponse> Answers(string[] answers)
    {
        var next = -1;
        return _ => new ChatResponse(new ChatMessage(ChatRole.Assistant, answers.Length == 0 ? "Fine." : answers[Interlocked.Increment(ref next) % answers.Length]));
    }

    private static IEnumerable<AIContent> Words(string text) => text.Split(' ').Select((word, i) => new TextContent(i == 0 ? word : " " + word));
}

/// <summary>The input of one call of a model.</summary>
internal sealed record ModelCall(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)
{
    /// <summary>The text of the notes; null when there are none.</summary>
    public string? Notes => Messages.SingleOrDefault(message => message.Text.Contains("<memories-of-earlier-conversations>", StringComparison.Ordinal))?.Text;

    /// <summary>Everything that the model could read.</summary>
    public string Prompt => Options?.Instructions + string.Join("\n", Messages.Select(message => message.Text));
}
