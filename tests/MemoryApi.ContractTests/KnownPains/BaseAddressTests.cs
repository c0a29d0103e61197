using System;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>Seen in other clients: the path of a base address got lost.</summary>
internal sealed class BaseAddressTests
{
    [TestCase("gw")]
    [TestCase("gw/")]
    [TestCase("gw/mem0/v9")]
    public async Task A_path_in_the_base_address_is_kept(string path)
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"id":"1"}"""));
        using var client = new Mem0Client("key", new Mem0ClientOptions { BaseAddress = new Uri(service.BaseAddress, path) });

        await client.Memories.GetAsync("1");

        Assert.That(service.SingleRequest.Url, Is.EqualTo($"/{path.TrimEnd('/')}/v1/memories/1/"));
    }

    [Test]
    public async Task An_argument_stays_one_part_of_the_path()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"id":"1"}"""));
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(service);

        await client.Memories.GetAsync("a b+ü?x=1&y#z");

        Assert.That(service.SingleRequest.Url, Is.EqualTo("/v1/memories/a%20b%2B%C3%BC%3Fx%3D1%26y%23z/"));
    }
}
