using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>Work that the service reports under /v1/event/. It is done at once, or at <see cref="DueAt"/>.</summary>
internal sealed class QueuedEvent
{
    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public JsonElement? Payload { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>Does the work and returns the results. The argument is the time at which the work counts as done. Null after the work is done.</summary>
    public Func<DateTimeOffset, IReadOnlyList<EventResult>>? Work { get; set; }

    /// <summary>The error with which a test lets the event fail; null lets it succeed.</summary>
    public string? PlannedError { get; init; }

    public string Status { get; private set; } = "PENDING";

    public string? Error { get; private set; }

    private IReadOnlyList<EventResult> Results { get; set; } = [];

    public bool IsDone => Status is "SUCCEEDED" or "FAILED";

    public void Succeed(IReadOnlyList<EventResult> results)
    {
        Status = "SUCCEEDED";
        Results = results;
        Work = null;
    }

    public void Fail(string error)
    {
        Status = "FAILED";
        Error = error;
        Work = null;
    }

    /// <summary>The JSON of a single event. It has two members that events in a list don't have.</summary>
    public JsonObject ToFullJson()
    {
        var json = ToJson();
        json["graph_status"] = null;
        json["error"] = Error;
        return json;
    }

    public JsonObject ToJson()
    {
        var results = new JsonArray();
        foreach (var result in Results)
        {
            results.Add((JsonNode)result.ToJson());
        }

        return new JsonObject
        {
            ["id"] = Id.ToString(),
            ["event_type"] = Type,
            ["status"] = Status,
            ["payload"] = Payload.ToNode() ?? new JsonObject(),
            ["metadata"] = Metadata.ToNode(),
            ["results"] = results,
            ["created_at"] = Timestamps.Microseconds(CreatedAt),
            ["updated_at"] = Timestamps.Microseconds(IsDone ? DueAt : CreatedAt),
            ["started_at"] = IsDone ? Timestamps.Microseconds(CreatedAt) : null,
            ["completed_at"] = IsDone ? Timestamps.Microseconds(DueAt) : null,
            ["latency"] = IsDone ? (DueAt - CreatedAt).TotalMilliseconds : null,
        };
    }
}

/// <summary>What an event did to one memory.</summary>
internal sealed record EventResult(Guid MemoryId, string Event, string Memory, string? UserId)
{
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = MemoryId.ToString(),
            ["event"] = Event,
            ["data"] = new JsonObject { ["memory"] = Memory },
        };
        if (UserId is not null)
        {
            json["user_id"] = UserId;
        }

        return json;
    }
}
