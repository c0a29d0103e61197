using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>Streams: read to the end, left early, cancelled and failing.</summary>
public class StreamTests : EmulatorTests
{
    [Test]
    public async Task A_stream_that_is_read_to_its_end_is_a_turn_like_any_other()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        await using var memory = Service.Memory();
        var model = new ScriptedChatClient("Try a red dal.");
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        var text = "";
        await foreach (var update in chat.GetStreamingResponseAsync("Dinner?"))
        {
            text += update.Text;
        }

        await memory.FlushAsync();
        Assert.That(text, Is.EqualTo("Try a red dal."));
        Assert.That(model.Last.Notes, Does.Contain("no meat"));
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Dinner?\nassistant: Try a red dal." }));
    }

    [Test]
    public async Task A_stream_that_is_left_early_is_stored_as_far_as_it_was_shown()
    {
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient("Try a red dal.").AsBuilder().UseMem0Memory(memory, Alice).Build();

        await foreach (var _ in chat.GetStreamingResponseAsync("Dinner?").Take(2))
        {
        }

        await memory.FlushAsync();
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Dinner?\nassistant: Try a" }));
    }

    [Test]
    public async Task A_stream_that_its_caller_cancels_is_stored_as_far_as_it_was_shown()
    {
        using var cancel = new CancellationTokenSource();
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient("Try a red dal.").AsBuilder().UseMem0Memory(memory, Alice).Build();

        Assert.That(
            async () =>
            {
                await foreach (var update in chat.GetStreamingResponseAsync("Dinner?", cancellationToken: cancel.Token))
                {
                    if (update.Text == " a")
                    {
                        await cancel.CancelAsync();
                    }
                }
            },
            Throws.InstanceOf<OperationCanceledException>());

        await memory.FlushAsync();
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Dinner?\nassistant: Try a" }));
    }

    [Test]
    public async Task A_stream_that_fails_is_not_stored()
    {
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient("Try a BREAK dal.").AsBuilder().UseMem0Memory(memory, Alice).Build();

        Assert.That(async () => await chat.GetStreamingResponseAsync("Dinner?").ToChatResponseAsync(), Throws.InvalidOperationException.With.Message.EqualTo("The model broke off."));
        await memory.FlushAsync();
        Assert.That(Service.Adds, Is.Empty);
        Assert.That(Service.Unstored, Is.Empty);
    }

    [Test]
    public async Task A_stream_that_is_never_read_asks_nobody()
    {
        await using var memory = Service.Memory();
        var model = new ScriptedChatClient("Dal.");
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        _ = chat.GetStreamingResponseAsync("Dinner?");
        await using (chat.GetStreamingResponseAsync("Dinner?").GetAsyncEnumerator())
        {
        }

        await memory.FlushAsync();
        Assert.That(model.Calls, Is.Empty);
        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }
}
