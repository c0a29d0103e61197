using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using static MemoryApi.ContractTests.WrittenExchange;

namespace MemoryApi.ContractTests;

/// <summary>Bland's contact memory on the wire, written by hand from the vendor's documentation.</summary>
internal sealed class BlandMemoryHandWrittenTests
{
    private const string FullMemory = """
        {
          "id": "mem-1",
          "org_id": "o-1",
          "contact_id": "c-1",
          "persona_id": "persona-12345678",
          "agent_number": null,
          "summary": "Waits for an order.",
          "facts": { "Name": "Jane Doe", "orders": 2 },
          "recent_messages": [
            { "role": "user", "content": "Where is it?", "channel": "sms", "timestamp": "2025-07-22T15:58:00.000Z" },
            { "role": "assistant", "content": "On its way.", "channel": "whatsapp", "timestamp": "2025-07-22T15:58:05.000Z" }
          ],
          "open_items": [
            {
              "type": "follow_up",
              "description": "Tell her when it arrives.",
              "created_at": "2025-07-22T15:59:00.000Z",
              "priority": "high",
              "related_to": { "entity_type": "order", "entity_id": "ORD-9" }
            }
          ],
          "memory_history": [{ "timestamp": "2025-07-22T15:59:00.000Z", "type": "summary_update", "value": "Waits for an order." }],
          "created_at": "2025-07-20T10:30:00.000Z",
          "updated_at": "2025-07-22T16:00:00.000Z"
        }
        """;

    // 4.1 Get or create

    /// <summary>The status of a creation isn't documented: both are a success.</summary>
    [TestCase(201, true)]
    [TestCase(200, false)]
    public async Task Getting_or_creating_the_memory_of_a_persona(int status, bool created)
    {
        var resolution = await BlandAsync(
            request: """
                POST /v1/memory/contact
                Authorization: org_key

                {"contact_id":"c-1","persona_id":"persona-12345678"}
                """,
            response: $$"""
                {{status}}

                {"data":{"memory":{{FullMemory}},"created":{{(created ? "true" : "false")}}},"errors":null}
                """,
            call: bland => bland.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest("c-1") { PersonaId = "persona-12345678" }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(resolution.Created, Is.EqualTo(created));
            Assert.That(resolution.Memory.Id, Is.EqualTo("mem-1"));
            Assert.That(resolution.Memory.PersonaId, Is.EqualTo("persona-12345678"));
        }
    }

    [Test]
    public async Task Getting_or_creating_the_memory_of_an_agent()
    {
        var resolution = await BlandAsync(
            request: """
                POST /v1/memory/contact
                Authorization: org_key

                {"contact_id":"c-1","agent_number":"+15557654321"}
                """,
            response: """
                200

                {
                  "data": {
                    "memory": {
                      "id": "mem-2", "org_id": "o-1", "contact_id": "c-1", "persona_id": null, "agent_number": "+15557654321", "summary": null,
                      "facts": {}, "recent_messages": [], "open_items": [], "memory_history": []
                    },
                    "created": true
                  },
                  "errors": null
                }
                """,
            call: bland => bland.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest("c-1") { AgentNumber = "+15557654321" }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(resolution.Created, Is.True);
            Assert.That(resolution.Memory.AgentNumber, Is.EqualTo("+15557654321"));
            Assert.That(resolution.Memory.PersonaId, Is.Null);
            Assert.That(resolution.Memory.Summary, Is.Null);
            Assert.That(resolution.Memory.Facts, Is.Empty);
            Assert.That(resolution.Memory.RecentMessages, Is.Empty);
            Assert.That(resolution.Memory.OpenItems, Is.Empty);
            Assert.That(resolution.Memory.MemoryHistory, Is.Empty);
        }
    }

    // 4.2 Get

    [Test]
    public async Task Getting_a_memory()
    {
        var memory = await BlandAsync(
            request: """
                GET /v1/memory/contact/mem-1
                Authorization: org_key
                """,
            response: $$"""
                200

                {"data":{{FullMemory}},"errors":null}
                """,
            call: bland => bland.Memory.GetAsync("mem-1"));

        var item = memory.OpenItems!.Single();
        var change = memory.MemoryHistory!.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Id, Is.EqualTo("mem-1"));
            Assert.That(memory.OrgId, Is.EqualTo("o-1"));
            Assert.That(memory.ContactId, Is.EqualTo("c-1"));
            Assert.That(memory.PersonaId, Is.EqualTo("persona-12345678"));
            Assert.That(memory.AgentNumber, Is.Null);
            Assert.That(memory.Summary, Is.EqualTo("Waits for an order."));
            Assert.That(Json(memory.Facts), Is.EqualTo("""{"Name":"Jane Doe","orders":2}"""));
            Assert.That(memory.RecentMessages!.Select(message => message.Channel!.Value.Value), Is.EqualTo(new[] { "sms", "whatsapp" }));
            Assert.That(item.Type, Is.EqualTo("follow_up"));
            Assert.That(item.Description, Is.EqualTo("Tell her when it arrives."));
            Assert.That(item.CreatedAt, Is.EqualTo(Time("2025-07-22T15:59:00.000Z")));
            Assert.That(item.Priority, Is.EqualTo(OpenItemPriority.High));
            Assert.That(item.RelatedTo!.EntityType, Is.EqualTo("order"));
            Assert.That(item.RelatedTo!.EntityId, Is.EqualTo("ORD-9"));
            Assert.That(change.Timestamp, Is.EqualTo(Time("2025-07-22T15:59:00.000Z")));
            Assert.That(change.Type, Is.EqualTo("summary_update"));
            Assert.That((string?)change.Value, Is.EqualTo("Waits for an order."));
            Assert.That(memory.CreatedAt, Is.EqualTo(Time("2025-07-20T10:30:00.000Z")));
            Assert.That(memory.UpdatedAt, Is.EqualTo(Time("2025-07-22T16:00:00.000Z")));
            Assert.That(memory.AdditionalProperties, Is.Empty);
        }
    }

    // 4.3 Messages

    [Test]
    public async Task Getting_the_messages()
    {
        var messages = await BlandAsync(
            request: """
                GET /v1/memory/contact/mem-1/messages
                Authorization: org_key
                """,
            response: """
                200

                {
                  "data": [
                    { "role": "user", "content": "Where is it?", "channel": "sms", "timestamp": "2025-07-22T15:58:00.000Z" },
                    { "role": "assistant", "content": "On its way.", "channel": "call", "timestamp": "2025-07-22T15:58:05.000Z" }
                  ],
                  "errors": null
                }
                """,
            call: bland => bland.Memory.GetMessagesAsync("mem-1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(messages.Select(message => message.Role), Is.EqualTo(new[] { SpeakerRole.User, SpeakerRole.Assistant }));
            Assert.That(messages.Select(message => message.Content), Is.EqualTo(new[] { "Where is it?", "On its way." }));
            Assert.That(messages.Select(message => message.Channel), Is.EqualTo(new MessageChannel?[] { MessageChannel.Sms, MessageChannel.Call }));
            Assert.That(messages[1].Timestamp, Is.EqualTo(Time("2025-07-22T15:58:05.000Z")));
        }
    }

    [Test]
    public async Task An_unknown_memory_has_no_messages()
    {
        var messages = await BlandAsync(
            request: """
                GET /v1/memory/contact/somebody%20else%2F1/messages
                Authorization: org_key
                """,
            response: """
                200

                {"data":[],"errors":null}
                """,
            call: bland => bland.Memory.GetMessagesAsync("somebody else/1"));

        Assert.That(messages, Is.Empty);
    }

    // 4.5 Summary

    [Test]
    public async Task Updating_the_summary_replaces_it()
    {
        var memory = await BlandAsync(
            request: """
                PATCH /v1/memory/contact/mem-1/summary
                Authorization: org_key

                {"summary":"Has got the order."}
                """,
            response: """
                200

                {
                  "data": {
                    "id": "mem-1",
                    "contact_id": "c-1",
                    "summary": "Has got the order.",
                    "summary_updated_at": "2025-07-22T16:00:00.000Z",
                    "facts": {}
                  },
                  "errors": null
                }
                """,
            call: bland => bland.Memory.UpdateSummaryAsync("mem-1", new UpdateSummaryRequest("Has got the order.")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Summary, Is.EqualTo("Has got the order."));
            Assert.That(memory.SummaryUpdatedAt, Is.EqualTo(Time("2025-07-22T16:00:00.000Z")));
            Assert.That(memory.OpenItems, Is.Null);
            Assert.That(memory.MemoryHistory, Is.Null);
        }
    }

    // 4.6 Context

    /// <summary>Three members are in camel case, beside <c>contact_id</c>; a plus sign in a query would be a blank.</summary>
    [Test]
    public async Task Getting_the_context_of_an_agent()
    {
        var context = await BlandAsync(
            request: """
                GET /v1/memory/context?contact_id=c-1&agent_number=%2B15557654321
                Authorization: org_key
                """,
            response: """
                200

                {
                  "data": {
                    "contact_id": "c-1",
                    "recentMessages": [{ "role": "user", "content": "Where is it?", "channel": "sms", "timestamp": "2025-07-22T15:58:00.000Z" }],
                    "summary": "Waits for an order.",
                    "contactFacts": { "Name": "Jane Doe" },
                    "entities": [{ "entity_type": "order", "entity_id": "ORD-9", "facts": {}, "status": null }],
                    "openItems": [{ "type": "follow_up", "description": "Tell her.", "priority": "low", "related_to": null }]
                  },
                  "errors": null
                }
                """,
            call: bland => bland.Memory.GetContextForAgentAsync("c-1", "+15557654321"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(context.ContactId, Is.EqualTo("c-1"));
            Assert.That(context.RecentMessages!.Single().Content, Is.EqualTo("Where is it?"));
            Assert.That(context.Summary, Is.EqualTo("Waits for an order."));
            Assert.That(Json(context.ContactFacts), Is.EqualTo("""{"Name":"Jane Doe"}"""));
            Assert.That(context.Entities!.Single().EntityId, Is.EqualTo("ORD-9"));
            Assert.That(context.Entities!.Single().Status, Is.Null);
            Assert.That(context.OpenItems!.Single().Description, Is.EqualTo("Tell her."));
            Assert.That(context.OpenItems!.Single().Priority, Is.EqualTo(new OpenItemPriority("low")));
            Assert.That(context.OpenItems!.Single().RelatedTo, Is.Null);
            Assert.That(context.AdditionalProperties, Is.Empty);
        }
    }

    [Test]
    public async Task Getting_the_context_of_a_persona_that_knows_nothing()
    {
        var context = await BlandAsync(
            request: """
                GET /v1/memory/context?contact_id=c-1&persona_id=persona-12345678
                Authorization: org_key
                """,
            response: """
                200

                {"data":{"contact_id":"c-1","recentMessages":[],"summary":null,"contactFacts":{},"entities":[],"openItems":[]},"errors":null}
                """,
            call: bland => bland.Memory.GetContextForPersonaAsync("c-1", "persona-12345678"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(context.RecentMessages, Is.Empty);
            Assert.That(context.Summary, Is.Null);
            Assert.That(context.ContactFacts, Is.Empty);
            Assert.That(context.Entities, Is.Empty);
            Assert.That(context.OpenItems, Is.Empty);
        }
    }

    // 4.7 Changes

    [Test]
    public async Task Getting_what_a_call_changed()
    {
        var changes = await BlandAsync(
            request: """
                GET /v1/memory/changes?call_id=call-1
                Authorization: org_key
                """,
            response: """
                200

                {
                  "data": {
                    "initial_memory": { "summary": null, "facts": {} },
                    "changes": { "summary": "Waits for an order.", "facts": { "orders": 2 } },
                    "memory_history": [{ "timestamp": "2025-07-22T15:59:00.000Z", "type": "summary_update", "value": "Waits for an order." }]
                  },
                  "errors": null
                }
                """,
            call: bland => bland.Memory.GetChangesByCallAsync("call-1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Json(changes.InitialMemory), Is.EqualTo("""{"summary":null,"facts":{}}"""));
            Assert.That(Json(changes.Changes), Is.EqualTo("""{"summary":"Waits for an order.","facts":{"orders":2}}"""));
            Assert.That(changes.MemoryHistory!.Single().Type, Is.EqualTo("summary_update"));
            Assert.That(changes.AdditionalProperties, Is.Empty);
        }
    }

    [Test]
    public async Task Getting_what_a_text_conversation_changed()
    {
        var changes = await BlandAsync(
            request: """
                GET /v1/memory/changes?conversation_id=conv-1
                Authorization: org_key
                """,
            response: """
                200

                {"data":{"initial_memory":null,"changes":null,"memory_history":[]},"errors":null}
                """,
            call: bland => bland.Memory.GetChangesByConversationAsync("conv-1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes.InitialMemory, Is.Null);
            Assert.That(changes.Changes, Is.Null);
            Assert.That(changes.MemoryHistory, Is.Empty);
        }
    }

    // 4.8 Reset

    [Test]
    public async Task Resetting_the_memory_of_an_agent()
    {
        var reset = await BlandAsync(
            request: """
                POST /v1/memory/reset
                Authorization: org_key

                {"contact_id":"c-1","agent_number":"+15557654321"}
                """,
            response: """
                200

                {"data":{"success":true},"errors":null}
                """,
            call: bland => bland.Memory.ResetAsync(new ResetMemoryRequest("c-1") { AgentNumber = "+15557654321" }));

        Assert.That(reset.Success, Is.True);
    }
}
