using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>A fault of another generated client: an unknown status was read as its first one, "failed".</summary>
internal sealed class UnknownEnumValueTests
{
    [Test]
    public async Task An_unknown_enum_value_survives()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"id":"1","event_type":"ADD","status":"BRAND_NEW"}"""));
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(service);

        var status = (await client.Events.GetAsync("1")).Status!.Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.Value, Is.EqualTo("BRAND_NEW"));
            Assert.That(status.IsKnown, Is.False);
            Assert.That(status, Is.Not.EqualTo(EventStatus.Failed).And.Not.EqualTo(EventStatus.Pending));
        }
    }

    [Test]
    public async Task A_known_enum_value_is_its_constant()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"id":"1","status":"SUCCEEDED"}"""));
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(service);

        var status = (await client.Events.GetAsync("1")).Status!.Value;

        Assert.That(status, Is.EqualTo(EventStatus.Succeeded));
        Assert.That(status.IsKnown, Is.True);
    }
}
