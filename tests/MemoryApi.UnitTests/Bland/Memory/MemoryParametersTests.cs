using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.UnitTests.Core;

namespace MemoryApi.UnitTests.Bland.Memory;

public sealed class MemoryParametersTests
{
    [TestCase(null, null, "it sets none")]
    [TestCase("p", "+1", "it sets several")]
    public void A_context_is_that_of_a_persona_or_an_agent(string? personaId, string? agentNumber, string problem)
    {
        using var client = new BlandClient("key");
        Assert.That(
            () => client.Memory.GetContextAsync("c1", personaId, agentNumber),
            Throws.ArgumentException.With.Message.Contains("exactly one of personaId or agentNumber").And.Message.Contains(problem));
    }

    [TestCase(null, null, "it sets none")]
    [TestCase("c", "v", "it sets several")]
    public void Changes_are_those_of_a_call_or_a_conversation(string? callId, string? conversationId, string problem)
    {
        using var client = new BlandClient("key");
        Assert.That(
            () => client.WithRawResponse.Memory.GetChangesAsync(callId, conversationId),
            Throws.ArgumentException.With.Message.Contains("exactly one of callId or conversationId").And.Message.Contains(problem));
    }

    [Test]
    public async Task Each_has_a_method_of_its_own()
    {
        using var transport = new ScriptedTransport().Respond(200, """{"data":{},"errors":null}""");
        using var client = new BlandClient("key", new BlandClientOptions { Transport = transport });

        await client.Memory.GetContextForPersonaAsync("c1", "p1");
        await client.Memory.GetContextForAgentAsync("c1", "+15550100");
        await client.Memory.GetChangesByCallAsync("call1");
        await client.Memory.GetChangesByConversationAsync("conv1");

        Assert.That(transport.Sent.Select(request => request.Uri.PathAndQuery), Is.EqualTo(new[]
        {
            "/v1/memory/context?contact_id=c1&persona_id=p1",
            "/v1/memory/context?contact_id=c1&agent_number=%2B15550100",
            "/v1/memory/changes?call_id=call1",
            "/v1/memory/changes?conversation_id=conv1",
        }));
    }

    [Test]
    public void Blank_ids_are_not_sent()
    {
        using var transport = new ScriptedTransport().Respond(500);
        using var client = new BlandClient("key", new BlandClientOptions { Transport = transport });

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Memory.GetContextForPersonaAsync("c1", " "), Throws.ArgumentException);
            Assert.That(() => client.Memory.GetContextForAgentAsync(" ", "+1"), Throws.ArgumentException);
            Assert.That(() => client.Memory.GetChangesByCallAsync(""), Throws.ArgumentException);
            Assert.That(() => client.Memory.GetChangesByConversationAsync(null!), Throws.InstanceOf<System.ArgumentException>());
            Assert.That(transport.Sent, Is.Empty);
        });
    }
}
