using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private void MapMemories()
    {
        Routes.Map("POST", "/v3/memories/add/", "Memories_Add", Add);
        Routes.Map("POST", "/v3/memories/search/", "Memories_Search", Search);
        Routes.Map("POST", "/v3/memories/", "Memories_List", List);
        Routes.Map("GET", "/v1/memories/{memory_id}/", "Memories_Get", Get);
        Routes.Map("PUT", "/v1/memories/{memory_id}/", "Memories_Update", Update);
        Routes.Map("DELETE", "/v1/memories/{memory_id}/", "Memories_Delete", Delete);
        Routes.Map("GET", "/v1/memories/{memory_id}/history/", "Memories_GetHistory", GetHistory);
        Routes.Map("DELETE", "/v1/memories/", "Memories_DeleteAll", DeleteAll);
        Routes.Map("PUT", "/v1/batch/", "Memories_BatchUpdate", BatchUpdate);
        Routes.Map("DELETE", "/v1/batch/", "Memories_BatchDelete", BatchDelete);
        Routes.Map("GET", "/v1/memories/events/", "Memories_ListChanges", ListChanges);
        Routes.Map("GET", "/v1/memories/{entity_type}/{entity_id}/", "Memories_ListByEntity", ListByEntity);
        Routes.Map("POST", "/v1/feedback/", "Memories_SubmitFeedback", SubmitFeedback);
        Routes.Map("POST", "/v1/summary/", "Memories_Summarize", Summarize);
    }

    private EmulatorResponse Search(EmulatorRequest request)
    {
        var body = Body(request);
        var text = ReadSearchText(body);
        var query = ReadQuery(body) with { Metadata = OptionalObject(body, "metadata", BadRequest) };
        if (FilterParser.Mentions(body.GetProperty("filters"), "keywords"))
        {
            throw Mem0Errors.ServerError();
        }

        OptionalFlag(body, "rerank", false, BadRequest);
        var fields = OptionalTexts(body, "fields", BadRequest);
        var found = Find(query, text, ReadThreshold(body, 0.1), ReadTopK(body));
        return Ok(new JsonObject
        {
            ["results"] = found.Select(item => (JsonNode?)MemoryViews.SearchItem(item.Memory, item.Score).Only(fields)).ToJsonArray(),
        });
    }

    private EmulatorResponse List(EmulatorRequest request)
    {
        var body = Body(request);
        var page = Page.From(request, body: body);
        var query = ReadQuery(body) with
        {
            From = OptionalDate(body, "start_date", BadRequest),
            To = OptionalDate(body, "end_date", BadRequest),
            Keywords = OptionalText(body, "keywords", BadRequest),
        };
        var fields = OptionalTexts(body, "fields", BadRequest);
        CountRetrieval();
        var (count, items) = _store.List(query, page.Skip, page.Size);
        return Ok(page.Envelope(request, count, items.Select(memory => MemoryViews.ListItem(memory).Only(fields))));
    }

    private EmulatorResponse Get(EmulatorRequest request)
    {
        var memory = _store.Find(MemoryId(request.Arguments[0])) ?? throw Mem0Errors.NoMemory();
        return Ok(_options.Mem0Responses == Mem0Responses.Earlier ? MemoryViews.Earlier(memory, "memory") : MemoryViews.Full(memory));
    }

    private EmulatorResponse Update(EmulatorRequest request)
    {
        var id = MemoryId(request.Arguments[0]);
        var change = ReadChange(Body(request));
        if (change.IsEmpty)
        {
            throw BadRequest("At least one of text, metadata, timestamp or expiration_date is required.");
        }

        RefuseImmutable(id);
        var memory = _store.Update(id, change) ?? throw Mem0Errors.NoMemory();
        return Ok(_options.Mem0Responses == Mem0Responses.Earlier ? MemoryViews.Earlier(memory, "text") : MemoryViews.Full(memory));
    }

    private EmulatorResponse Delete(EmulatorRequest request)
    {
        var id = MemoryId(request.Arguments[0]);
        var linked = request.Query.NonEmpty("delete_linked") is { } flag && flag.ToLowerInvariant() is "true" or "1";
        var cascade = _store.Delete(id, linked) ?? throw Mem0Errors.NoMemory();
        if (_options.Mem0Responses == Mem0Responses.Earlier)
        {
            return EmulatorResponse.Empty(204);
        }

        var result = new JsonObject { ["message"] = "Memory deleted successfully!" };
        if (linked)
        {
            result["cascade_count"] = cascade;
        }

        return Ok(result);
    }

    private EmulatorResponse GetHistory(EmulatorRequest request)
    {
        var rows = _store.History(MemoryId(request.Arguments[0])) ?? throw Mem0Errors.NoMemory();
        return Ok(rows.Select(row => (JsonNode?)MemoryViews.History(row)).ToJsonArray());
    }

    private List<(MemoryRecord Memory, double Score)> Find(MemoryQuery query, string text, double threshold, int topK)
    {
        CountRetrieval();
        return _store.Search(query, text, threshold, topK);
    }

    private static int ReadTopK(JsonElement body) =>
        body.Member("top_k") is not { } top ? 10
        : top.ValueKind == JsonValueKind.Number && top.TryGetInt32(out var value) && value is >= 1 and <= 1000 ? value
        : throw BadRequest("top_k must be an integer from 1 to 1000.");

    private static double ReadThreshold(JsonElement body, double fallback) =>
        body.Member("threshold") is not { } threshold ? fallback
        : threshold.ValueKind == JsonValueKind.Number && threshold.TryGetDouble(out var value) && value is >= 0 and <= 1 ? value
        : throw BadRequest("threshold must be a number from 0 to 1.");

    private static string ReadSearchText(JsonElement body) =>
        OptionalText(body, "query", BadRequest) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw BadRequest("Query is required and cannot be empty.");

    /// <summary>Reads the members that searches and lists have in common.</summary>
    private static MemoryQuery ReadQuery(JsonElement body)
    {
        var misplaced = EntityKinds.All.Select(kind => kind.IdField()).Where(name => body.Has(name)).ToList();
        if (misplaced.Count > 0)
        {
            throw BadRequest($"Top-level entity parameters are not supported: {string.Join(", ", misplaced)}. Pass them inside 'filters'.");
        }

        if (body.Member("filters") is not { ValueKind: JsonValueKind.Object } filters || !filters.EnumerateObject().Any())
        {
            throw BadRequest("Filters are required and cannot be empty.");
        }

        var filter = FilterParser.Parse(filters);
        if (!filter.NamesAnEntity)
        {
            throw BadRequest(Mem0Errors.EntityRequired);
        }

        return new MemoryQuery
        {
            Filter = filter,
            ShowExpired = OptionalFlag(body, "show_expired", false, BadRequest),
            LatestOnly = OptionalFlag(body, "latest_only", false, BadRequest),
            Categories = OptionalTexts(body, "categories", BadRequest),
        };
    }

    private static MemoryChange ReadChange(JsonElement body)
    {
        var text = OptionalText(body, "text", BadRequest);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            throw BadRequest("text: This field may not be blank.");
        }

        return new MemoryChange
        {
            Text = text,
            SetsMetadata = body.Has("metadata"),
            Metadata = OptionalObject(body, "metadata", BadRequest),
            SetsExpirationDate = body.Has("expiration_date"),
            ExpirationDate = OptionalDate(body, "expiration_date", BadRequest),
            CreatedAt = ReadUpdateTimestamp(body),
        };
    }

    /// <summary>An update, unlike an add, also takes fractions, numbers in quotes and ISO 8601.</summary>
    private static DateTimeOffset? ReadUpdateTimestamp(JsonElement body)
    {
        if (body.Member("timestamp") is not { } timestamp)
        {
            return null;
        }

        if (timestamp.ValueKind == JsonValueKind.Number && timestamp.TryGetDouble(out var seconds) && IsUnixTime(seconds))
        {
            return FromUnixTime(seconds);
        }

        if (timestamp.ValueKind == JsonValueKind.String)
        {
            if (double.TryParse(timestamp.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && IsUnixTime(seconds))
            {
                return FromUnixTime(seconds);
            }

            if (Timestamps.TryParse(timestamp.GetString(), out var time))
            {
                return time;
            }
        }

        throw BadRequest("timestamp: A Unix time in seconds or an ISO 8601 date and time is required.");

        static DateTimeOffset FromUnixTime(double seconds) =>
            DateTimeOffset.UnixEpoch.AddTicks((long)(Math.Round((decimal)seconds, 6) * TimeSpan.TicksPerSecond));
    }

    private void RefuseImmutable(Guid id)
    {
        if (_store.Find(id) is { IsImmutable: true })
        {
            throw BadRequest("Immutable memories cannot be updated.");
        }
    }
}
