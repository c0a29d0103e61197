using System;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator.Bland;

internal sealed partial class BlandEndpoints
{
    private void MapContacts()
    {
        Routes.Map("GET", "/v1/contacts", "Contacts_List", ListContacts);
        Routes.Map("POST", "/v1/contacts/find", "Contacts_Find", FindContact);
        Routes.Map("POST", "/v1/contacts/resolve", "Contacts_Resolve", Resolve);
        Routes.Map("POST", "/v1/contacts/merge", "Contacts_Merge", MergeContacts);
        Routes.Map("GET", "/v1/contacts/{contact_id}", "Contacts_Get", GetContact);
        Routes.Map("PATCH", "/v1/contacts/{contact_id}", "Contacts_Update", UpdateContact);
    }

    private EmulatorResponse ListContacts(EmulatorRequest request)
    {
        var agentId = request.Query.NonEmpty("agent_id");
        if (agentId is not null && !Guid.TryParseExact(agentId, "D", out _))
        {
            throw BlandEnvelope.BadRequest("agent_id must be a valid UUID");
        }

        var slice = Slice.From(request, maximum: 200);
        var (total, contacts) = _store.ListContacts(agentId, slice.Offset, slice.Limit);
        return BlandEnvelope.Paged(contacts, slice.ToJson(total, contacts.Count));
    }

    private EmulatorResponse FindContact(EmulatorRequest request) => BlandEnvelope.Ok(_store.FindContact(Identifiers(Body(request))));

    private EmulatorResponse Resolve(EmulatorRequest request)
    {
        var body = Body(request);
        var (contact, created) = _store.Resolve(Identifiers(body), Text(body, "name"), Object(body, "metadata"));
        return BlandEnvelope.Success(created ? 201 : 200, new JsonObject { ["contact"] = contact, ["created"] = created });
    }

    private EmulatorResponse MergeContacts(EmulatorRequest request)
    {
        var body = Body(request);
        var primary = Text(body, "primary_contact_id") ?? throw BlandEnvelope.BadRequest("primary_contact_id is required");
        var duplicate = Text(body, "duplicate_contact_id") ?? throw BlandEnvelope.BadRequest("duplicate_contact_id is required");
        if (primary == duplicate)
        {
            // The later documentation has this error here. The earlier one has BAD_REQUEST.
            throw BlandEnvelope.Refuse(500, "INTERNAL_ERROR", "An unexpected error occurred");
        }

        return BlandEnvelope.Ok(_store.MergeContacts(primary, duplicate));
    }

    private EmulatorResponse GetContact(EmulatorRequest request) =>
        BlandEnvelope.Ok(_store.GetContact(request.Arguments[0]) ?? throw NoContact());

    private EmulatorResponse UpdateContact(EmulatorRequest request)
    {
        var body = Body(request);
        var identifiers = IdentifierKey.Changeable
            .Select(type => (Type: type, Value: Text(body, type)))
            .Where(identifier => identifier.Value is not null)
            .Select(identifier => new IdentifierKey(identifier.Type, identifier.Value!))
            .ToList();
        return BlandEnvelope.Ok(
            _store.UpdateContact(request.Arguments[0], Text(body, "name"), identifiers, Object(body, "metadata")) ?? throw NoContact());
    }

    private static RefusalException NoContact() => BlandEnvelope.NotFound("Contact not found");
}
