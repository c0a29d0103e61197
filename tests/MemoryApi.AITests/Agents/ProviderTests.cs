using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.Agents;
using MemoryApi.Mem0.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Agents;

/// <summary>An agent of Microsoft Agent Framework with <see cref="Mem0MemoryProvider"/>.</summary>
public class ProviderTests : EmulatorTests
{
    private Mem0Memory _memory = null!;
    private ScriptedChatClient _model = null!;

    [SetUp]
    public void Prepare()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        Service.Knows("bob", "Bob hates fish for dinner.");
        _memory = Service.Memory();
        _model = new ScriptedChatClient("Try a dal.");
    }

    [TearDown]
    public async Task CleanUp()
    {
        _model.Dispose();
        await _memory.DisposeAsync();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_run_sees_notes_before_the_last_message_and_is_stored(bool isStreamed)
    {
        var agent = Agent(new Mem0MemoryProvider(_memory, Alice));

        var text = isStreamed ? string.Concat((await agent.RunStreamingAsync("dinner?").ToListAsync()).Select(update => update.Text)) : (await agent.RunAsync("dinner?")).Text;
        await _memory.FlushAsync();

        Assert.That(text, Is.EqualTo("Try a dal."));
        Assert.That(_model.Last.Messages.Select(message => message.Text).Last(), Is.EqualTo("dinner?"));
        Assert.That(_model.Last.Messages[^2].Text, Is.EqualTo(_model.Last.Notes).And.Contains("no meat"));
        Assert.That(_model.Last.Options!.Instructions, Is.EqualTo("Be brief."));
        Assert.That(Service.Queries, Is.EqualTo(new[] { "dinner?" }));
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: dinner?\nassistant: Try a dal." }));
    }

    [Test]
    public async Task Over_four_turns_neither_prompt_nor_session_piles_up_notes()
    {
        var agent = Agent(new Mem0MemoryProvider(_memory, Alice));
        var session = await agent.CreateSessionAsync();

        for (var turn = 0; turn < 4; turn++)
        {
            await agent.RunAsync($"dinner {turn}?", session);
            await _memory.FlushAsync();
        }

        Assert.That(_model.Calls.Select(call => call.Messages.Count(message => message.Text.Contains("<memories-of", StringComparison.Ordinal))), Is.All.EqualTo(1));
        Assert.That(_model.Last.Messages, Has.Count.EqualTo(8), "three turns, the notes and the question");
        Assert.That((await agent.SerializeSessionAsync(session)).ToString(), Does.Contain("dinner 3?").And.Not.Contain("memories-of").And.Not.Contain("no meat").And.Not.Contain("alice"));
        Assert.That(Service.Adds, Is.EqualTo(Enumerable.Range(0, 4).Select(turn => $"user: dinner {turn}?\nassistant: Try a dal.")));
    }

    [Test]
    public async Task On_demand_the_history_keeps_the_notes()
    {
        var agent = Agent(new Mem0MemoryProvider(_memory, Alice, new Mem0MemoryProviderOptions { KeepInHistory = true }));
        var session = await agent.CreateSessionAsync();

        await agent.RunAsync("dinner?", session);
        await agent.RunAsync("And another dinner?", session);
        await _memory.FlushAsync();

        Assert.That(_model.Last.Messages.Count(message => message.Text.Contains("<memories-of", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(Service.Adds, Has.None.Contains("memories-of"));
    }

    [Test]
    public async Task A_session_that_comes_back_changed_opens_nobodys_memories()
    {
        var user = "alice";
        var agent = Agent(new Mem0MemoryProvider(_memory, _ => EmulatedMem0.Scope(user)));
        var session = await agent.CreateSessionAsync();
        await agent.RunAsync("dinner?", session);
        var saved = (await agent.SerializeSessionAsync(session)).ToString();

        var changed = JsonSerializer.SerializeToElement(JsonNode.Parse(saved.Replace("dinner?", "dinner? bob", StringComparison.Ordinal)));
        await agent.RunAsync("dinner again?", await agent.DeserializeSessionAsync(changed));
        Assert.That(_model.Last.Notes, Does.Contain("no meat").And.Not.Contain("fish"));

        // The same session for another user.
        user = "bob";
        await agent.RunAsync("dinner once more?", await agent.DeserializeSessionAsync(JsonSerializer.SerializeToElement(JsonNode.Parse(saved))));
        Assert.That(_model.Last.Notes, Does.Contain("fish").And.Not.Contain("no meat"));
    }

    [Test]
    public async Task Two_sessions_of_one_agent_have_their_own_users()
    {
        var agent = Agent(new Mem0MemoryProvider(_memory, session => session?.StateBag.GetValue<string>("user") is { } id ? EmulatedMem0.Scope(id) : null));
        var ofAlice = await agent.CreateSessionAsync();
        ofAlice.StateBag.SetValue("user", "alice");
        var ofBob = await agent.CreateSessionAsync();
        ofBob.StateBag.SetValue("user", "bob");
        var ofNobody = await agent.CreateSessionAsync();

        // A session allows only one run at a time. So the three sessions run in parallel, and the turns of each session run one after the other.
        await Task.WhenAll(new[] { ("alice", ofAlice), ("bob", ofBob), ("nobody", ofNobody) }.Select(one => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await agent.RunAsync($"{one.Item1} dinner?", one.Item2);
            }
        })));
        await _memory.FlushAsync();

        foreach (var call in _model.Calls)
        {
            var asks = call.Messages[^1].Text.Split(' ')[0];
            Assert.That(call.Prompt.Contains("no meat", StringComparison.Ordinal), Is.EqualTo(asks == "alice"), asks);
            Assert.That(call.Prompt.Contains("hates fish", StringComparison.Ordinal), Is.EqualTo(asks == "bob"), asks);
        }

        Assert.That(Service.Adds, Has.Count.EqualTo(40));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Both_integrations_at_once_recall_and_store_once(bool isKnown)
    {
        var provider = new Mem0MemoryProvider(_memory, EmulatedMem0.Scope(isKnown ? "alice" : "stranger"));
        var model = CallsATool();
        var agent = new ChatClientAgent(
            model.AsBuilder().UseMem0Memory(_memory, EmulatedMem0.Scope(isKnown ? "alice" : "stranger")).Build(),
            new ChatClientAgentOptions { AIContextProviders = [provider], ChatOptions = new ChatOptions { Tools = [AIFunctionFactory.Create(() => "dal", "look")] } });

        await agent.RunAsync("dinner?");
        await _memory.FlushAsync();

        Assert.That(model.Calls, Has.Count.EqualTo(2));
        Assert.That(Service.Queries, Has.Count.EqualTo(1));
        Assert.That(Service.Adds, Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Memory_below_an_agent_takes_the_scope_from_the_run_and_keeps_streams_that_are_left(bool isLeft)
    {
        using var chat = _model.AsBuilder().UseMem0Memory(_memory, _ => AIAgent.CurrentRunContext?.Session?.StateBag.GetValue<string>("user") is { } id ? EmulatedMem0.Scope(id) : null).Build();
        var agent = new ChatClientAgent(chat);
        var session = await agent.CreateSessionAsync();
        session.StateBag.SetValue("user", "alice");

        await agent.RunStreamingAsync("dinner?", session).Take(isLeft ? 2 : 100).ToListAsync();
        await _memory.FlushAsync();

        Assert.That(_model.Last.Notes, Does.Contain("no meat"));
        Assert.That(Service.Adds, Is.EqualTo(new[] { $"user: dinner?\nassistant: {(isLeft ? "Try a" : "Try a dal.")}" }));
    }

    [Test]
    public async Task Other_providers_messages_are_neither_the_query_nor_stored()
    {
        var agent = Agent(new FixedContext("Retrieved document about fish."), new Mem0MemoryProvider(_memory, Alice), new FixedContext("Another document."));

        await agent.RunAsync("dinner?");
        await _memory.FlushAsync();

        Assert.That(Service.Queries, Is.EqualTo(new[] { "dinner?" }));
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: dinner?\nassistant: Try a dal." }));
        var texts = _model.Last.Messages.Select(message => message.Text).ToList();
        Assert.That(texts.IndexOf("dinner?"), Is.EqualTo(texts.IndexOf(_model.Last.Notes!) + 1));
        Assert.That(texts, Does.Contain("Retrieved document about fish.").And.Contain("Another document."));
    }

    [Test]
    public async Task Instructions_are_a_place_for_notes_too()
    {
        await using var memory = Service.Memory(options => options.Placement = MemoryPlacement.Instructions);
        var agent = Agent(new Mem0MemoryProvider(memory, Alice));

        await agent.RunAsync("dinner?");

        Assert.That(_model.Last.Messages, Has.Count.EqualTo(1));
        Assert.That(_model.Last.Options!.Instructions, Does.Match(@"^Be brief\.\n\nNotes kept[^~]*no meat").And.Not.Match(@"Be brief[^~]*Be brief"));
    }

    [Test]
    public async Task Tools_are_offered_on_demand_for_the_scope_of_the_run()
    {
        await using var memory = Service.Memory(options => options.StoreTurns = false);
        var agent = Agent(new Mem0MemoryProvider(memory, Alice, new Mem0MemoryProviderOptions { OfferTools = true }));

        await agent.RunAsync("dinner?");
        await memory.FlushAsync();

        Assert.That(_model.Last.Options!.Tools!.Select(tool => tool.Name), Is.EqualTo(new[] { "recall_memories", "remember", "forget_memory" }));
        Assert.That(Service.Adds, Is.Empty);
    }

    [Test]
    public async Task Without_a_scope_there_is_no_memory()
    {
        var agent = Agent(new Mem0MemoryProvider(_memory, _ => null, new Mem0MemoryProviderOptions { OfferTools = true }));

        await agent.RunAsync("dinner?");
        await _memory.FlushAsync();

        Assert.That(_model.Last.Messages, Has.Count.EqualTo(1));
        Assert.That(_model.Last.Options!.Tools, Is.Null.Or.Empty);
        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }

    [Test]
    public void An_exception_of_the_resolver_surfaces()
    {
        var agent = Agent(new Mem0MemoryProvider(_memory, _ => throw new UnauthorizedAccessException()));

        Assert.That(async () => await agent.RunAsync("dinner?"), Throws.InstanceOf<UnauthorizedAccessException>());
        Assert.That(_model.Calls, Is.Empty);
    }

    [Test]
    public async Task A_run_that_fails_is_not_stored_and_the_next_one_is()
    {
        var fails = true;
        var model = new ScriptedChatClient(_ => fails ? throw new InvalidOperationException("Out of tokens.") : new ChatResponse(new ChatMessage(ChatRole.Assistant, "Dal.")));
        var agent = new ChatClientAgent(model, new ChatClientAgentOptions { AIContextProviders = [new Mem0MemoryProvider(_memory, Alice)] });

        Assert.That(async () => await agent.RunAsync("dinner?"), Throws.InvalidOperationException);
        fails = false;
        await agent.RunAsync("dinner?");
        await _memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: dinner?\nassistant: Dal." }));
    }

    [Test]
    public async Task A_service_that_is_down_ends_no_run()
    {
        Service.Emulator.Faults.Next(100).For("*").Respond(503);

        Assert.That((await Agent(new Mem0MemoryProvider(_memory, Alice)).RunAsync("dinner?")).Text, Is.EqualTo("Try a dal."));
    }

    [Test]
    public void It_keeps_nothing_in_the_session() =>
        Assert.That(new Mem0MemoryProvider(_memory, Alice).StateKeys, Is.Empty);

    private ChatClientAgent Agent(params AIContextProvider[] providers) =>
        new(_model, new ChatClientAgentOptions { AIContextProviders = providers, ChatOptions = new ChatOptions { Instructions = "Be brief." } });

    private static ScriptedChatClient CallsATool() => new(call => new ChatResponse(call.Messages[^1].Role == ChatRole.Tool
        ? new ChatMessage(ChatRole.Assistant, "Try a dal.")
        : new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c", "look", new Dictionary<string, object?>())])));

    /// <summary>Adds a text to each request, as a provider of documents does.</summary>
    private sealed class FixedContext(string text) : AIContextProvider
    {
        public override IReadOnlyList<string> StateKeys => [];

        protected override ValueTask<AIContext> ProvideAIContextAsync(InvokingContext context, CancellationToken cancellationToken = default) =>
            new(new AIContext { Messages = [new ChatMessage(ChatRole.User, text)] });
    }
}
