using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0.Agents;
using MemoryApi.Mem0.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Agents;

/// <summary>An agent with a memory provider, together with <c>UseMem0Memory</c> on its chat client or on another one.</summary>
public class BothIntegrationsTests : EmulatorTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task One_message_object_in_parallel_runs_is_searched_and_stored_once_for_each(bool isKnown)
    {
        if (isKnown)
        {
            Service.Knows("alice", "Alice eats no meat for dinner.");
        }

        await using var memory = Service.Memory();
        using var model = ScriptedChatClient.CallingATool(rounds: 2);
        var agent = Agent(model, memory, AIFunctionFactory.Create(
            async () =>
            {
                await Task.Delay(Random.Shared.Next(30));
                return "dal";
            },
            "look"));
        var shared = new ChatMessage(ChatRole.User, "dinner?");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => agent.RunAsync(shared))));
        await memory.FlushAsync();

        Assert.That((Service.Queries.Count, Service.Adds.Count), Is.EqualTo((40, 40)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_turn_with_an_approval_is_stored_once_unless_the_session_was_saved_meanwhile(bool isSaved)
    {
        await using var memory = Service.Memory();
        using var model = ScriptedChatClient.CallingATool(rounds: 1);
        var agent = Agent(model, memory, new ApprovalRequiredAIFunction(AIFunctionFactory.Create(() => "dal", "look")));
        var session = await agent.CreateSessionAsync();

        var asked = await agent.RunAsync("dinner?", session);
        if (isSaved)
        {
            session = await agent.DeserializeSessionAsync(await agent.SerializeSessionAsync(session));
        }

        var request = asked.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        await agent.RunAsync([new ChatMessage(ChatRole.User, [request.CreateResponse(approved: true)])], session);
        await memory.FlushAsync();

        Assert.That(Service.Adds, isSaved ? Is.Empty : Is.EqualTo(new[] { "user: dinner?\nassistant: Let me look.\nassistant: Try a dal." }));
    }

    /// <summary>The provider has priority, and the framework doesn't tell it that the stream was left.</summary>
    [Test]
    public async Task A_run_whose_stream_is_left_is_not_stored_with_both()
    {
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient("Try a dal.");

        await Agent(model, memory, AIFunctionFactory.Create(() => "dal", "look")).RunStreamingAsync("dinner?").Take(2).ToListAsync();
        await memory.FlushAsync();

        Assert.That(Service.Queries, Has.Count.EqualTo(1));
        Assert.That(Service.Adds, Is.Empty);
    }

    /// <summary>A program that asks another chat client, with the same messages, when the run of an agent fails.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task After_a_run_that_fails_or_is_left_the_same_messages_have_memory_elsewhere(bool isLeft)
    {
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient(_ => isLeft ? new ChatResponse(new ChatMessage(ChatRole.Assistant, "Try a dal.")) : throw new InvalidOperationException("Out of tokens."));
        var agent = new ChatClientAgent(model, new ChatClientAgentOptions { AIContextProviders = [new Mem0MemoryProvider(memory, Alice)] });
        using var fallback = new ScriptedChatClient("Fine.").AsBuilder().UseMem0Memory(memory, Alice).Build();
        List<ChatMessage> history = [new(ChatRole.User, "Dinner?")];

        if (isLeft)
        {
            await agent.RunStreamingAsync(history).Take(1).ToListAsync();
        }
        else
        {
            Assert.That(async () => await agent.RunAsync(history), Throws.InvalidOperationException);
        }

        history.AddRange((await fallback.GetResponseAsync(history)).Messages);
        history.Add(new ChatMessage(ChatRole.User, "Lunch?"));
        await fallback.GetResponseAsync(history);
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Dinner?\nassistant: Fine.", "user: Lunch?\nassistant: Fine." }));
    }

    private static ChatClientAgent Agent(ScriptedChatClient model, Mem0Memory memory, AITool tool) => new(
        model.AsBuilder().UseMem0Memory(memory, Alice).Build(),
        new ChatClientAgentOptions { AIContextProviders = [new Mem0MemoryProvider(memory, Alice)], ChatOptions = new ChatOptions { Tools = [tool] } });
}
