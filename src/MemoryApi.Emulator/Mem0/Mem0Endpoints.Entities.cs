using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private static readonly string[] EventTypes = ["ADD", "UPDATE", "DELETE", "SEARCH", "GET_ALL", "GET", "DELETE_ALL", "DELETE_USER"];

    private void MapEntities()
    {
        Routes.Map("GET", "/v1/entities/", "Entities_List", ListEntities);
        Routes.Map("GET", "/v1/entities/filters/", "Entities_ListFilters", ListFilters);
        Routes.Map("GET", "/v2/entities/{entity_type}/{entity_id}/", "Entities_Get", GetEntity);
        Routes.Map("DELETE", "/v2/entities/{entity_type}/{entity_id}/", "Entities_Delete", DeleteEntityByName);
        Routes.Map("POST", "/v1/users/", "Entities_CreateUser", request => CreateEntity(request, EntityKind.User));
        Routes.Map("POST", "/v1/agents/", "Entities_CreateAgent", request => CreateEntity(request, EntityKind.Agent));
        Routes.Map("POST", "/v1/apps/", "Entities_CreateApp", request => CreateEntity(request, EntityKind.App));
        Routes.Map("POST", "/v1/runs/", "Entities_CreateRun", request => CreateEntity(request, EntityKind.Run));
    }

    private EmulatorResponse ListEntities(EmulatorRequest request)
    {
        var page = Page.From(request, maximum: 1000);
        var entities = _store.ListEntities();
        var envelope = page.Envelope(
            request,
            entities.Count,
            entities.Skip(page.Skip).Take(page.Size).Select(item =>
            {
                var json = EntityJson(item.Entity);
                json["total_memories"] = item.Memories;
                return json;
            }));
        foreach (var kind in EntityKinds.All)
        {
            envelope[$"total_{kind.Name()}s"] = entities.Count(item => item.Entity.Key.Kind == kind);
        }

        return Ok(envelope);
    }

    private EmulatorResponse ListFilters(EmulatorRequest request)
    {
        var users = _store.ListEntities().Where(item => item.Entity.Key.Kind == EntityKind.User).Select(item => item.Entity.Key.Id);
        return Ok(new JsonObject
        {
            ["event_type"] = EventTypes.ToJsonArray(),
            ["categories"] = _store.Categories().ToJsonArray(),
            ["users"] = users.ToJsonArray(),
            ["parameters"] = new JsonArray(new JsonObject
            {
                ["name"] = "event_type",
                ["label"] = "Event type",
                ["type"] = "select",
                ["placeholder"] = "Choose a type",
                ["options"] = EventTypes.Select(type => (JsonNode?)new JsonObject { ["value"] = type, ["label"] = type }).ToJsonArray(),
            }),
        });
    }

    private EmulatorResponse GetEntity(EmulatorRequest request) =>
        Ok(new JsonArray(EntityJson(_store.FindEntity(ReadEntityKey(request)) ?? throw NoEntity())));

    private EmulatorResponse DeleteEntityByName(EmulatorRequest request) => DeleteEntity(ReadEntityKey(request), request.Arguments[1]);

    /// <summary>No 404 is documented, so the deletion of an unknown entity is queued like any other and deletes nothing.</summary>
    private EmulatorResponse DeleteEntity(EntityKey key, string id)
    {
        var payload = Payload([new("entity_type", key.Kind.Name()), new("entity_id", id)]);
        var eventId = _store.QueueDelete("DELETE_USER", payload, key, static _ => true, entity: key);
        return Ok(new JsonObject { ["message"] = DeletionQueued, ["event_id"] = eventId.ToString() });
    }

    private EmulatorResponse CreateEntity(EmulatorRequest request, EntityKind kind)
    {
        var body = Body(request);
        var field = kind.IdField();
        var id = Required(field);
        var name = kind == EntityKind.User ? id : Required("name");
        var entity = _store.SaveEntity(new EntityKey(kind, id), name, OptionalObject(body, "metadata", text => Mem0Errors.Field("metadata", text)));
        var result = new JsonObject { ["id"] = entity.Number, [field] = id };
        if (kind != EntityKind.User)
        {
            result["name"] = name;
        }

        result["metadata"] = entity.Metadata.ToNode() ?? new JsonObject();
        result["created_at"] = Timestamps.Microseconds(entity.CreatedAt);
        result["updated_at"] = Timestamps.Microseconds(entity.UpdatedAt);
        result["graph_entities"] = null;
        result["is_deleted"] = false;
        result["project"] = Mem0Account.ProjectNumber;
        return Created(result);

        string Required(string member) =>
            OptionalText(body, member, text => Mem0Errors.Field(member, text)) switch
            {
                null => throw Mem0Errors.Field(member, "This field is required."),
                "" => throw Mem0Errors.Field(member, "This field may not be blank."),
                var text => text,
            };
    }

    private static EntityKey ReadEntityKey(EmulatorRequest request) => new(
        EntityKinds.FromName(request.Arguments[0]) ?? throw Mem0Errors.Message(400, "Invalid entity type"),
        request.Arguments[1]);

    private static RefusalException NoEntity() => Mem0Errors.Message(404, "Entity not found");

    private static JsonObject EntityJson(EntityRecord entity) => new()
    {
        ["id"] = entity.Number.ToString(CultureInfo.InvariantCulture),
        ["name"] = entity.Key.Id,
        ["type"] = entity.Key.Kind.Name(),
        ["owner"] = Mem0Account.Email,
        ["metadata"] = entity.Metadata.ToNode(),
        ["created_at"] = Timestamps.Microseconds(entity.CreatedAt),
        ["updated_at"] = Timestamps.Microseconds(entity.UpdatedAt),
    };
}
