using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private void MapExports()
    {
        Routes.Map("POST", "/v1/exports/", "Exports_Create", CreateExport);
        Routes.Map("POST", "/v1/exports/get/", "Exports_Get", GetExport);
    }

    private EmulatorResponse CreateExport(EmulatorRequest request)
    {
        var body = Body(request);
        if (body.Member("schema") is not { ValueKind: JsonValueKind.Object } schema)
        {
            throw Mem0Errors.Message(400, "Schema is required and must be a valid object");
        }

        // Only exports reject flat filters.
        if (body.Member("filters") is not { ValueKind: JsonValueKind.Object } filters || !(filters.Has("AND") || filters.Has("OR")))
        {
            throw BadRequest("One of the filters: app_id, user_id, agent_id, run_id, memory_export_id is required!");
        }

        OptionalText(body, "export_instructions", BadRequest);
        var id = _exports.Create(schema.Clone(), FilterParser.Parse(filters), NamedEntities(filters));
        return Created(new JsonObject
        {
            ["message"] = "Memory export request received. The export will be ready in a few seconds.",
            ["id"] = id.ToString(),
        });
    }

    private EmulatorResponse GetExport(EmulatorRequest request)
    {
        var body = Body(request);
        JsonObject? outcome;
        if (body.Member("memory_export_id") is { ValueKind: JsonValueKind.String } exportId)
        {
            outcome = Guid.TryParse(exportId.GetString(), out var id) ? _exports.Find(id) : null;
        }
        else
        {
            var entities = body.Member("filters") is { } filters ? NamedEntities(filters) : [];
            outcome = entities.Count > 0
                ? _exports.FindLatest(entities)
                : throw Mem0Errors.Message(400, Mem0Errors.EntityRequired);
        }

        return Ok(outcome ?? throw Mem0Errors.Error(404, "No memory export request found"));
    }

    /// <summary>All entities that filters name, at any depth.</summary>
    private static HashSet<EntityKey> NamedEntities(JsonElement filters)
    {
        var entities = new HashSet<EntityKey>();
        Collect(filters);
        return entities;

        void Collect(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in element.EnumerateObject())
                {
                    if (EntityKinds.FromIdField(member.Name) is { } kind)
                    {
                        entities.Add(new EntityKey(kind, member.Value.ToString()));
                    }
                    else if (member.Name is "AND" or "OR" or "NOT")
                    {
                        Collect(member.Value);
                    }
                }
            }
        }
    }
}
