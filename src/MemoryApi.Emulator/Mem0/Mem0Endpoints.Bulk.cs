using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private const int BatchLimit = 1000;

    private const string DeletionQueued = "Delete in progress. This may take some time.";

    /// <summary>
    /// A star selects all entities of a kind, and stars for all four kinds empty the project. The service doesn't guarantee that it uses more than
    /// one of several ids, so here it is the first of user, agent, app and run.
    /// </summary>
    private EmulatorResponse DeleteAll(EmulatorRequest request)
    {
        var given = EntityKinds.All
            .Select(kind => (Kind: kind, Id: request.Query.NonEmpty(kind.IdField())))
            .Where(entity => entity.Id is not null)
            .ToList();
        if (given.Count == 0)
        {
            throw BadRequest(Mem0Errors.EntityRequired);
        }

        var metadata = ReadMetadataQuery(request);
        var payload = Payload(request.Query.All.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value)));
        EntityKey? scope = given.Find(entity => entity.Id != "*") is { Id: { } id } named ? new EntityKey(named.Kind, id) : null;
        var query = new MemoryQuery { ShowExpired = true, Metadata = metadata };
        var eventId = _store.QueueDelete("DELETE_ALL", payload, scope, memory =>
            (scope is not null || given.Exists(entity => memory.Scope[entity.Kind] is not null)) && query.Accepts(memory, today: default));
        return Ok(new JsonObject { ["message"] = DeletionQueued, ["event_id"] = eventId.ToString() });
    }

    private EmulatorResponse BatchUpdate(EmulatorRequest request)
    {
        var changes = ReadBatch(request, "updated").Select(item =>
        {
            var change = ReadChange(item) with { CreatedAt = null, SetsExpirationDate = false };
            return (Id: BatchId(item), Change: change.IsEmpty ? throw BadRequest("Each memory needs a text or metadata.") : change);
        }).ToList();
        foreach (var (id, _) in changes)
        {
            RefuseImmutable(id);
        }

        if (_store.UpdateAll(changes) is { } missing)
        {
            throw BadRequest($"Memory not found: {missing}");
        }

        return Ok(new JsonObject { ["message"] = $"Successfully updated {changes.Count} memories" });
    }

    /// <summary>Memories that don't exist are skipped, so that the call is idempotent.</summary>
    private EmulatorResponse BatchDelete(EmulatorRequest request)
    {
        var ids = ReadBatch(request, "deleted").Select(BatchId).ToList();
        return Ok(new JsonObject { ["message"] = $"Successfully deleted {_store.DeleteAll(ids)} memories" });
    }

    private static List<JsonElement> ReadBatch(EmulatorRequest request, string done)
    {
        if (Body(request).Member("memories") is not { ValueKind: JsonValueKind.Array } memories || memories.GetArrayLength() == 0)
        {
            throw BadRequest("memories: A non-empty list is required.");
        }

        return memories.GetArrayLength() <= BatchLimit
            ? [.. memories.EnumerateArray()]
            : throw BadRequest($"Maximum of {BatchLimit} memories can be {done} in a single request");
    }

    private static Guid BatchId(JsonElement item) => MemoryId(item.Text("memory_id") ?? "");

    private EmulatorResponse ListChanges(EmulatorRequest request)
    {
        var page = Page.From(request, "limit", maximum: 1000);
        var (count, rows) = _store.AllHistory(page.Skip, page.Size);
        return Ok(page.Envelope(request, count, rows.Select(MemoryViews.History)));
    }

    private EmulatorResponse ListByEntity(EmulatorRequest request)
    {
        var kind = EntityKinds.FromName(request.Arguments[0]) ?? throw BadRequest("Invalid entity type");
        var page = Page.From(request) with { Size = 100 };
        var query = new MemoryQuery { Filter = new BelongsTo(kind, [request.Arguments[1]]) };
        CountRetrieval();
        var (count, memories) = _store.List(query, page.Skip, page.Size);
        return Ok(page.Envelope(request, count, memories.Select(MemoryViews.EntityItem)));
    }

    private EmulatorResponse SubmitFeedback(EmulatorRequest request)
    {
        var body = Body(request);
        if (!Guid.TryParse(body.Text("memory_id"), out var id))
        {
            throw BadRequest("Invalid memory_id");
        }

        var feedback = OptionalText(body, "feedback", BadRequest);
        if (feedback is not (null or "POSITIVE" or "NEGATIVE" or "VERY_NEGATIVE"))
        {
            throw BadRequest($"feedback: \"{feedback}\" is not a valid choice.");
        }

        var reason = OptionalText(body, "feedback_reason", BadRequest);

        // For an unknown memory, the service is known to respond 500 instead of 404.
        var saved = _store.SaveFeedback(id, feedback, reason) ?? throw Mem0Errors.ServerError();
        return Ok(new JsonObject { ["id"] = saved.Id.ToString(), ["feedback"] = saved.Feedback, ["feedback_reason"] = saved.Reason });
    }

    /// <summary>There is no model, so the summary consists of the memories themselves.</summary>
    private EmulatorResponse Summarize(EmulatorRequest request)
    {
        var (_, memories) = _store.List(ReadQuery(Body(request)), 0, 20);
        return Ok(memories.Count == 0
            ? new JsonArray()
            : new JsonArray(new JsonObject { ["summary"] = string.Join(' ', memories.Select(memory => memory.Text.TrimEnd('.') + ".")) }));
    }

    private static JsonElement? ReadMetadataQuery(EmulatorRequest request)
    {
        if (request.Query.NonEmpty("metadata") is not { } text)
        {
            return null;
        }

        try
        {
            return JsonBody.Parse(Encoding.UTF8.GetBytes(text)) is { ValueKind: JsonValueKind.Object } metadata
                ? metadata
                : throw BadRequest("metadata: A JSON object is required.");
        }
        catch (JsonException)
        {
            throw BadRequest("metadata: A JSON object is required.");
        }
    }

    private static JsonElement Payload(IEnumerable<KeyValuePair<string, JsonNode?>> members)
    {
        var payload = new JsonObject();
        foreach (var (name, value) in members)
        {
            payload[name] = value;
        }

        // The serializer isn't used, since it needs reflection and can't be trimmed.
        using var document = JsonDocument.Parse(payload.ToJsonString());
        return document.RootElement.Clone();
    }
}
