using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests.Mem0;

/// <summary>The owners of the memories that are extracted from a conversation.</summary>
internal sealed class AttributionTests
{
    private static readonly object[] Conversation =
    [
        new { role = "system", content = "Be kind" },
        new { role = "user", content = "I love espresso" },
        new { role = "assistant", content = "I promise a discount" },
    ];

    [Test]
    public async Task Extracted_memories_belong_to_who_spoke()
    {
        await using var session = await EmulatorSession.StartAsync();

        await AddAsync(session, new { messages = Conversation, user_id = "ann", agent_id = "waiter", run_id = "r1" });

        Assert.That(await OwnersAsync(session), Is.EquivalentTo(new[]
        {
            ("I love espresso", "ann", (string?)null, "r1"),
            ("I promise a discount", null, "waiter", "r1"),
        }));
    }

    [Test]
    public async Task An_assistant_without_an_agent_is_not_remembered()
    {
        await using var session = await EmulatorSession.StartAsync();

        await AddAsync(session, new { messages = Conversation, user_id = "ann" });

        Assert.That(await OwnersAsync(session), Is.EqualTo(new[] { ("I love espresso", "ann", (string?)null, (string?)null) }));
    }

    [Test]
    public async Task Without_a_user_all_that_is_said_is_the_agents()
    {
        await using var session = await EmulatorSession.StartAsync();

        await AddAsync(session, new { messages = Conversation, agent_id = "waiter" });

        Assert.That((await OwnersAsync(session)).Select(owner => owner.Agent), Is.EqualTo(new[] { "waiter", "waiter" }));
    }

    [Test]
    public async Task Verbatim_memories_belong_to_all_that_are_named_and_a_filter_for_both_finds_them()
    {
        await using var session = await EmulatorSession.StartAsync();

        await AddAsync(session, new { messages = Conversation, user_id = "ann", agent_id = "waiter", infer = false });
        var both = await session.Mem0.Memories.ListAsync(MemoryFilter.UserId.Is("ann") & MemoryFilter.AgentId.Is("waiter"));

        Assert.That(await OwnersAsync(session), Is.EquivalentTo(new[]
        {
            ("I love espresso", "ann", "waiter", (string?)null),
            ("I promise a discount", "ann", "waiter", null),
        }));
        Assert.That(both.Count, Is.EqualTo(2));
    }

    [TestCase("""{"type":"image_url","image_url":{"url":"https://example.com/menu.jpg"}}""")]
    [TestCase("""[{"type":"text","text":"Look"},{"type":"pdf_url","pdf_url":{"url":"https://example.com/menu.pdf"}}]""")]
    public async Task An_image_without_inference_is_refused_and_nothing_is_stored(string content)
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync(
            "POST", "/v3/memories/add/", $$$"""{"user_id":"ann","infer":false,"messages":[{"role":"user","content":"Hi"},{"role":"user","content":{{{content}}}}]}""");

        Assert.That(exchange.Status, Is.EqualTo(400), exchange.ToString());
        Assert.That(ExchangeValidator.Response(exchange), Is.Empty);
        Assert.That(session.Emulator.Mem0.MemoryCount, Is.Zero);
    }

    private static Task<JToken> AddAsync(EmulatorSession session, object request) => session.CallAsync("Memories_Add", new { request });

    private static async Task<IReadOnlyList<(string? Text, string? User, string? Agent, string? Run)>> OwnersAsync(EmulatorSession session)
    {
        var listed = await session.CallAsync("Memories_List", new { request = new { filters = new { OR = new object[] { new { user_id = "*" }, new { agent_id = "*" } } } } });
        return [.. listed["results"]!.Select(memory => ((string?)memory["memory"], (string?)memory["user_id"], (string?)memory["agent_id"], (string?)memory["session_id"]))];
    }
}
