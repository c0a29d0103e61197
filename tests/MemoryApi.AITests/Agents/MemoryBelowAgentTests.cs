using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Agents;

/// <summary>An agent without a memory provider, whose chat client has memory. The agent's own clients are around the memory, and change the updates of streams.</summary>
public class MemoryBelowAgentTests : EmulatorTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_loop_of_an_agent_that_saves_its_history_per_call_is_stored_once(bool isStreamed)
    {
        await using var memory = Service.Memory();
        using var model = ScriptedChatClient.CallingATool(rounds: 2);
        var agent = new ChatClientAgent(model.AsBuilder().UseMem0Memory(memory, Alice).Build(), new ChatClientAgentOptions
        {
            RequirePerServiceCallChatHistoryPersistence = true,
            ChatOptions = new ChatOptions { Tools = [AIFunctionFactory.Create(() => "dal", "look")] },
        });
        var session = await agent.CreateSessionAsync();

        _ = isStreamed ? (await agent.RunStreamingAsync("dinner?", session).ToListAsync()).Count : (await agent.RunAsync("dinner?", session)).Messages.Count;
        await memory.FlushAsync();

        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: dinner?\nassistant: Let me look.\nassistant: Let me look.\nassistant: Try a dal." }));
    }
}
