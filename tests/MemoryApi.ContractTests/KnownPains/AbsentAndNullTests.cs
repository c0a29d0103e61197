using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>Rows 2 and 4: a null or missing member killed a response, and a request couldn't tell null from absent.</summary>
internal sealed class AbsentAndNullTests
{
    [Test]
    public async Task A_null_or_missing_required_member_does_not_fail_a_response()
    {
        using var transport = CannedTransport.Responding(200, """{"count":null,"results":[{"id":null},{}]}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var page = await client.Memories.ListAsync(new ListMemoriesRequest(new JObject { ["user_id"] = "alice" }));

        Assert.That(page.Results, Has.Count.EqualTo(2));
        Assert.That(page.Next, Is.Null);
    }

    [Test]
    public async Task A_missing_list_is_an_empty_one()
    {
        using var transport = CannedTransport.Responding(200, "{}");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var found = await client.Memories.SearchAsync(new SearchMemoriesRequest("home", new JObject { ["user_id"] = "alice" }));

        Assert.That(found.Results, Is.Empty);
    }

    [Test]
    public async Task Null_and_absent_are_told_apart_in_an_update()
    {
        using var transport = CannedTransport.Responding(200, """{"id":"1"}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        await client.Memories.UpdateAsync("1", new UpdateMemoryRequest { Text = "a" });
        await client.Memories.UpdateAsync("1", new UpdateMemoryRequest { Text = "a", ExpirationDate = null });

        Assert.That(transport.Bodies, Is.EqualTo(new[] { """{"text":"a"}""", """{"text":"a","expiration_date":null}""" }));
    }
}
