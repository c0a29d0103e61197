using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

internal sealed partial class BlandEndpoints
{
    private void MapMemory()
    {
        Routes.Map("POST", "/v1/memory/contact", "Memory_GetOrCreate", GetOrCreate);
        Routes.Map("GET", "/v1/memory/contact/{memory_id}", "Memory_Get", GetMemory);
        Routes.Map("GET", "/v1/memory/contact/{memory_id}/messages", "Memory_GetMessages", GetMessages);
        Routes.Map("PATCH", "/v1/memory/contact/{memory_id}/facts", "Memory_MergeFacts", MergeFacts);
        Routes.Map("PATCH", "/v1/memory/contact/{memory_id}/summary", "Memory_UpdateSummary", UpdateSummary);
        Routes.Map("GET", "/v1/memory/context", "Memory_GetContext", GetContext);
        Routes.Map("GET", "/v1/memory/changes", "Memory_GetChanges", GetChanges);
        Routes.Map("POST", "/v1/memory/reset", "Memory_Reset", Reset);
        Routes.Map("POST", "/v1/memory/enable", "Memory_SetEnabled", SetEnabled);
    }

    private EmulatorResponse GetOrCreate(EmulatorRequest request)
    {
        var body = Body(request);
        var contactId = Text(body, "contact_id") ?? throw BlandEnvelope.BadRequest("contact_id is required");
        var scope = Scope(Text(body, "persona_id"), Text(body, "agent_number"));
        var (memory, created) = _store.GetOrCreateMemory(contactId, scope) ?? throw NoContact();
        return BlandEnvelope.Success(created ? 201 : 200, new JsonObject { ["memory"] = memory, ["created"] = created });
    }

    private EmulatorResponse GetMemory(EmulatorRequest request) =>
        BlandEnvelope.Ok(_store.GetMemory(request.Arguments[0]) ?? throw NoMemory());

    private EmulatorResponse GetMessages(EmulatorRequest request) =>
        BlandEnvelope.Ok(_store.GetMessages(request.Arguments[0]) ?? new JsonArray());

    private EmulatorResponse MergeFacts(EmulatorRequest request)
    {
        var facts = Body(request).Member("facts") is { ValueKind: JsonValueKind.Object } sent
            ? sent
            : throw BlandEnvelope.BadRequest("facts is required");
        return BlandEnvelope.Ok(_store.MergeFacts(request.Arguments[0], facts) ?? throw NoMemory());
    }

    private EmulatorResponse UpdateSummary(EmulatorRequest request)
    {
        var summary = Text(Body(request), "summary") ?? throw BlandEnvelope.BadRequest("summary is required");
        return BlandEnvelope.Ok(_store.UpdateSummary(request.Arguments[0], summary) ?? throw NoMemory());
    }

    private EmulatorResponse GetContext(EmulatorRequest request)
    {
        var contactId = request.Query.NonEmpty("contact_id") ?? throw BlandEnvelope.BadRequest("contact_id is required");
        var scope = Scope(request.Query.NonEmpty("persona_id"), request.Query.NonEmpty("agent_number"));
        return BlandEnvelope.Ok(_store.GetContext(contactId, scope) ?? throw NoContact());
    }

    private EmulatorResponse GetChanges(EmulatorRequest request)
    {
        var conversation = request.Query.NonEmpty("call_id") is { } callId ? new ConversationKey(callId, null)
            : request.Query.NonEmpty("conversation_id") is { } conversationId ? new ConversationKey(null, conversationId)
            : throw BlandEnvelope.BadRequest("call_id or conversation_id is required");
        return BlandEnvelope.Ok(_store.GetChanges(conversation) ?? throw BlandEnvelope.NotFound("Memory changes not found"));
    }

    private EmulatorResponse Reset(EmulatorRequest request)
    {
        var body = Body(request);
        var contactId = Text(body, "contact_id") ?? throw BlandEnvelope.BadRequest("contact_id is required");
        var scope = Scope(Text(body, "persona_id"), Text(body, "agent_number"));
        return _store.ResetMemory(contactId, scope)
            ? BlandEnvelope.Ok(new JsonObject { ["success"] = true })
            : throw NoContact();
    }

    private EmulatorResponse SetEnabled(EmulatorRequest request)
    {
        var body = Body(request);
        if (body.Member("memory_enabled") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } enabled)
        {
            throw BlandEnvelope.BadRequest("memory_enabled is required");
        }

        var isPathway = body.Member("pathway_id") is not null || body.Member("version_number") is not null;
        var isPersona = body.Member("persona_id") is not null || body.Member("version_id") is not null;
        var isComplete = isPathway
            ? Text(body, "pathway_id") is not null && body.Member("version_number") is { ValueKind: JsonValueKind.Number }
            : Text(body, "persona_id") is not null && Text(body, "version_id") is not null;
        if (isPathway == isPersona || !isComplete)
        {
            throw BlandEnvelope.BadRequest("Either pathway_id and version_number or persona_id and version_id are required");
        }

        if (isPersona)
        {
            _store.SetPersonaEnabled(Text(body, "persona_id")!, enabled.GetBoolean());
        }

        return BlandEnvelope.Ok(new JsonObject { ["message"] = $"Memory {(enabled.GetBoolean() ? "enabled" : "disabled")} successfully" });
    }

    private static RefusalException NoMemory() => BlandEnvelope.NotFound("Contact memory not found");
}
