using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>Seen in other clients: a oneOf became its first branch.</summary>
internal sealed class UnionTests
{
    [Test]
    public Task A_message_may_be_a_text() => MustSendAsync("hello", "\"hello\"");

    [Test]
    public Task A_message_may_be_an_image() => MustSendAsync(
        MessageContent.FromImage("https://example.com/menu.jpg"), """{"type":"image_url","image_url":{"url":"https://example.com/menu.jpg"}}""");

    [Test]
    public Task A_message_may_be_of_a_kind_that_is_not_known_yet() => MustSendAsync(
        MessageContent.FromJson(new JObject { ["type"] = "audio_url", ["audio_url"] = new JObject { ["url"] = "u" } }),
        """{"type":"audio_url","audio_url":{"url":"u"}}""");

    private static async Task MustSendAsync(MessageContent content, string json)
    {
        using var transport = CannedTransport.Responding(200, "{}");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        await client.Memories.AddAsync(new AddMemoriesRequest([new Message(MessageRole.User, content)]) { UserId = "alice" });

        Assert.That(transport.Bodies, Is.EqualTo(new[] { $$"""{"messages":[{"role":"user","content":{{json}}}],"user_id":"alice"}""" }));
    }
}
