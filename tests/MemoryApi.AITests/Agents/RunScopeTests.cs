using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0.Agents;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Agents;

/// <summary>The scope of a run: its turn is stored for the user whose memories it saw.</summary>
public class RunScopeTests : EmulatorTests
{
    [TestCase("alice", "bob")]
    [TestCase("alice", null)]
    public async Task A_scope_that_changes_during_a_run_stores_nothing_for_the_other(string before, string? after)
    {
        string? user = before;
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient(_ =>
        {
            user = after;
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Fine."));
        });

        await Agent(model, new Mem0MemoryProvider(memory, _ => user is null ? null : EmulatedMem0.Scope(user))).RunAsync("dinner?");
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Requests.For("Memories_Add").Single().Body, Does.Contain("\"user_id\":\"alice\""));
    }

    [Test]
    public async Task A_run_that_began_without_memory_is_not_stored()
    {
        string? user = null;
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient(_ =>
        {
            user = "alice";
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Fine."));
        });

        await Agent(model, new Mem0MemoryProvider(memory, _ => user is null ? null : EmulatedMem0.Scope(user))).RunAsync("dinner?");
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_run_asks_for_its_scope_once_whether_it_fails_or_not(bool fails)
    {
        var asked = 0;
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient(_ => fails ? throw new InvalidOperationException("Out of tokens.") : new ChatResponse(new ChatMessage(ChatRole.Assistant, "Fine.")));
        var agent = Agent(model, new Mem0MemoryProvider(memory, _ =>
        {
            asked++;
            return Alice;
        }));

        if (fails)
        {
            Assert.That(async () => await agent.RunAsync("dinner?"), Throws.InvalidOperationException);
        }
        else
        {
            await agent.RunAsync("dinner?");
        }

        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public async Task Several_providers_of_one_agent_keep_their_own_scopes()
    {
        string user = "alice";
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient(_ =>
        {
            user = "bob";
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Fine."));
        });
        var agent = Agent(model, new Mem0MemoryProvider(memory, _ => EmulatedMem0.Scope(user)), new Mem0MemoryProvider(memory, _ => EmulatedMem0.Scope("team of " + user)));

        await agent.RunAsync("dinner?");
        await memory.FlushAsync();

        var adds = Service.Emulator.Requests.For("Memories_Add").Select(add => add.Body).ToList();
        Assert.That(adds, Has.Exactly(1).Contains("\"user_id\":\"alice\"").And.Exactly(1).Contains("\"user_id\":\"team of alice\""));
        Assert.That(Service.Adds, Is.All.EqualTo("user: dinner?\nassistant: Fine."));
    }

    /// <summary>One message object in parallel runs of several users, e.g. the first message of each conversation in a static field.</summary>
    [Test]
    public async Task One_message_object_in_parallel_runs_is_stored_for_each_user_and_not_changed()
    {
        var shared = new ChatMessage(ChatRole.User, "dinner?");
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient(_ => new ChatResponse(new ChatMessage(ChatRole.Assistant, "Fine.")));
        var agent = Agent(model, new Mem0MemoryProvider(memory, session => EmulatedMem0.Scope(session!.StateBag.GetValue<string>("user")!)));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var session = await agent.CreateSessionAsync();
            session.StateBag.SetValue("user", $"user{i}");
            await agent.RunAsync(shared, session);
        })));
        await memory.FlushAsync();

        var adds = Service.Emulator.Requests.For("Memories_Add").Select(add => add.Body).ToList();
        Assert.That(Enumerable.Range(0, 40).Select(i => adds.Count(add => add.Contains($"\"user_id\":\"user{i}\"", StringComparison.Ordinal))), Is.All.EqualTo(1));
        Assert.That(shared.AdditionalProperties, Is.Null);
    }

    private static ChatClientAgent Agent(ScriptedChatClient model, params AIContextProvider[] providers) => new(model, new ChatClientAgentOptions { AIContextProviders = providers });
}
