using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A fault of another generated client: <c>format: date</c> went out with a time, which the service refuses.</summary>
internal sealed class CalendarDateTests
{
    [Test]
    public async Task A_date_is_sent_without_a_time()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"id":"1"}"""));
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(service);

        await client.Memories.UpdateAsync("1", new UpdateMemoryRequest { ExpirationDate = new CalendarDate(2027, 1, 2) });

        Assert.That(service.SingleRequest.Body, Is.EqualTo("""{"expiration_date":"2027-01-02"}"""));
    }

    [Test]
    public async Task A_range_of_dates_is_sent_without_times()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"count":0,"results":[]}"""));
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(service);

        await client.Memories.ListAsync(new ListMemoriesRequest(new JObject { ["user_id"] = "alice" })
        {
            StartDate = new CalendarDate(2026, 1, 1),
            EndDate = new CalendarDate(2026, 12, 31),
        });

        var body = WireJson.Parse(service.SingleRequest.Body);
        Assert.That((string?)body["start_date"], Is.EqualTo("2026-01-01"));
        Assert.That((string?)body["end_date"], Is.EqualTo("2026-12-31"));
    }

    [Test]
    public async Task A_date_is_read_without_a_time()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"id":"1","expiration_date":"2027-01-02"}"""));
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(service);

        var memory = await client.Memories.GetAsync("1");

        Assert.That(memory.ExpirationDate, Is.EqualTo(new CalendarDate(2027, 1, 2)));
    }
}
