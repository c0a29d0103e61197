using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.ContractTests;

/// <summary>The page "Delete Memory" of Mem0. The expected requests are written by hand, so that these tests don't depend on the specification.</summary>
internal sealed class Mem0DeleteMemoryPageTests
{
    private const string Id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

    [TestCase("your_api_key")]
    [TestCase("Token your_api_key")]
    public async Task A_memory_is_deleted_with_the_token(string key)
    {
        using var service = StubbedService.Responding(new StubbedResponse(204));
        using var client = PageService.Mem0(service, key);

        await client.Memories.DeleteAsync(Id);

        service.MustHaveReceived("DELETE", "/v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/", "Token your_api_key");
    }

    [Test]
    public async Task A_204_without_a_body_is_a_deletion_without_a_message()
    {
        using var service = StubbedService.Responding(new StubbedResponse(204));
        using var client = PageService.Mem0(service);

        var result = await client.Memories.DeleteAsync(Id);

        Assert.That(result.Message, Is.Null);
        Assert.That(result.CascadeCount, Is.Null);
    }

    /// <summary>The page shows a body with the 204; HTTP drops it on the way.</summary>
    [Test]
    public async Task A_204_whose_body_was_dropped_is_a_deletion_without_a_message()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(204, """{"message":"Memory deleted successfully!"}"""));
        using var client = PageService.Mem0(service);

        var result = await client.WithRawResponse.Memories.DeleteAsync(Id);

        Assert.That(result.StatusCode, Is.EqualTo(204));
        Assert.That(result.Value.Message, Is.Null);
    }

    [Test]
    public async Task A_200_has_the_message()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"message":"Memory deleted successfully!"}"""));
        using var client = PageService.Mem0(service);

        var result = await client.Memories.DeleteAsync(Id);

        Assert.That(result.Message, Is.EqualTo("Memory deleted successfully!"));
    }

    [Test]
    public async Task Linked_memories_are_deleted_too_and_counted()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"message":"Memory deleted successfully!","cascade_count":2}"""));
        using var client = PageService.Mem0(service);

        var result = await client.Memories.DeleteAsync(Id, deleteLinked: true);

        service.MustHaveReceived("DELETE", "/v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/?delete_linked=true", "Token your_api_key");
        Assert.That(result.CascadeCount, Is.EqualTo(2));
    }

    [Test]
    public async Task An_unknown_memory_is_a_not_found_error()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(404, """{"error":"Memory not found!"}"""));
        using var client = PageService.Mem0(service);

        var failure = await Failing.CallAsync<MemoryApiNotFoundException>(() => client.Memories.DeleteAsync(Id));

        Assert.That(failure.ServiceMessage, Is.EqualTo("Memory not found!"));
    }
}
