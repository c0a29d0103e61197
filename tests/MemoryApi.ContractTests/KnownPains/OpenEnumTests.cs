using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json;

namespace MemoryApi.ContractTests;

/// <summary>Seen in other clients: an unknown enum value threw, and converters couldn't be changed.</summary>
internal sealed class OpenEnumTests
{
    [Test]
    public async Task An_unknown_enum_value_is_sent_as_it_was_given()
    {
        using var transport = CannedTransport.Responding(200, "{}");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        await client.Memories.AddAsync(new AddMemoriesRequest([new Message("tool", "4 results")]) { UserId = "alice" });

        Assert.That(transport.Bodies, Is.EqualTo(new[] { """{"messages":[{"role":"tool","content":"4 results"}],"user_id":"alice"}""" }));
    }

    [Test]
    public void An_unknown_enum_value_survives_the_plain_serializer() =>
        Assert.That(JsonConvert.SerializeObject(JsonConvert.DeserializeObject<EventStatus>("\"BRAND_NEW\"")), Is.EqualTo("\"BRAND_NEW\""));
}
