using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>Turns in which the user writes again before the model has responded completely. Nothing that the user said is lost or stored twice.</summary>
[TestFixture(true)]
[TestFixture(false)]
public class OpenTurnTests(bool isInside) : EmulatorTests
{
    private static AIFunction Look => AIFunctionFactory.Create(() => "dal", "look");

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_text_beside_an_approval_or_a_denial_continues_the_turn(bool isApproved)
    {
        await using var memory = Service.Memory();
        using var chat = Chat(ScriptedChatClient.CallingATool(rounds: 1, isOnce: true), memory);
        var options = Offering(new ApprovalRequiredAIFunction(Look));
        List<ChatMessage> history = [new(ChatRole.User, "I am vegetarian. Book a dinner.")];

        var request = await RequestedApprovalAsync(chat, history, options);
        history.Add(new ChatMessage(ChatRole.User, [request.CreateResponse(isApproved), new TextContent("Be quick.")]));
        history.AddRange((await chat.GetResponseAsync(history, options)).Messages);
        await memory.FlushAsync();

        // Older versions of FunctionInvokingChatClient remove the approval request from the messages for the client inside, so that the first response looks
        // complete. The guide says what isn't stored then.
        var isRequestRemoved = isInside && typeof(FunctionInvokingChatClient).Assembly.GetName().Version < new Version(10, 11);
        Assert.That(
            Service.Adds.Single(),
            Does.StartWith(isRequestRemoved ? "user: Be quick." : "user: I am vegetarian. Book a dinner.\nassistant: Let me look.\n").And.Contain("user: Be quick."));
    }

    [Test]
    public async Task A_message_after_the_result_of_a_tool_continues_the_turn()
    {
        await using var memory = Service.Memory();
        using var model = ScriptedChatClient.CallingATool(rounds: 1, isOnce: true);
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();
        List<ChatMessage> history = [new(ChatRole.User, "Hello."), new(ChatRole.Assistant, "Hi."), new(ChatRole.User, "I am vegetarian.")];

        history.AddRange((await chat.GetResponseAsync(history)).Messages);
        history.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", "dal")]));
        history.Add(new ChatMessage(ChatRole.User, [new FunctionResultContent("c2", "rice"), new TextContent("Be quick.")]));
        await chat.GetResponseAsync(history);
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: I am vegetarian.\nassistant: Let me look.\nuser: Be quick.\nassistant: Try a dal." }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_function_that_ends_the_loop_leaves_what_the_user_said_to_be_stored_once(bool isStreamed)
    {
        await using var memory = Service.Memory();
        using var chat = Chat(ScriptedChatClient.CallingATool(rounds: 1), memory);
        var ends = AIFunctionFactory.Create(
            () =>
            {
                FunctionInvokingChatClient.CurrentContext!.Terminate = true;
                return "dal";
            },
            "look");
        List<ChatMessage> history = [new(ChatRole.User, "I am vegetarian.")];

        history.AddRange((isStreamed ? await chat.GetStreamingResponseAsync(history, Offering(ends)).ToChatResponseAsync() : await chat.GetResponseAsync(history, Offering(ends))).Messages);
        history.Add(new ChatMessage(ChatRole.User, "Thanks."));
        await chat.GetResponseAsync(history, Offering(Look));
        await memory.FlushAsync();

        var lines = string.Join("\n", Service.Adds).Split('\n');
        Assert.That(lines, Has.Exactly(1).EqualTo("user: I am vegetarian.").And.Exactly(1).EqualTo("user: Thanks."));
    }

    [Test]
    public async Task A_response_that_the_model_continues_without_a_new_message_is_not_stored_again()
    {
        await using var memory = Service.Memory();
        using var chat = Chat(new ScriptedChatClient("part one", "part two", "Rice."), memory);
        List<ChatMessage> history = [new(ChatRole.User, "Dinner?")];

        history.AddRange((await chat.GetResponseAsync(history)).Messages);
        history.AddRange((await chat.GetResponseAsync(history)).Messages);
        history.Add(new ChatMessage(ChatRole.User, "Lunch?"));
        await chat.GetResponseAsync(history);
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Dinner?\nassistant: part one", "user: Lunch?\nassistant: Rice." }));
    }

    [Test]
    public async Task The_same_message_object_in_a_new_turn_is_stored_again()
    {
        var hello = new ChatMessage(ChatRole.User, "Hello.");
        await using var memory = Service.Memory();
        using var chat = Chat(new ScriptedChatClient("Hi."), memory);

        await chat.GetResponseAsync([hello]);
        await chat.GetResponseAsync([hello]);
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Hello.\nassistant: Hi.", "user: Hello.\nassistant: Hi." }));
    }

    [TestCase("")]
    [TestCase("Be quick.")]
    public async Task What_one_user_said_in_an_open_turn_is_not_stored_for_another(string text)
    {
        await using var memory = Service.Memory();
        using var chat = Chat(ScriptedChatClient.CallingATool(rounds: 1, isOnce: true), memory);
        var options = Offering(new ApprovalRequiredAIFunction(Look));
        List<ChatMessage> history = [new(ChatRole.User, "I am vegetarian.")];

        var request = await RequestedApprovalAsync(chat, history, options);
        List<AIContent> contents = [request.CreateResponse(approved: true)];
        if (text.Length > 0)
        {
            contents.Add(new TextContent(text));
        }

        history.Add(new ChatMessage(ChatRole.User, contents));
        await chat.GetResponseAsync(history, options.WithMem0Scope(EmulatedMem0.Scope("bob")));
        await memory.FlushAsync();

        Assert.That(Service.Adds, Has.None.Contains("vegetarian"));
        Assert.That(Service.Adds, Has.Count.EqualTo(text.Length > 0 ? 1 : 0));
    }

    /// <summary>Front ends keep a response with its calls and their results in one message, and a web application loads the history for each request.</summary>
    [Test]
    public async Task In_a_history_that_was_loaded_earlier_turns_are_not_stored_again()
    {
        await using var memory = Service.Memory();
        using var chat = Chat(new ScriptedChatClient("Rice."), memory);

        await chat.GetResponseAsync(
        [
            new(ChatRole.User, "I am vegetarian."),
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "look"), new FunctionResultContent("c1", "dal"), new TextContent("Try a dal.")]),
            new(ChatRole.User, "Lunch?"),
        ]);
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Lunch?\nassistant: Rice." }));
    }

    /// <summary>What the model asks the user to approve. The response is added to the history.</summary>
    private static async Task<ToolApprovalRequestContent> RequestedApprovalAsync(IChatClient chat, List<ChatMessage> history, ChatOptions options)
    {
        history.AddRange((await chat.GetResponseAsync(history, options)).Messages);
        return history.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
    }

    private static ChatOptions Offering(AIFunction tool) => new() { Tools = [tool] };

    private IChatClient Chat(ScriptedChatClient model, Mem0Memory memory) => isInside
        ? model.AsBuilder().UseFunctionInvocation().UseMem0Memory(memory, Alice).Build()
        : model.AsBuilder().UseMem0Memory(memory, Alice).UseFunctionInvocation().Build();
}
