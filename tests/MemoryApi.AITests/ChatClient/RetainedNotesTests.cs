using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>A program that keeps a long conversation doesn't keep the notes of all its turns.</summary>
public class RetainedNotesTests : EmulatorTests
{
    [Test]
    public async Task The_notes_of_a_stored_turn_are_released_while_its_messages_live()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        await using var memory = Service.Memory();
        using var model = new ForgetfulModel();
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();
        List<ChatMessage> history = [];

        for (var turn = 0; turn < 5; turn++)
        {
            await AskAsync(chat, history);
        }

        await memory.FlushAsync();
        for (var i = 0; i < 10 && model.Notes.Any(notes => notes.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // The last turn's may still be in a local variable.
        Assert.That(model.Notes, Has.Count.EqualTo(5));
        Assert.That(model.Notes.Count(notes => notes.IsAlive), Is.LessThanOrEqualTo(1));
        GC.KeepAlive(history);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task AskAsync(IChatClient chat, List<ChatMessage> history)
    {
        history.Add(new ChatMessage(ChatRole.User, "dinner?"));
        history.AddRange((await chat.GetResponseAsync(history)).Messages);
    }

    /// <summary>A model that keeps nothing of its calls but weak references to the notes.</summary>
    private sealed class ForgetfulModel : IChatClient
    {
        public List<WeakReference> Notes { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Notes.Add(new WeakReference(messages.Single(message => message.Text.Contains("<memories-of", StringComparison.Ordinal))));
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Fine.")));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
