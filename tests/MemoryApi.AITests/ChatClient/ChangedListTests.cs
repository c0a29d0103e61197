using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>A program that changes its list of messages while the model responds. What is stored is the turn that the model was asked about.</summary>
public class ChangedListTests : EmulatorTests
{
    [Test]
    public async Task The_shown_part_of_a_stopped_stream_that_the_program_adds_itself_is_stored_once()
    {
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient("Try a red dal.").AsBuilder().UseMem0Memory(memory, Alice).Build();
        List<ChatMessage> history = [new(ChatRole.User, "Dinner?")];
        var shown = "";

        await foreach (var update in chat.GetStreamingResponseAsync(history))
        {
            shown += update.Text;
            if (shown == "Try a")
            {
                history.Add(new ChatMessage(ChatRole.Assistant, shown));
                break;
            }
        }

        await memory.FlushAsync();
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Dinner?\nassistant: Try a" }));
    }

    [Test]
    public async Task The_next_message_that_is_added_while_a_stream_runs_is_not_stored_with_it()
    {
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient("Try a red dal.").AsBuilder().UseMem0Memory(memory, Alice).Build();
        List<ChatMessage> history = [new(ChatRole.User, "I am vegetarian.")];

        await foreach (var update in chat.GetStreamingResponseAsync(history))
        {
            if (update.Text == "Try")
            {
                history.Add(new ChatMessage(ChatRole.Assistant, ""));
                history.Add(new ChatMessage(ChatRole.User, "And lunch?"));
            }
        }

        await memory.FlushAsync();
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: I am vegetarian.\nassistant: Try a red dal." }));
    }

    [Test]
    public async Task A_list_that_is_cleared_while_the_model_responds_is_stored_as_it_was()
    {
        List<ChatMessage> history = [new(ChatRole.User, "I am vegetarian.")];
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient(_ =>
        {
            history.Clear();
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Fine."));
        }).AsBuilder().UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync(history);
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: I am vegetarian.\nassistant: Fine." }));
    }
}
