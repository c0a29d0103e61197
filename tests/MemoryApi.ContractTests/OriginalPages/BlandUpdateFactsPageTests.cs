using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>The page "Update Contact Memory Facts" of Bland AI. The expected requests are written by hand, so that these tests don't depend on the specification.</summary>
internal sealed class BlandUpdateFactsPageTests
{
    private const string Id = "mem-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    /// <summary>The response of the page; where it prints <c>[...]</c>, messages are written out.</summary>
    private const string PageResponse = """
        {
          "data": {
            "id": "mem-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "org_id": "11111111-2222-3333-4444-555555555555",
            "contact_id": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "persona_id": "persona-12345678",
            "agent_number": null,
            "summary": "Customer is a premium plan subscriber.",
            "facts": {
              "name": "John Doe",
              "company": "Acme Corp",
              "role": "CTO",
              "preferred_contact": "phone",
              "timezone": "America/New_York"
            },
            "recent_messages": [
              { "role": "user", "content": "Please call me.", "channel": "call", "timestamp": "2025-07-22T15:58:00.000Z" }
            ],
            "created_at": "2025-07-20T10:30:00.000Z",
            "updated_at": "2025-07-22T16:00:00.000Z"
          },
          "errors": null
        }
        """;

    [Test]
    public async Task The_empty_facts_of_the_page_are_patched_with_the_raw_key()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PageResponse));
        using var client = PageService.Bland(service);

        await client.Memory.MergeFactsAsync(Id, new MergeFactsRequest([]));

        service.MustHaveReceived(
            "PATCH", "/v1/memory/contact/mem-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/facts", "your_api_key", """{"facts":{}}""");
    }

    [Test]
    public async Task The_seven_facts_of_the_page_are_patched()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PageResponse));
        using var client = PageService.Bland(service);

        await client.Memory.MergeFactsAsync(Id, new MergeFactsRequest(new JObject
        {
            ["name"] = "John Doe",
            ["company"] = "Acme Corp",
            ["role"] = "CTO",
            ["preferred_contact"] = "phone",
            ["timezone"] = "America/New_York",
            ["plan"] = "premium",
            ["account_number"] = "ACC-12345",
        }));

        service.MustHaveReceived(
            "PATCH",
            "/v1/memory/contact/mem-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/facts",
            "your_api_key",
            """{"facts":{"name":"John Doe","company":"Acme Corp","role":"CTO","preferred_contact":"phone","timezone":"America/New_York","plan":"premium","account_number":"ACC-12345"}}""");
    }

    [Test]
    public async Task The_seven_facts_of_the_page_are_the_same_as_a_patch()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PageResponse));
        using var client = PageService.Bland(service);

        await client.Memory.MergeFactsAsync(Id, new FactPatch
        {
            ["name"] = "John Doe",
            ["company"] = "Acme Corp",
            ["role"] = "CTO",
            ["preferred_contact"] = "phone",
            ["timezone"] = "America/New_York",
            ["plan"] = "premium",
            ["account_number"] = "ACC-12345",
        });

        service.MustHaveReceived(
            "PATCH",
            "/v1/memory/contact/mem-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/facts",
            "your_api_key",
            """{"facts":{"name":"John Doe","company":"Acme Corp","role":"CTO","preferred_contact":"phone","timezone":"America/New_York","plan":"premium","account_number":"ACC-12345"}}""");
    }

    [Test]
    public async Task The_response_of_the_page_is_read_with_all_its_members()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, PageResponse));
        using var client = PageService.Bland(service);

        var result = await client.WithRawResponse.Memory.MergeFactsAsync(Id, new MergeFactsRequest([]));

        var memory = result.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Id, Is.EqualTo(Id));
            Assert.That(memory.OrgId, Is.EqualTo("11111111-2222-3333-4444-555555555555"));
            Assert.That(memory.ContactId, Is.EqualTo("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"));
            Assert.That(memory.PersonaId, Is.EqualTo("persona-12345678"));
            Assert.That(memory.AgentNumber, Is.Null);
            Assert.That(memory.Summary, Is.EqualTo("Customer is a premium plan subscriber."));
            Assert.That(memory.Facts!.Properties().Select(fact => $"{fact.Name}={fact.Value}"), Is.EqualTo(new[]
            {
                "name=John Doe", "company=Acme Corp", "role=CTO", "preferred_contact=phone", "timezone=America/New_York",
            }));
            Assert.That(memory.RecentMessages!.Single().Content, Is.EqualTo("Please call me."));
            Assert.That(memory.RecentMessages!.Single().Role, Is.EqualTo(SpeakerRole.User));
            Assert.That(memory.RecentMessages!.Single().Channel, Is.EqualTo(MessageChannel.Call));
            Assert.That(memory.CreatedAt, Is.EqualTo(new DateTimeOffset(2025, 7, 20, 10, 30, 0, TimeSpan.Zero)));
            Assert.That(memory.UpdatedAt, Is.EqualTo(new DateTimeOffset(2025, 7, 22, 16, 0, 0, TimeSpan.Zero)));
            Assert.That(memory.AdditionalProperties, Is.Empty);
        }
    }

    /// <summary>The page says of <c>errors</c> that it is null on success; so it is no success when it isn't.</summary>
    [Test]
    public async Task A_200_that_lists_errors_is_an_error()
    {
        using var service = StubbedService.Responding(StubbedResponse.Json(200, """{"data":null,"errors":[{"error":"NOT_FOUND","message":"Contact memory not found"}]}"""));
        using var client = PageService.Bland(service);

        var failure = await Failing.CallAsync<MemoryApiNotFoundException>(() => client.Memory.MergeFactsAsync(Id, new MergeFactsRequest([])));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.StatusCode, Is.EqualTo(200));
            Assert.That(failure.ErrorCode, Is.EqualTo("NOT_FOUND"));
            Assert.That(failure.ServiceMessage, Is.EqualTo("Contact memory not found"));
            Assert.That(failure.ToString(), Does.Not.Contain("Contact memory not found"));
        }
    }
}
