using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>Notes never get between a call and its result. Models refuse such a conversation.</summary>
public class NotesPlaceTests : EmulatorTests
{
    [Test]
    public async Task Notes_for_a_message_with_the_result_of_a_tool_are_before_the_call()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient("Fine.");
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync([
            new(ChatRole.User, "dinner?"),
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "look"), new FunctionCallContent("c2", "look")]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "dal")]),
            new(ChatRole.User, [new FunctionResultContent("c2", "rice"), new TextContent("A quick dinner.")]),
        ]);

        Assert.That(model.Last.Messages.Select(message => message.Contents[0].GetType().Name), Is.EqualTo(new[]
        {
            nameof(TextContent), nameof(TextContent), nameof(FunctionCallContent), nameof(FunctionResultContent), nameof(FunctionResultContent),
        }));
        Assert.That(model.Last.Messages[1].Text, Is.EqualTo(model.Last.Notes));
    }

    [Test]
    public async Task Notes_for_a_result_whose_call_is_elsewhere_are_after_the_message()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient("Fine.");
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, [new FunctionResultContent("c1", "dal"), new TextContent("A quick dinner.")])]);

        Assert.That(model.Last.Messages[1].Text, Is.EqualTo("A quick dinner."));
        Assert.That(model.Last.Messages[2].Text, Is.EqualTo(model.Last.Notes).And.Contains("no meat"));
    }
}
