using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The deprecated routes, which keep working.</summary>
internal sealed partial class Mem0Endpoints
{
    private void MapLegacy()
    {
        Routes.Map("POST", "/v1/memories/", "Legacy_Add", AddV1);
        Routes.Map("GET", "/v1/memories/", "Legacy_List", ListV1);
        Routes.Map("POST", "/v1/memories/search/", "Legacy_Search", SearchV1);
        Routes.Map("POST", "/v2/memories/", "Legacy_ListV2", ListV2);
        Routes.Map("POST", "/v2/memories/search/", "Legacy_SearchV2", SearchV2);
        Routes.Map("DELETE", "/v1/entities/{entity_type}/{entity_id}/", "Legacy_DeleteEntity", DeleteEntityByNumber);
    }

    private EmulatorResponse AddV1(EmulatorRequest request)
    {
        var body = Body(request);
        var add = ReadAdd(body, isLegacy: true);
        var item = add.Infer
            ? new JsonObject
            {
                ["message"] = "Memory processing has been queued for background execution",
                ["status"] = "PENDING",
                ["event_id"] = _store.QueueAdd(add, body).ToString(),
            }
            : new JsonObject
            {
                ["message"] = "Memories stored successfully.",
                ["status"] = "SUCCEEDED",
                ["event_id"] = _store.AddVerbatim(add, body).EventId.ToString(),
            };
        return Ok(body.Text("output_format") == "v1.1" && body.Text("version") == "v2" ? Wrapped(new JsonArray(item)) : new JsonArray(item));
    }

    private EmulatorResponse ListV1(EmulatorRequest request)
    {
        var parts = EntityKinds.All
            .Where(kind => request.Query.NonEmpty(kind.IdField()) is not null)
            .Select(kind => Named(kind, request.Query[kind.IdField()]!))
            .ToList();
        if (parts.Count == 0)
        {
            throw Mem0Errors.List(Mem0Errors.EntityRequired);
        }

        var isPaged = request.Query.NonEmpty("page") is not null && request.Query.NonEmpty("page_size") is not null;
        var limit = 100;
        if (!isPaged && request.Query.NonEmpty("limit") is { } text)
        {
            limit = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : limit;
            if (limit > 200)
            {
                throw BadRequest("limit must be <= 200");
            }
        }

        var query = new MemoryQuery
        {
            Filter = new AllOf(parts),
            Metadata = ReadMetadataQuery(request),
            Categories = QueryList(request, "categories"),
            Keywords = request.Query.NonEmpty("keywords"),
            From = QueryDate(request, "start_date"),
            To = QueryDate(request, "end_date"),
        };
        var fields = QueryList(request, "fields");
        var page = isPaged ? Page.From(request) : new Page(1, limit);
        CountRetrieval();
        var (count, memories) = _store.List(query, page.Skip, page.Size);
        var items = memories.Select(memory => MemoryViews.ListItemV1(memory).Only(fields));
        return Ok(isPaged ? page.Envelope(request, count, items) : items.ToJsonArray());
    }

    private EmulatorResponse SearchV1(EmulatorRequest request)
    {
        var body = Body(request);
        var text = ReadSearchText(body);
        var parts = EntityKinds.All
            .Select(kind => (Kind: kind, Id: OptionalText(body, kind.IdField(), BadRequest)))
            .Where(entity => !string.IsNullOrEmpty(entity.Id))
            .Select(entity => Named(entity.Kind, entity.Id!))
            .ToList();
        if (parts.Count == 0)
        {
            throw Mem0Errors.Message(400, "At least one of the filters: agent_id, user_id, app_id, run_id is required!");
        }

        var query = new MemoryQuery
        {
            Filter = new AllOf(parts),
            Metadata = OptionalObject(body, "metadata", BadRequest),
            Categories = OptionalTexts(body, "categories", BadRequest),
        };
        var fields = OptionalTexts(body, "fields", BadRequest);
        var items = Find(query, text, 0.1, ReadTopK(body))
            .Select(found => MemoryViews.SearchItemV1(found.Memory, found.Score).Only(fields))
            .ToJsonArray();
        return Ok(body.Text("output_format") == "v1.1" ? Wrapped(items) : items);
    }

    private EmulatorResponse ListV2(EmulatorRequest request)
    {
        var body = Body(request);
        if (body.Member("filters") is not { ValueKind: JsonValueKind.Object } filters || !FilterParser.Parse(filters).NamesAnEntity)
        {
            throw Mem0Errors.Message(400, Mem0Errors.EntityRequired);
        }

        var page = Page.From(request, body: body, refusal: static () => Mem0Errors.Message(400, "Invalid page."));
        var fields = OptionalTexts(body, "fields", BadRequest);
        CountRetrieval();
        var (_, memories) = _store.List(ReadQuery(body), page.Skip, page.Size);
        return Ok(memories.Select(memory => (JsonNode?)MemoryViews.ListItem(memory).Only(fields)).ToJsonArray());
    }

    private EmulatorResponse SearchV2(EmulatorRequest request)
    {
        var body = Body(request);
        var text = ReadSearchText(body);
        var query = ReadQuery(body);
        var fields = OptionalTexts(body, "fields", BadRequest);
        return Ok(Find(query, text, ReadThreshold(body, 0.3), ReadTopK(body))
            .Select(found => (JsonNode?)MemoryViews.SearchItemV2(found.Memory, found.Score).Only(fields))
            .ToJsonArray());
    }

    private EmulatorResponse DeleteEntityByNumber(EmulatorRequest request)
    {
        var kind = EntityKinds.FromName(request.Arguments[0]) ?? throw BadRequest("Invalid entity type");
        if (!int.TryParse(request.Arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw BadRequest("Invalid entity ID. Must be an integer.");
        }

        // The id of an entity is never empty, so this key matches none.
        return DeleteEntity(_store.FindEntity(kind, number)?.Key ?? new EntityKey(kind, ""), request.Arguments[1]);
    }

    private static JsonObject Wrapped(JsonArray items) => new() { ["results"] = items, ["relations"] = new JsonArray() };

    private static MemoryCondition Named(EntityKind kind, string id) => new BelongsTo(kind, id == "*" ? null : [id]);

    /// <summary>A list in the query. Its name can be repeated, or its values separated by commas.</summary>
    private static List<string> QueryList(EmulatorRequest request, string name) =>
        request.Query.Every(name).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();

    private static DateOnly? QueryDate(EmulatorRequest request, string name) =>
        request.Query.NonEmpty(name) is not { } text ? null
        : Timestamps.TryParse(text, out var time) ? DateOnly.FromDateTime(time.UtcDateTime)
        : throw BadRequest($"{name}: Date has wrong format. Use one of these formats instead: YYYY-MM-DD.");
}
