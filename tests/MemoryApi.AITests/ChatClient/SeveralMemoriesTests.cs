using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>Memory twice around one model, e.g. in a shared client and again where it is used. Only the outer one recalls and stores.</summary>
public class SeveralMemoriesTests : EmulatorTests
{
    [TestCase(MemoryPlacement.BeforeLastUserMessage, true)]
    [TestCase(MemoryPlacement.BeforeLastUserMessage, false)]
    [TestCase(MemoryPlacement.Instructions, true)]
    [TestCase(MemoryPlacement.Instructions, false)]
    public async Task Whether_something_is_found_or_not_a_turn_is_searched_and_stored_once(MemoryPlacement placement, bool isKnown)
    {
        if (isKnown)
        {
            Service.Knows("alice", "Alice eats no meat for dinner.");
        }

        await using var memory = Service.Memory(options => options.Placement = placement);
        using var model = new ScriptedChatClient("Fine.");
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).UseFunctionInvocation().UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync("dinner?");
        await chat.GetStreamingResponseAsync("Another dinner?").ToChatResponseAsync();
        await memory.FlushAsync();

        Assert.That(Service.Queries, Is.EqualTo(new[] { "dinner?", "Another dinner?" }));
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: dinner?\nassistant: Fine.", "user: Another dinner?\nassistant: Fine." }));
        Assert.That(model.Last.Options?.AdditionalProperties, Is.Null.Or.Empty);
    }

    [Test]
    public async Task A_call_without_a_scope_has_no_memory_in_the_inner_one_either()
    {
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient("Fine.").AsBuilder().UseMem0Memory(memory, Alice).UseMem0Memory(memory, Alice).Build();
        using var ofNobody = new ScriptedChatClient("Fine.").AsBuilder().UseMem0Memory(memory, _ => null).UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync("dinner?", new ChatOptions().WithMem0Scope(null));
        await ofNobody.GetResponseAsync("dinner?");
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }
}
