using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;
using static MemoryApi.ContractTests.WrittenExchange;

namespace MemoryApi.ContractTests;

/// <summary>Exchanges of Mem0's operations beside memories, written by hand from the vendor's documentation.</summary>
internal sealed class Mem0ProjectHandWrittenTests
{
    // 2.13 Entities

    [Test]
    public async Task Entities_are_listed_by_the_page_with_totals()
    {
        var page = await Mem0Async(
            request: """
                GET /v1/entities/?page=2&page_size=50
                Authorization: Token m0-key
                """,
            response: """
                200

                {
                  "count": 51,
                  "next": null,
                  "previous": "https://api.mem0.ai/v1/entities/?page_size=50",
                  "results": [
                    {
                      "id": "4711",
                      "name": "alex",
                      "created_at": "2025-11-07T10:20:30Z",
                      "updated_at": "2025-11-08T10:20:30Z",
                      "owner": "owner@example.com",
                      "type": "user",
                      "metadata": null,
                      "total_memories": 12
                    }
                  ],
                  "total_users": 40,
                  "total_agents": 5,
                  "total_apps": 4,
                  "total_runs": 2
                }
                """,
            call: mem0 => mem0.Entities.ListAsync(page: 2, pageSize: 50));

        var entity = page.Results.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Count, Is.EqualTo(51));
            Assert.That(page.Next, Is.Null);
            Assert.That(page.Previous, Is.EqualTo("https://api.mem0.ai/v1/entities/?page_size=50"));
            Assert.That(page.TotalUsers, Is.EqualTo(40));
            Assert.That(page.TotalAgents, Is.EqualTo(5));
            Assert.That(page.TotalApps, Is.EqualTo(4));
            Assert.That(page.TotalRuns, Is.EqualTo(2));
            Assert.That(entity.Id, Is.EqualTo("4711"));
            Assert.That(entity.Name, Is.EqualTo("alex"));
            Assert.That(entity.Type, Is.EqualTo(EntityType.User));
            Assert.That(entity.Owner, Is.EqualTo("owner@example.com"));
            Assert.That(entity.Metadata, Is.Null);
            Assert.That(entity.TotalMemories, Is.EqualTo(12));
            Assert.That(entity.CreatedAt, Is.EqualTo(Time("2025-11-07T10:20:30Z")));
            Assert.That(entity.UpdatedAt, Is.EqualTo(Time("2025-11-08T10:20:30Z")));
            Assert.That(entity.AdditionalProperties, Is.Empty);
        }
    }

    /// <summary>The id in the path is the entity's name, which may hold anything.</summary>
    [Test]
    public async Task Deleting_an_entity_is_queued()
    {
        var deletion = await Mem0Async(
            request: """
                DELETE /v2/entities/agent/sales%2FEMEA%20north/
                Authorization: Token m0-key
                """,
            response: """
                200

                {"message":"Entity is being deleted","event_id":"8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"}
                """,
            call: mem0 => mem0.Entities.DeleteAsync(EntityType.Agent, "sales/EMEA north"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(deletion.Message, Is.EqualTo("Entity is being deleted"));
            Assert.That(deletion.EventId, Is.EqualTo("8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"));
        }
    }

    // 6 Events

    /// <summary>The path is singular, in contrast to that of the list.</summary>
    [Test]
    public async Task Getting_an_event_that_succeeded()
    {
        var done = await Mem0Async(
            request: """
                GET /v1/event/8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b/
                Authorization: Token m0-key
                """,
            response: """
                200

                {
                  "id": "8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b",
                  "event_type": "ADD",
                  "status": "SUCCEEDED",
                  "payload": { "user_id": "alex" },
                  "metadata": null,
                  "results": [{ "id": "a", "event": "ADD", "data": { "memory": "Is a vegetarian" }, "user_id": "alex" }],
                  "created_at": "2025-11-07T10:20:30Z",
                  "updated_at": "2025-11-07T10:20:33Z",
                  "started_at": "2025-11-07T10:20:31Z",
                  "completed_at": "2025-11-07T10:20:33Z",
                  "latency": 2012.5,
                  "graph_status": null,
                  "error": null
                }
                """,
            call: mem0 => mem0.Events.GetAsync("8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"));

        var result = done.Results!.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(done.Id, Is.EqualTo("8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"));
            Assert.That(done.EventType, Is.EqualTo(EventType.Add));
            Assert.That(done.Status, Is.EqualTo(EventStatus.Succeeded));
            Assert.That(Json(done.Payload), Is.EqualTo("""{"user_id":"alex"}"""));
            Assert.That(done.Metadata, Is.Null);
            Assert.That(done.CreatedAt, Is.EqualTo(Time("2025-11-07T10:20:30Z")));
            Assert.That(done.UpdatedAt, Is.EqualTo(Time("2025-11-07T10:20:33Z")));
            Assert.That(done.StartedAt, Is.EqualTo(Time("2025-11-07T10:20:31Z")));
            Assert.That(done.CompletedAt, Is.EqualTo(Time("2025-11-07T10:20:33Z")));
            Assert.That(done.Latency, Is.EqualTo(2012.5));
            Assert.That(done.GraphStatus, Is.Null);
            Assert.That(done.Error, Is.Null);
            Assert.That(done.AdditionalProperties, Is.Empty);
            Assert.That(result.Id, Is.EqualTo("a"));
            Assert.That(result.Event, Is.EqualTo(MemoryEventKind.Add));
            Assert.That(result.Data!.Text, Is.EqualTo("Is a vegetarian"));
            Assert.That(result.UserId, Is.EqualTo("alex"));
        }
    }

    [Test]
    public async Task Events_are_listed_with_those_that_have_not_begun()
    {
        var page = await Mem0Async(
            request: """
                GET /v1/events/
                Authorization: Token m0-key
                """,
            response: """
                200

                {
                  "count": 2,
                  "next": null,
                  "previous": null,
                  "results": [
                    {
                      "id": "e1", "event_type": "DELETE_USER", "status": "PENDING", "payload": {}, "metadata": {}, "results": null,
                      "created_at": "2025-11-07T10:20:30Z", "updated_at": "2025-11-07T10:20:30Z",
                      "started_at": null, "completed_at": null, "latency": null
                    },
                    { "id": "e2", "event_type": "ADD", "status": "PROCESSING" }
                  ]
                }
                """,
            call: mem0 => mem0.Events.ListAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Count, Is.EqualTo(2));
            Assert.That(page.Next, Is.Null);
            Assert.That(page.Results.Select(item => item.EventType), Is.EqualTo(new EventType?[] { EventType.DeleteUser, EventType.Add }));
            Assert.That(page.Results.Select(item => item.Status), Is.EqualTo(new EventStatus?[] { EventStatus.Pending, EventStatus.Processing }));
            Assert.That(page.Results[0].Results, Is.Null);
            Assert.That(page.Results[0].StartedAt, Is.Null);
            Assert.That(page.Results[0].CompletedAt, Is.Null);
            Assert.That(page.Results[0].Latency, Is.Null);
        }
    }

    [Test]
    public async Task Events_are_asked_for_by_kind_and_day() =>
        await Mem0Async(
            request: """
                GET /v1/events/?event_type=DELETE_USER&start_date=2025-11-07&end_date=2025-11-14&page=2&page_size=100
                Authorization: Token m0-key
                """,
            response: """
                200

                {"count":101,"next":null,"previous":null,"results":[]}
                """,
            call: mem0 => mem0.Events.ListAsync(EventType.DeleteUser, new CalendarDate(2025, 11, 7), new CalendarDate(2025, 11, 14), page: 2, pageSize: 100));

    // 2.15 Exports

    /// <summary>Flat filters are refused, so a single condition is sent as an AND of one; the schema's keys stay as they are.</summary>
    [Test]
    public async Task Creating_an_export_always_sends_an_AND()
    {
        var export = await Mem0Async(
            request: """
                POST /v1/exports/
                Authorization: Token m0-key

                {
                  "schema": { "type": "object", "properties": { "dietPlan": { "type": "string" } } },
                  "filters": { "AND": [{ "user_id": "alex" }] },
                  "export_instructions": "Only food."
                }
                """,
            response: """
                201

                {"message":"Memory export request received","id":"550e8400-e29b-41d4-a716-446655440000"}
                """,
            call: mem0 => mem0.Exports.CreateAsync(new CreateExportRequest(
                new JObject { ["type"] = "object", ["properties"] = new JObject { ["dietPlan"] = new JObject { ["type"] = "string" } } },
                EntityScope.User("alex"))
            {
                ExportInstructions = "Only food.",
            }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(export.Id, Is.EqualTo("550e8400-e29b-41d4-a716-446655440000"));
            Assert.That(export.Message, Is.EqualTo("Memory export request received"));
        }
    }

    [Test]
    public async Task Getting_an_export_gives_what_the_schema_shaped()
    {
        var export = await Mem0Async(
            request: """
                POST /v1/exports/get/
                Authorization: Token m0-key

                {"memory_export_id":"550e8400-e29b-41d4-a716-446655440000"}
                """,
            response: """
                200

                {"dietPlan":"vegetarian","next_meal":{"At":"2025-11-07T10:20:30Z"}}
                """,
            call: mem0 => mem0.Exports.GetAsync(new GetExportRequest { MemoryExportId = "550e8400-e29b-41d4-a716-446655440000" }));

        Assert.That(Json(export), Is.EqualTo("""{"dietPlan":"vegetarian","next_meal":{"At":"2025-11-07T10:20:30Z"}}"""));
    }

    // 2.21 Projects

    [Test]
    public async Task Getting_a_project()
    {
        var project = await Mem0Async(
            request: """
                GET /api/v1/orgs/organizations/org_1/projects/proj_1/
                Authorization: Token m0-key
                """,
            response: """
                200

                {
                  "project_id": "proj_1",
                  "name": "Travel",
                  "description": null,
                  "created_at": "2025-11-07T10:20:30Z",
                  "updated_at": "2025-11-08T10:20:30Z",
                  "members": [{ "username": "alex", "role": "OWNER", "email": "alex@example.com" }],
                  "usecase": null,
                  "memory_depth": "deep",
                  "inclusion_prompt": null,
                  "exclusion_prompt": null,
                  "custom_categories": [{ "diet": "What somebody eats" }],
                  "custom_instructions": "Only food.",
                  "agent_custom_instructions": "Only bookings.",
                  "update_custom_instructions": null,
                  "summary_custom_instructions": null,
                  "summary_batch_size": 20,
                  "summary_max_tokens": null,
                  "expiration_date": null,
                  "enable_graph": false,
                  "multilingual": true,
                  "version": "v2",
                  "is_default": true,
                  "active_prompt_profile": null,
                  "decay": false,
                  "user_role": "OWNER"
                }
                """,
            call: mem0 => mem0.Projects.GetAsync("org_1", "proj_1"));

        var member = project.Members!.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(project.ProjectId, Is.EqualTo("proj_1"));
            Assert.That(project.Name, Is.EqualTo("Travel"));
            Assert.That(project.Description, Is.Null);
            Assert.That(project.CreatedAt, Is.EqualTo(Time("2025-11-07T10:20:30Z")));
            Assert.That(member.Username, Is.EqualTo("alex"));
            Assert.That(member.Role, Is.EqualTo(ProjectRole.Owner));
            Assert.That(member.Email, Is.EqualTo("alex@example.com"));
            Assert.That(project.MemoryDepth, Is.EqualTo("deep"));
            Assert.That(project.CustomCategories!.Select(Json), Is.EqualTo(new[] { """{"diet":"What somebody eats"}""" }));
            Assert.That(project.CustomInstructions, Is.EqualTo("Only food."));
            Assert.That(project.AgentCustomInstructions, Is.EqualTo("Only bookings."));
            Assert.That(project.SummaryBatchSize, Is.EqualTo(20));
            Assert.That(project.SummaryMaxTokens, Is.Null);
            Assert.That(project.EnableGraph, Is.False);
            Assert.That(project.Multilingual, Is.True);
            Assert.That(project.Version, Is.EqualTo("v2"));
            Assert.That(project.IsDefault, Is.True);
            Assert.That(project.Decay, Is.False);
            Assert.That(project.UserRole, Is.EqualTo("OWNER"));
            Assert.That(project.AdditionalProperties, Is.Empty);
        }
    }

    /// <summary>Instructions are one string; the ids are in the path and not in the body.</summary>
    [Test]
    public async Task Updating_a_project()
    {
        var confirmation = await Mem0Async(
            request: """
                PATCH /api/v1/orgs/organizations/org_1/projects/proj_1/
                Authorization: Token m0-key

                {
                  "custom_instructions": "Only food.",
                  "agent_custom_instructions": "",
                  "custom_categories": [{ "diet": "What somebody eats" }, "travel"],
                  "multilingual": true,
                  "decay": false
                }
                """,
            response: """
                200

                {"message":"Updated custom categories"}
                """,
            call: mem0 => mem0.Projects.UpdateAsync("org_1", "proj_1", new UpdateProjectRequest
            {
                CustomInstructions = "Only food.",
                AgentCustomInstructions = string.Empty,
                CustomCategories = new JToken[] { new JObject { ["diet"] = "What somebody eats" }, "travel" },
                Multilingual = true,
                Decay = false,
            }));

        Assert.That(confirmation.Message, Is.EqualTo("Updated custom categories"));
    }

    [Test]
    public async Task Null_categories_bring_the_default_catalog_back()
    {
        await Mem0Async(
            request: """
                PATCH /api/v1/orgs/organizations/org_1/projects/proj_1/
                Authorization: Token m0-key

                {"custom_categories":null}
                """,
            response: """
                200

                {"message":"Updated custom categories"}
                """,
            call: mem0 => mem0.Projects.UpdateAsync("org_1", "proj_1", new UpdateProjectRequest { CustomCategories = null }));
    }

    // 2.22 Webhooks

    [Test]
    public async Task Creating_a_webhook()
    {
        var webhook = await Mem0Async(
            request: """
                POST /api/v1/webhooks/projects/proj_1/
                Authorization: Token m0-key

                {"url":"https://example.com/hook?secret=1","name":"Audit","event_types":["memory_add","memory_categorize"]}
                """,
            response: """
                201

                {
                  "webhook_id": "wh_1",
                  "name": "Audit",
                  "url": "https://example.com/hook?secret=1",
                  "event_types": ["memory_add", "memory_categorize"],
                  "owner": "alex",
                  "is_active": true,
                  "project": "proj_1",
                  "created_at": "2025-11-07T10:20:30Z",
                  "updated_at": "2025-11-07T10:20:30Z"
                }
                """,
            call: mem0 => mem0.Webhooks.CreateAsync("proj_1", new CreateWebhookRequest(
                name: "Audit",
                url: "https://example.com/hook?secret=1",
                eventTypes: [WebhookEventType.MemoryAdd, WebhookEventType.MemoryCategorize])));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(webhook.WebhookId, Is.EqualTo("wh_1"));
            Assert.That(webhook.Name, Is.EqualTo("Audit"));
            Assert.That(webhook.Url, Is.EqualTo("https://example.com/hook?secret=1"));
            Assert.That(webhook.EventTypes, Is.EqualTo(new[] { WebhookEventType.MemoryAdd, WebhookEventType.MemoryCategorize }));
            Assert.That(webhook.Owner, Is.EqualTo("alex"));
            Assert.That(webhook.IsActive, Is.True);
            Assert.That(webhook.Project, Is.EqualTo("proj_1"));
            Assert.That(webhook.AdditionalProperties, Is.Empty);
        }
    }

    // 2.18 Ping

    [TestCase(""","user_email":"alex@example.com"}""", "alex@example.com")]
    [TestCase("}", null)]
    public async Task A_ping_tells_the_project_of_the_key(string end, string? userEmail)
    {
        var ping = await Mem0Async(
            request: """
                GET /v1/ping/
                Authorization: Token m0-key
                """,
            response: """
                200

                {"status":"ok","org_id":"org_1","project_id":"proj_1"
                """ + end,
            call: mem0 => mem0.Account.PingAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ping.Status, Is.EqualTo("ok"));
            Assert.That(ping.OrgId, Is.EqualTo("org_1"));
            Assert.That(ping.ProjectId, Is.EqualTo("proj_1"));
            Assert.That(ping.UserEmail, Is.EqualTo(userEmail));
        }
    }
}
