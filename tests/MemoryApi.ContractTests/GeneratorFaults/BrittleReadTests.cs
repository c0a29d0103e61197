using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A fault of another generated client: one odd row failed a whole search.</summary>
internal sealed class BrittleReadTests
{
    private static readonly SearchMemoriesRequest Request = new("home", new JObject { ["user_id"] = "alice" });

    [Test]
    public async Task A_search_row_without_created_at_or_with_an_odd_id_is_still_read()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """
            {"results":[
              {"id":"not-a-guid","memory":"one","score":0.5},
              {"id":7,"memory":"two","score":1,"created_at":null},
              {"memory":"three","created_at":"yesterday"}
            ]}
            """));
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(service);

        var rows = (await client.Memories.SearchAsync(Request)).Results;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Select(row => row.Text), Is.EqualTo(new[] { "one", "two", "three" }));
            Assert.That(rows.Select(row => row.Id), Is.EqualTo(new[] { "not-a-guid", "7", string.Empty }));
            Assert.That(rows.Select(row => row.CreatedAt), Has.All.Null);
            Assert.That((string?)rows[2].AdditionalProperties["created_at"], Is.EqualTo("yesterday"));
        }
    }
}
