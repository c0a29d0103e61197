using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>The scope of each call: which memories it recalls, and to whom its turn is added.</summary>
public class ScopeTests : EmulatorTests
{
    private ScriptedChatClient _model = null!;

    [SetUp]
    public void Prepare()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        Service.Knows("bob", "Bob hates fish for dinner.");
        _model = new ScriptedChatClient("Fine.");
    }

    [TearDown]
    public void CleanUp()
    {
        _model.Dispose();
    }

    [Test]
    public async Task Without_a_scope_nothing_is_searched_injected_or_stored()
    {
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, _ => null).Build();

        await chat.GetResponseAsync("Dinner?");
        await chat.GetStreamingResponseAsync("Dinner?").ToChatResponseAsync();
        await memory.FlushAsync();

        Assert.That(_model.Calls.Select(call => call.Messages.Count), Is.All.EqualTo(1));
        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }

    [Test]
    public async Task The_scope_of_a_call_wins_over_that_of_the_client()
    {
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, EmulatedMem0.Scope("alice")).Build();

        await chat.GetResponseAsync("Dinner?", new ChatOptions().WithMem0Scope(EmulatedMem0.Scope("bob")));
        await chat.GetResponseAsync("Dinner?", new ChatOptions().WithMem0Scope(null));
        await chat.GetResponseAsync("Dinner?");

        Assert.That(_model.Calls[0].Notes, Does.Contain("fish").And.Not.Contain("meat"));
        Assert.That(_model.Calls[1].Notes, Is.Null);
        Assert.That(_model.Calls[2].Notes, Does.Contain("meat").And.Not.Contain("fish"));
    }

    [Test]
    public async Task The_model_never_sees_the_scope_and_shared_options_are_left_alone()
    {
        var shared = new ChatOptions { Temperature = 0.5f, AdditionalProperties = new AdditionalPropertiesDictionary { ["x"] = 1 } };
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, _ => null).Build();

        await chat.GetResponseAsync("Dinner?", shared.WithMem0Scope(EmulatedMem0.Scope("alice")));
        await chat.GetResponseAsync("Dinner?", new ChatOptions().WithMem0Scope(EmulatedMem0.Scope("alice")));

        Assert.That(shared.AdditionalProperties.Keys, Is.EqualTo(new[] { "x" }));
        Assert.That(_model.Calls[0].Options!.AdditionalProperties!.Keys, Is.EqualTo(new[] { "x" }));
        Assert.That(_model.Calls[0].Options!.Temperature, Is.EqualTo(0.5f));
        Assert.That(_model.Calls[1].Options!.AdditionalProperties, Is.Null.Or.Empty);
    }

    [Test]
    public async Task An_exception_of_the_resolver_surfaces_and_nobody_is_asked()
    {
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, _ => throw new UnauthorizedAccessException("Who are you?")).Build();

        Assert.That(async () => await chat.GetResponseAsync("Dinner?"), Throws.InstanceOf<UnauthorizedAccessException>());
        Assert.That(async () => await chat.GetStreamingResponseAsync("Dinner?").ToChatResponseAsync(), Throws.InstanceOf<UnauthorizedAccessException>());
        Assert.That(_model.Calls, Is.Empty);
        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }

    [Test]
    public async Task A_search_is_for_the_user_and_the_app_and_never_for_the_agent_alone()
    {
        Service.Emulator.Mem0.AddMemory("The agent told somebody about dinner.", agentId: EmulatedMem0.Agent, appId: EmulatedMem0.App);
        Service.Emulator.Mem0.AddMemory("Bob and the agent had dinner.", userId: "bob", agentId: EmulatedMem0.Agent, appId: EmulatedMem0.App);
        Service.Emulator.Mem0.AddMemory("Alice has dinner elsewhere.", userId: "alice", appId: "another app");
        await using var memory = Service.Memory();

        var recalled = await memory.RecallAsync("dinner", EmulatedMem0.Scope("alice"));

        Assert.That(recalled.Select(found => found.Text), Is.EqualTo(new[] { "Alice eats no meat for dinner." }));
    }

    [Test]
    public async Task Memories_of_the_agent_are_recalled_only_on_demand_and_only_those_without_a_user()
    {
        Service.Emulator.Mem0.AddMemory("The agent recommends dal for dinner.", agentId: EmulatedMem0.Agent, appId: EmulatedMem0.App);
        Service.Emulator.Mem0.AddMemory("Bob and the agent had dinner.", userId: "bob", agentId: EmulatedMem0.Agent, appId: EmulatedMem0.App);
        await using var memory = Service.Memory(options => options.RecallAgentMemories = true);

        var recalled = await memory.RecallAsync("dinner", EmulatedMem0.Scope("alice"));

        Assert.That(recalled.Select(found => found.Text), Is.EquivalentTo(new[] { "Alice eats no meat for dinner.", "The agent recommends dal for dinner." }));
    }

    [Test]
    public async Task A_scope_of_a_run_recalls_only_that_run()
    {
        Service.Emulator.Mem0.AddMemory("The trip's dinner is at 7.", userId: "alice", runId: "trip");
        await using var memory = Service.Memory();

        var recalled = await memory.RecallAsync("dinner", EntityScope.User("alice").WithRun("trip"));

        Assert.That(recalled.Select(found => found.Text), Is.EqualTo(new[] { "The trip's dinner is at 7." }));
    }

    /// <summary>The same message object in the calls of several users, e.g. the first message of each conversation in a static field.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task One_message_object_of_several_users_opens_nobodys_memories_to_another(bool isInside)
    {
        var users = Enumerable.Range(0, 8).Select(i => $"user{i}").ToList();
        foreach (var user in users)
        {
            Service.Knows(user, $"{user} likes dinner.");
        }

        var shared = new ChatMessage(ChatRole.User, "Dinner?");
        await using var memory = Service.Memory();
        var model = new ScriptedChatClient(call => new ChatResponse(call.Messages[^1].Role == ChatRole.Tool
            ? new ChatMessage(ChatRole.Assistant, "Answer for " + call.Options!.ModelId)
            : new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c", "look", new Dictionary<string, object?>())])));
        var builder = model.AsBuilder();
        using var chat = (isInside ? builder.UseFunctionInvocation().UseMem0Memory(memory, Resolve) : builder.UseMem0Memory(memory, Resolve).UseFunctionInvocation()).Build();

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => chat.GetResponseAsync(
            [shared], new ChatOptions { ModelId = users[i % users.Count], Tools = [AIFunctionFactory.Create(async () => await Task.Yield(), "look")] }))));
        await memory.FlushAsync();

        Assert.That(model.Calls, Has.Count.EqualTo(800));
        foreach (var call in model.Calls)
        {
            Assert.That(users.Where(user => call.Prompt.Contains($"{user} likes", StringComparison.Ordinal)), Is.EqualTo(new[] { call.Options!.ModelId }));
        }

        var adds = Service.Emulator.Requests.For("Memories_Add");
        Assert.That(adds, Has.Count.EqualTo(400));
        Assert.That(adds.Where(add => !users.Any(user => add.Body.Contains($"\"user_id\":\"{user}\"", StringComparison.Ordinal) && add.Body.Contains($"Answer for {user}\"", StringComparison.Ordinal))), Is.Empty);

        static EntityScope Resolve(ChatOptions? options) => EmulatedMem0.Scope(options!.ModelId!);
    }

    [Test]
    public async Task A_history_with_notes_of_another_run_switches_nothing_off()
    {
        var notes = new ChatMessage(ChatRole.User, "<memories-of-earlier-conversations>old</memories-of-earlier-conversations>");
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, EmulatedMem0.Scope("alice")).Build();
        notes = (await memory.CreateNotesAsync([new(ChatRole.User, "Dinner?")], EmulatedMem0.Scope("alice")))!;

        await chat.GetResponseAsync([notes, new(ChatRole.User, "Dinner?"), new(ChatRole.Assistant, "Dal."), new(ChatRole.User, "And what for dinner tomorrow?")]);
        await memory.FlushAsync();

        Assert.That(Service.Queries[^1], Is.EqualTo("And what for dinner tomorrow?"));
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: And what for dinner tomorrow?\nassistant: Fine." }));
    }

    [Test]
    public async Task Memory_twice_around_one_model_recalls_and_stores_once()
    {
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, EmulatedMem0.Scope("alice")).UseMem0Memory(memory, EmulatedMem0.Scope("alice")).Build();

        await chat.GetResponseAsync("Dinner?");
        await memory.FlushAsync();

        Assert.That(_model.Last.Notes, Does.Contain("meat"));
        Assert.That(Service.Queries, Has.Count.EqualTo(1));
        Assert.That(Service.Adds, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_missing_argument_is_named()
    {
        using var client = new Mem0Client("key");
        var memory = new Mem0Memory(client);
        var builder = _model.AsBuilder();

        Assert.That(() => builder.UseMem0Memory(null!, EmulatedMem0.Scope("alice")), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("memory"));
        Assert.That(() => builder.UseMem0Memory(memory, (EntityScope)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("scope"));
        Assert.That(() => builder.UseMem0Memory(memory, (Func<ChatOptions?, EntityScope?>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("scope"));
        Assert.That(() => memory.RecallAsync("x", null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("scope"));
        Assert.That(() => memory.CreateTools(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("scope"));
        Assert.That(() => new Mem0Memory(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("client"));
        Assert.That(() => EntityScope.User(" "), Throws.ArgumentException);
    }
}
