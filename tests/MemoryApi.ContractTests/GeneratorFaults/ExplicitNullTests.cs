using System;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>A fault of another generated client: nulls were never sent, so no field could be cleared; and the timestamp was missing.</summary>
internal sealed class ExplicitNullTests
{
    [Test]
    public Task An_explicit_null_clears_a_field() =>
        MustSendAsync(new UpdateMemoryRequest { ExpirationDate = null }, """{"expiration_date":null}""");

    [Test]
    public Task What_is_not_set_is_not_sent() =>
        MustSendAsync(new UpdateMemoryRequest { Text = "new" }, """{"text":"new"}""");

    [Test]
    public Task The_time_of_a_memory_can_be_set() => MustSendAsync(
        new UpdateMemoryRequest { Timestamp = new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)) }, """{"timestamp":1767225600}""");

    private static async Task MustSendAsync(UpdateMemoryRequest update, string body)
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"id":"1"}"""));
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(service);

        await client.Memories.UpdateAsync("1", update);

        Assert.That(service.SingleRequest.Body, Is.EqualTo(body));
    }
}
