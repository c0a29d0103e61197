using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>Several users write in one conversation. What one of them said is never stored for another, and nothing is recalled for another in a turn.</summary>
[TestFixture(true)]
[TestFixture(false)]
public class SharedConversationTests(bool isInside) : EmulatorTests
{
    private static readonly EntityScope Bob = EmulatedMem0.Scope("bob");

    // Older versions remove an approval from the messages for the client inside, so that the response before it looks complete. The guide says what is lost then.
    private bool IsApprovalRemoved => isInside && typeof(FunctionInvokingChatClient).Assembly.GetName().Version < new Version(10, 11);

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_was_said_in_a_call_that_failed_is_not_stored_for_the_next_user(bool hasMemory)
    {
        List<ChatMessage> room = [new(ChatRole.User, "I am vegetarian.")];

        await FailAndContinueAsync(room, hasMemory ? Alice : null, new ChatMessage(ChatRole.User, "Lunch?"), Bob);

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Lunch?\nassistant: Fine." }));
    }

    [Test]
    public async Task What_the_same_user_said_in_a_call_that_failed_is_stored_with_the_next_turn()
    {
        List<ChatMessage> room = [new(ChatRole.User, "I am vegetarian.")];

        await FailAndContinueAsync(room, Alice, new ChatMessage(ChatRole.User, "Lunch?"), Alice);

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: I am vegetarian.\nuser: Lunch?\nassistant: Fine." }));
    }

    [Test]
    public async Task What_one_user_said_is_not_stored_for_another_who_writes_before_the_response()
    {
        List<ChatMessage> room = [new(ChatRole.User, "I am vegetarian.")];
        IChatClient? chat = null;
        Task? other = null;
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient(_ =>
        {
            if (other is null)
            {
                room.Add(new ChatMessage(ChatRole.User, "Lunch?"));
                other = Task.CompletedTask;
                other = chat!.GetResponseAsync(room, For(Bob));
            }

            return Text("Fine.");
        });
        using var made = chat = Chat(model, memory);

        await chat.GetResponseAsync(room, For(Alice));
        await other!;
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EquivalentTo(new[] { "user: I am vegetarian.\nassistant: Fine.", "user: Lunch?\nassistant: Fine." }));
    }

    /// <summary>The client that invokes functions makes another message without the approval in each call.</summary>
    [Test]
    public async Task A_text_beside_an_approval_is_not_stored_for_the_user_who_approves_next()
    {
        await ConverseAsync(Asking(times: 2), (Alice, "Book a dinner."), (Bob, "I am vegetarian."), (EmulatedMem0.Scope("carol"), ""));

        var adds = Service.Emulator.Requests.For("Memories_Add").Select(static add => add.Body).ToList();
        Assert.That(adds.Where(static add => add.Contains("\"carol\"", StringComparison.Ordinal)), Has.None.Contains("vegetarian"));
        Assert.That(IsApprovalRemoved || adds.Count == 0, string.Join("\n", adds));
    }

    [Test]
    public async Task All_that_a_user_said_beside_several_approvals_is_stored_once()
    {
        await ConverseAsync(Asking(times: 2), (Alice, "Book a dinner."), (Alice, "I am vegetarian."), (Alice, "Be quick."));

        var said = Service.Adds.SelectMany(static add => add.Split('\n')).Where(static line => line.StartsWith("user", StringComparison.Ordinal)).ToList();
        Assert.That(said, Is.Unique);
        Assert.That(
            said,
            IsApprovalRemoved ? Does.Contain("user: Be quick.") : Is.EqualTo(new[] { "user: Book a dinner.", "user: I am vegetarian.", "user: Be quick." }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_turn_that_another_user_or_nobody_began_has_no_memory_for_the_user_who_approves(bool hasMemory)
    {
        Service.Knows("bob", "Bob hates fish for dinner.");
        var model = Asking(times: 1);

        await ConverseAsync(model, (hasMemory ? Alice : null, "I am vegetarian. Book a dinner."), (Bob, ""));

        Assert.That(Service.Adds, Is.Empty);
        Assert.That(Service.Queries, Has.Count.EqualTo(hasMemory ? 1 : 0));
        Assert.That(model.Last.Prompt, Does.Not.Contain("fish"));
    }

    [Test]
    public async Task What_was_said_in_a_call_that_failed_is_not_stored_for_the_user_who_sends_a_result_next()
    {
        List<ChatMessage> room =
        [
            new(ChatRole.User, "Book a dinner."),
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "ask")]),
            new(ChatRole.User, "I am vegetarian."),
        ];

        await FailAndContinueAsync(room, Alice, new ChatMessage(ChatRole.User, [new FunctionResultContent("c1", "dal")]), Bob);

        Assert.That(Service.Adds, Is.Empty);
    }

    [Test]
    public async Task A_message_that_the_program_has_repeated_in_its_list_is_stored_once()
    {
        await using var memory = Service.Memory();
        using var chat = Chat(new ScriptedChatClient("Fine."), memory);
        var said = new ChatMessage(ChatRole.User, "I am vegetarian.");

        await chat.GetResponseAsync([said, said, new ChatMessage(ChatRole.User, "Lunch?")], For(Alice));
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: I am vegetarian.\nuser: Lunch?\nassistant: Fine." }));
    }

    [Test]
    public async Task A_response_whose_beginning_the_program_gives_is_stored()
    {
        await using var memory = Service.Memory();
        using var chat = Chat(new ScriptedChatClient("a dal."), memory);

        await chat.GetResponseAsync([new(ChatRole.User, "I am vegetarian."), new(ChatRole.Assistant, "Then I suggest")], For(Alice));
        await memory.FlushAsync();

        Assert.That(Service.Adds.Single(), Does.StartWith("user: I am vegetarian."));
    }

    private static ChatResponse Text(string text) => new(new ChatMessage(ChatRole.Assistant, text));

    private static ChatOptions For(EntityScope? scope) =>
        new ChatOptions { Tools = [new ApprovalRequiredAIFunction(AIFunctionFactory.Create(() => "dal", "look"))] }.WithMem0Scope(scope);

    /// <summary>A model that asks for an approval a number of times.</summary>
    private static ScriptedChatClient Asking(int times)
    {
        var asked = 0;
        return new ScriptedChatClient(_ => asked++ < times
            ? new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent($"c{asked}", "look", new Dictionary<string, object?>())]))
            : Text("Fine."));
    }

    /// <summary>Each of the users approves what is open, if anything is, says a text, if there is one, and gets a response.</summary>
    private async Task ConverseAsync(ScriptedChatClient model, params (EntityScope? Scope, string Text)[] said)
    {
        await using var memory = Service.Memory();
        using var chat = Chat(model, memory);
        List<ChatMessage> room = [];
        foreach (var (scope, text) in said)
        {
            List<AIContent> contents = [.. room.LastOrDefault()?.Contents.OfType<ToolApprovalRequestContent>().Select(static request => request.CreateResponse(approved: true)) ?? []];
            if (text.Length > 0)
            {
                contents.Add(new TextContent(text));
            }

            room.Add(new ChatMessage(ChatRole.User, contents));
            room.AddRange((await chat.GetResponseAsync(room, For(scope))).Messages);
        }

        await memory.FlushAsync();
    }

    /// <summary>A call of one user fails, and another call adds a message of a user, the same or another one.</summary>
    private async Task FailAndContinueAsync(List<ChatMessage> room, EntityScope? first, ChatMessage next, EntityScope second)
    {
        var isDown = true;
        await using var memory = Service.Memory();
        using var chat = Chat(new ScriptedChatClient(_ => isDown ? throw new InvalidOperationException() : Text("Fine.")), memory);

        await Assert.ThatAsync(() => chat.GetResponseAsync(room, For(first)), Throws.InvalidOperationException);
        isDown = false;
        room.Add(next);
        await chat.GetResponseAsync(room, For(second));
        await memory.FlushAsync();
    }

    private IChatClient Chat(ScriptedChatClient model, Mem0Memory memory) => isInside
        ? model.AsBuilder().UseFunctionInvocation().UseMem0Memory(memory, _ => null).Build()
        : model.AsBuilder().UseMem0Memory(memory, _ => null).UseFunctionInvocation().Build();
}
