using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0.Agents;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Agents;

/// <summary>A session of an agent with memory, saved and loaded as in a program that is trimmed or compiled ahead of time.</summary>
public class SavedSessionTests : EmulatorTests
{
    [Test]
    public async Task A_session_can_be_saved_without_reflection()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        var json = WithoutReflection();
        await using var memory = Service.Memory();
        using var model = new ScriptedChatClient("Try a dal.");
        var agent = new ChatClientAgent(model, new ChatClientAgentOptions { AIContextProviders = [new Mem0MemoryProvider(memory, Alice)] });
        var session = await agent.CreateSessionAsync();

        await agent.RunAsync("dinner?", session);
        var saved = await agent.SerializeSessionAsync(session, json);
        var loaded = await agent.DeserializeSessionAsync(saved, json);
        await agent.RunAsync("Another dinner?", loaded);
        await memory.FlushAsync();

        // The framework adds a mark to the messages of the history when it loads them, so the loaded session is saved again.
        Assert.That(async () => await agent.SerializeSessionAsync(loaded, json), Throws.Nothing);

        Assert.That(saved.ToString(), Does.Contain("dinner?").And.Not.Contain("alice").And.Not.Contain("no meat"));
        Assert.That(model.Last.Messages.Select(message => message.Text), Does.Contain("dinner?"));
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: dinner?\nassistant: Try a dal.", "user: Another dinner?\nassistant: Try a dal." }));
    }

    private static JsonSerializerOptions WithoutReflection()
    {
        var options = new JsonSerializerOptions(AgentAbstractionsJsonUtilities.DefaultOptions);
        foreach (var resolver in options.TypeInfoResolverChain.OfType<DefaultJsonTypeInfoResolver>().ToList())
        {
            options.TypeInfoResolverChain.Remove(resolver);
        }

        return options;
    }
}
