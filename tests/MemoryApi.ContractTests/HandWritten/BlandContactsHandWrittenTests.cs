using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using Newtonsoft.Json.Linq;
using static MemoryApi.ContractTests.WrittenExchange;

namespace MemoryApi.ContractTests;

/// <summary>Bland's contacts on the wire, written by hand from the vendor's documentation.</summary>
internal sealed class BlandContactsHandWrittenTests
{
    private const string FullContact = """
        {
          "id": "c-1",
          "org_id": "o-1",
          "name": "Jane Doe",
          "metadata": { "Plan": "premium", "vip": true, "address": { "city": "Oslo" } },
          "created_at": "2025-07-20T10:30:00.000Z",
          "updated_at": "2025-07-22T16:00:00.000Z",
          "identifiers": [
            { "id": "ident-1", "contact_id": "c-1", "identifier_type": "phone_number", "identifier_value": "+15551234567", "is_primary": true },
            { "identifier_type": "external_id", "identifier_value": "crm-7" }
          ],
          "memories": [
            {
              "id": "mem-1",
              "contact_id": "c-1",
              "persona_id": null,
              "agent_number": "+15557654321",
              "summary": null,
              "facts": {},
              "recent_messages": [],
              "open_items": [],
              "entities": [
                {
                  "entity_type": "order",
                  "entity_id": "ORD-9",
                  "facts": { "items": 2 },
                  "status": "in_transit",
                  "last_discussed_at": "2025-07-22T15:58:00.000Z",
                  "notes": null
                }
              ]
            }
          ]
        }
        """;

    // 3.1 List

    /// <summary>The pagination is a sibling of the data.</summary>
    [Test]
    public async Task Listing_contacts()
    {
        var page = await BlandAsync(
            request: """
                GET /v1/contacts?limit=2&offset=4&agent_id=6f1d2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b
                Authorization: org_key
                """,
            response: $$"""
                200

                {"data":[{{FullContact}},{"id":"c-2","name":null}],"pagination":{"total":9,"limit":2,"offset":4,"has_more":true},"errors":null}
                """,
            call: bland => bland.Contacts.ListAsync(limit: 2, offset: 4, agentId: "6f1d2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Contacts.Select(contact => contact.Id), Is.EqualTo(new[] { "c-1", "c-2" }));
            Assert.That(page.Contacts.Select(contact => contact.Name), Is.EqualTo(new[] { "Jane Doe", null }));
            Assert.That(page.Pagination!.Total, Is.EqualTo(9));
            Assert.That(page.Pagination!.Limit, Is.EqualTo(2));
            Assert.That(page.Pagination!.Offset, Is.EqualTo(4));
            Assert.That(page.Pagination!.HasMore, Is.True);
        }
    }

    [Test]
    public async Task Listing_contacts_asks_for_nothing_by_itself()
    {
        var page = await BlandAsync(
            request: """
                GET /v1/contacts
                Authorization: org_key
                """,
            response: """
                200

                {"data":[],"pagination":{"total":0,"limit":50,"offset":0,"has_more":false},"errors":null}
                """,
            call: bland => bland.Contacts.ListAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Contacts, Is.Empty);
            Assert.That(page.Pagination!.HasMore, Is.False);
        }
    }

    // 3.2 Find

    /// <summary>It is a POST although its page lies under <c>get/</c>, so that identifiers stay out of URLs.</summary>
    [Test]
    public async Task Finding_a_contact_is_a_POST()
    {
        var contact = await BlandAsync(
            request: """
                POST /v1/contacts/find
                Authorization: org_key

                {"phone_number":"+15551234567","email":"jane@example.com","external_id":"crm-7"}
                """,
            response: $$"""
                200

                {"data":{{FullContact}},"errors":null}
                """,
            call: bland => bland.Contacts.FindAsync(
                new FindContactRequest { PhoneNumber = "+15551234567", Email = "jane@example.com", ExternalId = "crm-7" }));

        Assert.That(contact!.Id, Is.EqualTo("c-1"));
    }

    [Test]
    public async Task Finding_nobody_is_no_error()
    {
        var contact = await BlandAsync(
            request: """
                POST /v1/contacts/find
                Authorization: org_key

                {"email":"nobody@example.com"}
                """,
            response: """
                200

                {"data":null,"errors":null}
                """,
            call: bland => bland.Contacts.FindAsync(new FindContactRequest { Email = "nobody@example.com" }));

        Assert.That(contact, Is.Null);
    }

    // 3.3 Get

    [Test]
    public async Task Getting_a_contact()
    {
        var contact = await BlandAsync(
            request: """
                GET /v1/contacts/c-1
                Authorization: org_key
                """,
            response: $$"""
                200

                {"data":{{FullContact}},"errors":null}
                """,
            call: bland => bland.Contacts.GetAsync("c-1"));

        var identifiers = contact.Identifiers!;
        var memory = contact.Memories!.Single();
        var entity = memory.Entities!.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contact.Id, Is.EqualTo("c-1"));
            Assert.That(contact.OrgId, Is.EqualTo("o-1"));
            Assert.That(contact.Name, Is.EqualTo("Jane Doe"));
            Assert.That(Json(contact.Metadata), Is.EqualTo("""{"Plan":"premium","vip":true,"address":{"city":"Oslo"}}"""));
            Assert.That(contact.CreatedAt, Is.EqualTo(Time("2025-07-20T10:30:00.000Z")));
            Assert.That(contact.UpdatedAt, Is.EqualTo(Time("2025-07-22T16:00:00.000Z")));
            Assert.That(contact.CrmSyncs, Is.Null);
            Assert.That(contact.AdditionalProperties, Is.Empty);
            Assert.That(identifiers.Select(identifier => identifier.Type), Is.EqualTo(new[] { IdentifierType.PhoneNumber, IdentifierType.ExternalId }));
            Assert.That(identifiers.Select(identifier => identifier.Value), Is.EqualTo(new[] { "+15551234567", "crm-7" }));
            Assert.That(identifiers.Select(identifier => identifier.Id), Is.EqualTo(new[] { "ident-1", null }));
            Assert.That(identifiers.Select(identifier => identifier.ContactId), Is.EqualTo(new[] { "c-1", null }));
            Assert.That(identifiers.Select(identifier => identifier.IsPrimary), Is.EqualTo(new bool?[] { true, null }));
            Assert.That(memory.Id, Is.EqualTo("mem-1"));
            Assert.That(memory.ContactId, Is.EqualTo("c-1"));
            Assert.That(memory.PersonaId, Is.Null);
            Assert.That(memory.AgentNumber, Is.EqualTo("+15557654321"));
            Assert.That(memory.Summary, Is.Null);
            Assert.That(memory.Facts, Is.Empty);
            Assert.That(memory.OrgId, Is.Null);
            Assert.That(memory.MemoryHistory, Is.Null);
            Assert.That(memory.CreatedAt, Is.Null);
            Assert.That(entity.EntityType, Is.EqualTo("order"));
            Assert.That(entity.EntityId, Is.EqualTo("ORD-9"));
            Assert.That(Json(entity.Facts), Is.EqualTo("""{"items":2}"""));
            Assert.That(entity.Status, Is.EqualTo("in_transit"));
            Assert.That(entity.LastDiscussedAt, Is.EqualTo(Time("2025-07-22T15:58:00.000Z")));
            Assert.That(entity.Notes, Is.Null);
        }
    }

    // 3.4 Resolve

    [TestCase(201, true)]
    [TestCase(200, false)]
    public async Task Resolving_a_contact_creates_or_finds_it(int status, bool created)
    {
        var resolution = await BlandAsync(
            request: """
                POST /v1/contacts/resolve
                Authorization: org_key

                {"phone_number":"+15551234567","email":"jane@example.com","external_id":"crm-7","name":"Jane Doe","metadata":{"Plan":"premium"}}
                """,
            response: $$"""
                {{status}}

                {
                  "data": {
                    "contact": {
                      "id": "c-1",
                      "name": "Jane Doe",
                      "identifiers": [{ "identifier_type": "email", "identifier_value": "jane@example.com" }],
                      "memories": [],
                      "crm_syncs": [{ "integration": "hubspot", "status": "synced" }]
                    },
                    "created": {{(created ? "true" : "false")}}
                  },
                  "errors": null
                }
                """,
            call: bland => bland.Contacts.ResolveAsync(new ResolveContactRequest
            {
                PhoneNumber = "+15551234567",
                Email = "jane@example.com",
                ExternalId = "crm-7",
                Name = "Jane Doe",
                Metadata = new JObject { ["Plan"] = "premium" },
            }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(resolution.Created, Is.EqualTo(created));
            Assert.That(resolution.Contact.Id, Is.EqualTo("c-1"));
            Assert.That(resolution.Contact.Identifiers!.Single().Type, Is.EqualTo(IdentifierType.Email));
            Assert.That(resolution.Contact.Memories, Is.Empty);
            Assert.That(resolution.Contact.CrmSyncs!.Single().Integration, Is.EqualTo(CrmIntegration.Hubspot));
            Assert.That(resolution.Contact.CrmSyncs!.Single().Status, Is.EqualTo(CrmSyncStatus.Synced));
        }
    }

    // 3.5 Update

    [Test]
    public async Task Updating_a_contact_is_a_PATCH()
    {
        var contact = await BlandAsync(
            request: """
                PATCH /v1/contacts/c-1
                Authorization: org_key

                {"name":"Jane Roe","email":"jane@example.com","external_id":"crm-8","metadata":{"Plan":"basic"}}
                """,
            response: """
                200

                {
                  "data": {
                    "id": "c-1",
                    "org_id": "o-1",
                    "name": "Jane Roe",
                    "metadata": { "Plan": "basic" },
                    "created_at": "2025-07-20T10:30:00.000Z",
                    "updated_at": "2025-07-22T16:00:00.000Z"
                  },
                  "errors": null
                }
                """,
            call: bland => bland.Contacts.UpdateAsync("c-1", new UpdateContactRequest
            {
                Name = "Jane Roe",
                Email = "jane@example.com",
                ExternalId = "crm-8",
                Metadata = new JObject { ["Plan"] = "basic" },
            }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(contact.Id, Is.EqualTo("c-1"));
            Assert.That(contact.Name, Is.EqualTo("Jane Roe"));
            Assert.That(Json(contact.Metadata), Is.EqualTo("""{"Plan":"basic"}"""));
            Assert.That(contact.Identifiers, Is.Null);
            Assert.That(contact.Memories, Is.Null);
        }
    }

    // 3.6 Merge

    [Test]
    public async Task Merging_two_contacts_gives_the_primary_one()
    {
        var contact = await BlandAsync(
            request: """
                POST /v1/contacts/merge
                Authorization: org_key

                {"primary_contact_id":"c-1","duplicate_contact_id":"c-2"}
                """,
            response: """
                200

                {"data":{"id":"c-1","org_id":"o-1","name":"Jane Doe","metadata":{}},"errors":null}
                """,
            call: bland => bland.Contacts.MergeAsync(new MergeContactsRequest(primaryContactId: "c-1", duplicateContactId: "c-2")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(contact.Id, Is.EqualTo("c-1"));
            Assert.That(contact.Metadata, Is.Empty);
        }
    }
}
