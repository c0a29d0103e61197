using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>The page "Update Memory" of Mem0. The expected requests are written by hand, so that these tests don't depend on the specification.</summary>
internal sealed class Mem0UpdateMemoryPageTests
{
    private const string Id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

    /// <summary>The members that the page lists.</summary>
    private const string PageResponse = """
        {
          "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
          "text": "I am now a vegetarian",
          "user_id": "alex",
          "agent_id": "travel-assistant",
          "app_id": "travel-app",
          "run_id": "trip-7",
          "hash": "8c1f4a0de0c6b1f64a6a6f1c2d3e4f50",
          "metadata": { "category": "diet", "since": "2025-11-07" },
          "created_at": "2025-11-07T10:20:30.123456Z",
          "updated_at": "2025-11-08T01:00:00-08:00"
        }
        """;

    /// <summary>The members that the service has had since then.</summary>
    private const string PresentResponse = """
        {
          "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
          "memory": "I am now a vegetarian",
          "user_id": "alex",
          "agent_id": null,
          "app_id": null,
          "session_id": "trip-7",
          "metadata": null,
          "categories": ["food"],
          "created_at": "2025-11-07T10:20:30Z",
          "updated_at": "2025-11-08T09:00:00Z"
        }
        """;

    [TestCase("your_api_key")]
    [TestCase("Token your_api_key")]
    public async Task Text_and_metadata_are_put_with_the_token(string key)
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PageResponse));
        using var client = PageService.Mem0(service, key);

        await client.Memories.UpdateAsync(Id, new UpdateMemoryRequest
        {
            Text = "I am now a vegetarian",
            Metadata = new JObject { ["category"] = "diet", ["since"] = "2025-11-07" },
        });

        service.MustHaveReceived(
            "PUT",
            "/v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/",
            "Token your_api_key",
            """{"text":"I am now a vegetarian","metadata":{"category":"diet","since":"2025-11-07"}}""");
    }

    [Test]
    public async Task The_text_may_be_put_alone()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PageResponse));
        using var client = PageService.Mem0(service);

        await client.Memories.UpdateAsync(Id, new UpdateMemoryRequest { Text = "I am now a vegetarian" });

        service.MustHaveReceived(
            "PUT", "/v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/", "Token your_api_key", """{"text":"I am now a vegetarian"}""");
    }

    [Test]
    public async Task The_metadata_may_be_put_alone()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PageResponse));
        using var client = PageService.Mem0(service);

        await client.Memories.UpdateAsync(Id, new UpdateMemoryRequest { Metadata = [] });

        service.MustHaveReceived(
            "PUT", "/v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/", "Token your_api_key", """{"metadata":{}}""");
    }

    [Test]
    public async Task The_response_of_the_page_is_read_with_all_its_members()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PageResponse));
        using var client = PageService.Mem0(service);

        var memory = await client.Memories.UpdateAsync(Id, new UpdateMemoryRequest { Text = "I am now a vegetarian" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Id, Is.EqualTo(Id));
            Assert.That(memory.Text, Is.EqualTo("I am now a vegetarian"));
            Assert.That(memory.UserId, Is.EqualTo("alex"));
            Assert.That(memory.AgentId, Is.EqualTo("travel-assistant"));
            Assert.That(memory.AppId, Is.EqualTo("travel-app"));
            Assert.That(memory.RunId, Is.EqualTo("trip-7"));
            Assert.That(memory.Hash, Is.EqualTo("8c1f4a0de0c6b1f64a6a6f1c2d3e4f50"));
            Assert.That(memory.Metadata, Is.EqualTo(new JObject { ["category"] = "diet", ["since"] = "2025-11-07" }));
            Assert.That(memory.CreatedAt, Is.EqualTo(new DateTimeOffset(2025, 11, 7, 10, 20, 30, TimeSpan.Zero).AddTicks(1234560)));
            Assert.That(memory.UpdatedAt, Is.EqualTo(new DateTimeOffset(2025, 11, 8, 1, 0, 0, TimeSpan.FromHours(-8))));
            Assert.That(memory.AdditionalProperties, Is.Empty);
        }
    }

    [Test]
    public async Task The_present_response_is_read_into_the_same_members()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PresentResponse));
        using var client = PageService.Mem0(service);

        var memory = await client.Memories.UpdateAsync(Id, new UpdateMemoryRequest { Text = "I am now a vegetarian" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Text, Is.EqualTo("I am now a vegetarian"));
            Assert.That(memory.RunId, Is.EqualTo("trip-7"));
            Assert.That(memory.Hash, Is.Null);
            Assert.That(memory.Metadata, Is.Null);
            Assert.That(memory.Categories, Is.EqualTo(new[] { "food" }));
            Assert.That(memory.UpdatedAt, Is.EqualTo(new DateTimeOffset(2025, 11, 8, 9, 0, 0, TimeSpan.Zero)));
            Assert.That(memory.AdditionalProperties, Is.Empty);
        }
    }

    [Test]
    public async Task A_wrong_key_is_an_authentication_error()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(401, """{"detail":"Invalid token."}"""));
        using var client = PageService.Mem0(service);

        var failure = await Failing.CallAsync<MemoryApiAuthenticationException>(
            () => client.Memories.UpdateAsync(Id, new UpdateMemoryRequest { Text = "I am now a vegetarian" }));

        Assert.That(failure.ServiceMessage, Is.EqualTo("Invalid token."));
    }
}
