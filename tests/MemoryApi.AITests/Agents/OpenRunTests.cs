using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0.Agents;
using MemoryApi.Mem0.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Agents;

/// <summary>Runs of an agent whose response asks for an approval or for the result of a tool. The turn is stored once, when the model has responded completely.</summary>
[TestFixture(false, false)]
[TestFixture(false, true)]
[TestFixture(true, false)]
[TestFixture(true, true)]
public class OpenRunTests(bool isStreamed, bool isSavedPerCall) : EmulatorTests
{
    private const string WholeTurn = "user: I am vegetarian.\nassistant: Let me look.\nassistant: Try a dal.";

    private Mem0Memory _memory = null!;
    private ScriptedChatClient _model = null!;

    private static AIFunction Look => AIFunctionFactory.Create(() => "dal", "look");

    [SetUp]
    public void Prepare()
    {
        _memory = Service.Memory();
        _model = ScriptedChatClient.CallingATool(rounds: 1, isOnce: true);
    }

    [TearDown]
    public async Task CleanUp()
    {
        _model.Dispose();
        await _memory.DisposeAsync();
    }

    [Test]
    public async Task A_loop_of_tools_is_one_turn()
    {
        var agent = Agent(Look);

        await RunAsync(agent, await agent.CreateSessionAsync(), new ChatMessage(ChatRole.User, "I am vegetarian."));

        Assert.That(await AddsAsync(), Is.EqualTo(new[] { WholeTurn }));
    }

    [Test]
    public async Task A_run_that_waits_for_an_approval_is_stored_with_the_run_that_ends_the_turn()
    {
        var agent = Agent(new ApprovalRequiredAIFunction(Look));
        var session = await agent.CreateSessionAsync();

        var asked = await RunAsync(agent, session, new ChatMessage(ChatRole.User, "I am vegetarian."));
        Assert.That(await AddsAsync(), Is.Empty);
        await RunAsync(agent, session, new ChatMessage(ChatRole.User, [Request(asked).CreateResponse(approved: true)]));

        Assert.That(await AddsAsync(), Is.EqualTo(new[] { WholeTurn }));
    }

    [Test]
    public async Task A_text_beside_the_approval_is_stored_with_what_was_said_before()
    {
        var agent = Agent(new ApprovalRequiredAIFunction(Look));
        var session = await agent.CreateSessionAsync();

        var asked = await RunAsync(agent, session, new ChatMessage(ChatRole.User, "I am vegetarian."));
        await RunAsync(agent, session, new ChatMessage(ChatRole.User, [Request(asked).CreateResponse(approved: false), new TextContent("Just suggest one.")]));

        var add = (await AddsAsync()).Single();
        Assert.That(add, Does.StartWith("user: I am vegetarian.\nassistant: Let me look.\n").And.Contain("user: Just suggest one."));
    }

    [Test]
    public async Task A_tool_of_the_caller_leaves_the_turn_open_until_its_result()
    {
        var agent = Agent(Look.AsDeclarationOnly());
        var session = await agent.CreateSessionAsync();

        await RunAsync(agent, session, new ChatMessage(ChatRole.User, "I am vegetarian."));
        Assert.That(await AddsAsync(), Is.Empty);
        await RunAsync(agent, session, new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", "dal")]));
        await RunAsync(agent, session, new ChatMessage(ChatRole.User, "Thanks."));

        Assert.That((await AddsAsync())[0], Is.EqualTo(WholeTurn));
        Assert.That(await AddsAsync(), Has.None.StartsWith("assistant").And.Exactly(1).Contains("I am vegetarian."));
    }

    /// <summary>A saved session doesn't contain who wrote what. So its messages aren't stored, and nothing of one user is stored for another.</summary>
    [TestCase("alice")]
    [TestCase("bob")]
    public async Task What_was_said_before_a_session_was_saved_is_not_stored_with_the_rest_of_the_turn(string approving)
    {
        var user = "alice";
        var agent = Agent(new Mem0MemoryProvider(_memory, _ => EmulatedMem0.Scope(user)), new ApprovalRequiredAIFunction(Look), new FixedContext("A retrieved document."));
        var session = await agent.CreateSessionAsync();

        var asked = await RunAsync(agent, session, new ChatMessage(ChatRole.User, "I am vegetarian."));
        var saved = await agent.SerializeSessionAsync(session);
        user = approving;
        await RunAsync(
            agent, await agent.DeserializeSessionAsync(saved), new ChatMessage(ChatRole.User, [Request(asked).CreateResponse(approved: true), new TextContent("Be quick.")]));

        Assert.That(saved.ToString(), Does.Not.Contain("alice"));
        Assert.That(await AddsAsync(), Is.EqualTo(new[] { "user: Be quick.\nassistant: Try a dal." }));
    }

    [Test]
    public async Task An_approval_that_is_sent_twice_stores_the_turn_once()
    {
        var agent = Agent(new ApprovalRequiredAIFunction(Look));
        var session = await agent.CreateSessionAsync();

        var asked = await RunAsync(agent, session, new ChatMessage(ChatRole.User, "I am vegetarian."));
        for (var i = 0; i < 2; i++)
        {
            await RunAsync(agent, session, new ChatMessage(ChatRole.User, [Request(asked).CreateResponse(approved: true)]));
        }

        Assert.That(await AddsAsync(), Is.EqualTo(new[] { WholeTurn }));
    }

    [Test]
    public async Task What_one_user_said_in_an_open_turn_is_not_stored_for_another()
    {
        var user = "alice";
        var agent = Agent(new Mem0MemoryProvider(_memory, _ => EmulatedMem0.Scope(user)), new ApprovalRequiredAIFunction(Look));
        var session = await agent.CreateSessionAsync();

        var asked = await RunAsync(agent, session, new ChatMessage(ChatRole.User, "I am vegetarian."));
        user = "bob";
        await RunAsync(agent, session, new ChatMessage(ChatRole.User, [Request(asked).CreateResponse(approved: true), new TextContent("I am Bob.")]));

        Assert.That(await AddsAsync(), Has.None.Contains("vegetarian"));
    }

    private static ToolApprovalRequestContent Request(IEnumerable<ChatMessage> response) =>
        response.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();

    private ChatClientAgent Agent(AITool tool, params AIContextProvider[] others) => Agent(new Mem0MemoryProvider(_memory, Alice), tool, others);

    private ChatClientAgent Agent(Mem0MemoryProvider provider, AITool tool, params AIContextProvider[] others) => new(_model, new ChatClientAgentOptions
    {
        RequirePerServiceCallChatHistoryPersistence = isSavedPerCall,
        AIContextProviders = [provider, .. others],
        ChatOptions = new ChatOptions { Tools = [tool] },
    });

    private async Task<IEnumerable<ChatMessage>> RunAsync(ChatClientAgent agent, AgentSession session, ChatMessage message) => isStreamed
        ? (await agent.RunStreamingAsync([message], session).ToListAsync()).ToAgentResponse().Messages
        : (await agent.RunAsync([message], session)).Messages;

    private async Task<IReadOnlyList<string>> AddsAsync()
    {
        await _memory.FlushAsync();
        return Service.Adds;
    }

    /// <summary>Adds a text to each request, as a provider of documents does.</summary>
    private sealed class FixedContext(string text) : AIContextProvider
    {
        public override IReadOnlyList<string> StateKeys => [];

        protected override ValueTask<AIContext> ProvideAIContextAsync(InvokingContext context, CancellationToken cancellationToken = default) =>
            new(new AIContext { Messages = [new ChatMessage(ChatRole.User, text)] });
    }
}
