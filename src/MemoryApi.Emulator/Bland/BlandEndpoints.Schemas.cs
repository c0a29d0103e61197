using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

internal sealed partial class BlandEndpoints
{
    private void MapSchemas()
    {
        Routes.Map("GET", "/v2/agents/{agent_id}/memory/schema", "MemorySchemas_Get", GetSchema);
        Routes.Map("POST", "/v2/agents/{agent_id}/memory/schema/infer", "MemorySchemas_Infer", InferSchema);
    }

    private EmulatorResponse GetSchema(EmulatorRequest request)
    {
        var schemas = _store.GetSchemas(KnownAgent(request));
        return BlandEnvelope.Ok(new JsonObject
        {
            ["entity_schemas"] = schemas ?? [],
            ["source"] = schemas is null ? null : "settings",
        });
    }

    /// <summary>There is no model: the response has the schemas that are set, or else one for the person that the agent talks to.</summary>
    private EmulatorResponse InferSchema(EmulatorRequest request)
    {
        var agentId = KnownAgent(request);
        if (Body(request).Member("snapshot") is { ValueKind: not JsonValueKind.Object })
        {
            throw BlandEnvelope.Refuse(400, "INVALID_SNAPSHOT", "The snapshot is not valid");
        }

        return BlandEnvelope.Ok(new JsonObject
        {
            ["entity_schemas"] = _store.GetSchemas(agentId) ?? new JsonArray(new JsonObject
            {
                ["entity_type"] = "customer",
                ["description"] = "Somebody that the agent talks to.",
                ["identifier_field"] = "phone_number",
                ["fields"] = new JsonArray(new JsonObject
                {
                    ["name"] = "phone_number",
                    ["description"] = "Number that the customer calls from.",
                    ["type"] = "string",
                    ["required"] = true,
                }),
            }),
        });
    }

    /// <summary>The emulator can't create agents, so any UUID counts as a known agent.</summary>
    private string KnownAgent(EmulatorRequest request)
    {
        var agentId = request.Arguments[0];
        return Guid.TryParseExact(agentId, "D", out _) || _store.IsKnownAgent(agentId)
            ? agentId
            : throw BlandEnvelope.NotFound("Agent not found");
    }
}
