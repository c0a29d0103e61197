using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>Seen in other clients: times lost offset and milliseconds, and dates got a time.</summary>
internal sealed class DateTimeTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(5.5));

    [Test]
    public async Task A_time_is_sent_with_its_offset_and_its_fraction()
    {
        using var transport = CannedTransport.Responding(200, """{"results":[]}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        await client.Memories.SearchAsync(new SearchMemoriesRequest("a", new JObject { ["user_id"] = "alice" }) { ReferenceDate = Time });

        Assert.That((string?)WireJson.Parse(transport.Bodies[0])["reference_date"], Is.EqualTo("2026-01-02T03:04:05.678+05:30"));
    }

    [Test]
    public async Task A_time_is_read_with_its_offset_and_its_fraction()
    {
        using var transport = CannedTransport.Responding(200, """{"id":"1","created_at":"2026-01-02T03:04:05.678+05:30"}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var memory = await client.Memories.GetAsync("1");

        Assert.That(memory.CreatedAt, Is.EqualTo(Time));
        Assert.That(memory.CreatedAt!.Value.Offset, Is.EqualTo(TimeSpan.FromHours(5.5)));
    }

    [Test]
    public async Task A_text_that_looks_like_a_time_stays_a_text()
    {
        const string Looks = "2026-01-02T03:04:05.678+05:30";
        using var transport = CannedTransport.Responding(200, $$$"""{"id":"1","memory":"{{{Looks}}}","metadata":{"at":"{{{Looks}}}"}}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var memory = await client.Memories.UpdateAsync("1", new UpdateMemoryRequest { Text = Looks, Metadata = new JObject { ["at"] = Looks } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(transport.Bodies[0], Is.EqualTo($$$"""{"text":"{{{Looks}}}","metadata":{"at":"{{{Looks}}}"}}"""));
            Assert.That(memory.Text, Is.EqualTo(Looks));
            Assert.That(memory.Metadata!["at"]!.Type, Is.EqualTo(JTokenType.String));
            Assert.That((string?)memory.Metadata["at"], Is.EqualTo(Looks));
        }
    }

    [Test]
    public async Task A_moment_in_Unix_seconds_is_the_same_in_every_offset()
    {
        using var transport = CannedTransport.Responding(200, "{}");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        await client.Memories.AddAsync(new AddMemoriesRequest([new Message(MessageRole.User, "a")])
        {
            UserId = "alice",
            Timestamp = new DateTimeOffset(2026, 1, 1, 5, 30, 0, TimeSpan.FromHours(5.5)),
            ObservationDate = new CalendarDate(2026, 1, 1),
        });

        var body = WireJson.Parse(transport.Bodies[0]);
        Assert.That((long?)body["timestamp"], Is.EqualTo(1767225600));
        Assert.That((string?)body["observation_date"], Is.EqualTo("2026-01-01"));
    }
}
