using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>Turns in which the model calls tools. Memory makes one search and one add at any place in the pipeline, and each round has the notes.</summary>
[TestFixture(true, true)]
[TestFixture(true, false)]
[TestFixture(false, true)]
[TestFixture(false, false)]
public class ToolLoopTests(bool isInside, bool isStreamed) : EmulatorTests
{
    [Test]
    public async Task A_loop_of_tools_is_one_turn()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        await using var memory = Service.Memory();
        var model = ScriptedChatClient.CallingATool(rounds: 3);
        using var chat = Chat(model, memory);

        var answer = await AskAsync(chat, [new(ChatRole.User, "Dinner?")], Tool("dal"));
        await memory.FlushAsync();

        Assert.That(answer, Does.EndWith("Try a dal."));
        Assert.That(model.Calls, Has.Count.EqualTo(4));
        Assert.That(model.Calls.Select(call => call.Notes), Is.All.Contains("no meat"));
        Assert.That(Service.Queries, Is.EqualTo(new[] { "Dinner?" }));
        Assert.That(Service.Adds, Has.Count.EqualTo(1));
        Assert.That(Service.Adds[0], Does.StartWith("user: Dinner?\nassistant: ").And.EndsWith("Try a dal.").And.Contain("Let me look.").And.Not.Contain("result of the tool"));
    }

    [Test]
    public async Task A_second_turn_of_the_same_conversation_searches_again()
    {
        await using var memory = Service.Memory();
        using var chat = Chat(ScriptedChatClient.CallingATool(rounds: 1), memory);
        List<ChatMessage> history = [new(ChatRole.User, "Dinner?")];

        history.Add(new ChatMessage(ChatRole.Assistant, await AskAsync(chat, history, Tool("dal"))));
        history.Add(new ChatMessage(ChatRole.User, "And lunch?"));
        await AskAsync(chat, history, Tool("dal"));
        await memory.FlushAsync();

        Assert.That(Service.Queries, Is.EqualTo(new[] { "Dinner?", "And lunch?" }));
        Assert.That(Service.Adds, Has.Count.EqualTo(2));
        Assert.That(Service.Adds[1], Does.StartWith("user: And lunch?\nassistant: ").And.Not.Contain("Dinner?"));
    }

    /// <summary>The user changes while a tool runs. The rounds after that must not contain the notes of the previous user.</summary>
    [Test]
    public async Task A_scope_that_changes_within_the_loop_never_shows_the_notes_of_the_other()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        Service.Knows("bob", "Bob hates fish for dinner.");
        var user = "alice";
        await using var memory = Service.Memory();
        var model = ScriptedChatClient.CallingATool(rounds: 1);
        var builder = model.AsBuilder();
        using var chat = (isInside ? builder.UseFunctionInvocation().UseMem0Memory(memory, _ => EmulatedMem0.Scope(user)) : builder.UseMem0Memory(memory, _ => EmulatedMem0.Scope(user)).UseFunctionInvocation()).Build();

        await AskAsync(chat, [new(ChatRole.User, "Dinner?")], AIFunctionFactory.Create(() => user = "bob", "look"));

        Assert.That(model.Calls[0].Notes, Does.Contain("no meat").And.Not.Contain("fish"));

        // The turn is still that of the first user, so the other one has no memory in it.
        Assert.That(model.Calls[1].Notes, isInside ? Is.Null : Does.Contain("no meat").And.Not.Contain("fish"));
    }

    /// <summary>The program calls the tool itself. The turn is stored once, after the model has responded to the tool's result.</summary>
    [Test]
    public async Task A_turn_that_ends_with_an_open_call_is_not_stored_before_it_is_answered()
    {
        await using var memory = Service.Memory();
        using var chat = ScriptedChatClient.CallingATool(rounds: 1).AsBuilder().UseMem0Memory(memory, Alice).Build();
        List<ChatMessage> messages = [new(ChatRole.User, "Dinner?")];

        // Without UseFunctionInvocation, the response contains the call of the tool.
        var response = isStreamed ? await chat.GetStreamingResponseAsync(messages).ToChatResponseAsync() : await chat.GetResponseAsync(messages);
        await memory.FlushAsync();
        Assert.That(Service.Adds, Is.Empty);
        messages.AddRange(response.Messages);
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", "dal")]));
        await AskAsync(chat, messages, Tool("dal"));
        await memory.FlushAsync();

        Assert.That(Service.Queries, Has.Count.EqualTo(1));
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Dinner?\nassistant: Let me look.\nassistant: Try a dal." }));
    }

    /// <summary>With a service that keeps the conversation, the requests after a tool call don't contain the user's message.</summary>
    [Test]
    public async Task With_a_service_that_keeps_the_conversation_a_loop_is_one_add_with_what_the_user_said()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        await using var memory = Service.Memory(options => options.Placement = MemoryPlacement.Instructions);
        var model = new ScriptedChatClient(call => new ChatResponse(call.Messages[^1].Role == ChatRole.Tool
            ? new ChatMessage(ChatRole.Assistant, "Try a dal.")
            : new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c1", "look", new Dictionary<string, object?>())])) { ConversationId = "conversation" });
        using var chat = Chat(model, memory);

        await AskAsync(chat, [new(ChatRole.User, "Dinner?")], Tool("dal"));
        await memory.FlushAsync();

        Assert.That(model.Calls, Has.Count.EqualTo(2));
        Assert.That(model.Calls[0].Options!.Instructions, Does.Contain("no meat"));
        Assert.That(Service.Queries, Has.Count.EqualTo(1));
        Assert.That(Service.Adds, Has.Count.EqualTo(1));
        Assert.That(Service.Adds[0], Does.StartWith("user: Dinner?"));
    }

    [Test]
    public async Task A_tool_that_needs_approval_leaves_the_turn_open_until_it_is_approved()
    {
        await using var memory = Service.Memory();
        var model = ScriptedChatClient.CallingATool(rounds: 1);
        using var chat = Chat(model, memory);
        List<ChatMessage> messages = [new(ChatRole.User, "Dinner?")];
        var tool = new ApprovalRequiredAIFunction((AIFunction)Tool("dal"));

        var asked = await RespondAsync(chat, messages, tool);
        await memory.FlushAsync();
        Assert.That(Service.Adds, isInside ? Has.Count.LessThanOrEqualTo(1) : Is.Empty);
        messages.AddRange(asked.Messages);
        var request = asked.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        messages.Add(new ChatMessage(ChatRole.User, [request.CreateResponse(approved: true)]));
        await RespondAsync(chat, messages, tool);
        await memory.FlushAsync();

        Assert.That(Service.Queries.Distinct(), Is.EqualTo(new[] { "Dinner?" }));
        Assert.That(Service.Adds, Has.Count.EqualTo(1));
        Assert.That(Service.Adds[0], Does.StartWith("user: Dinner?").And.EndsWith("Try a dal."));
    }

    /// <summary>A memory inside of the function invocation can't notice it: for this memory, one call has ended, and the next one hasn't begun.</summary>
    [Test]
    public async Task A_stream_that_is_left_between_two_rounds_is_stored_by_a_memory_outside()
    {
        await using var memory = Service.Memory();
        using var chat = Chat(ScriptedChatClient.CallingATool(rounds: 1), memory);

        await foreach (var update in chat.GetStreamingResponseAsync("Dinner?", new ChatOptions { Tools = [Tool("dal")] }))
        {
            if (update.Contents.OfType<FunctionResultContent>().Any())
            {
                break;
            }
        }

        await memory.FlushAsync();
        Assert.That(Service.Adds, isInside ? Is.Empty : Is.EqualTo(new[] { "user: Dinner?\nassistant: Let me look." }));
    }

    private IChatClient Chat(ScriptedChatClient model, Mem0Memory memory) => isInside
        ? model.AsBuilder().UseFunctionInvocation().UseMem0Memory(memory, Alice).Build()
        : model.AsBuilder().UseMem0Memory(memory, Alice).UseFunctionInvocation().Build();

    private async Task<string> AskAsync(IChatClient chat, IEnumerable<ChatMessage> messages, AITool tool) => (await RespondAsync(chat, messages, tool)).Text;

    private async Task<ChatResponse> RespondAsync(IChatClient chat, IEnumerable<ChatMessage> messages, AITool tool)
    {
        var options = new ChatOptions { Tools = [tool] };
        return isStreamed ? await chat.GetStreamingResponseAsync(messages, options).ToChatResponseAsync() : await chat.GetResponseAsync(messages, options);
    }

    private static AITool Tool(string result) => AIFunctionFactory.Create(() => "result of the tool: " + result, "look");
}
