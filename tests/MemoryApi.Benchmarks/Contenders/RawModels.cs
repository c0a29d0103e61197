using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryApi.Benchmarks.Contenders;

public class RawMemory
{
    public string? Id { get; set; }

    [JsonPropertyName("memory")]
    public string? Text { get; set; }

    public string? UserId { get; set; }

    public string? AgentId { get; set; }

    public string? AppId { get; set; }

    public string? SessionId { get; set; }

    public JsonElement? Metadata { get; set; }

    public List<string>? Categories { get; set; }

    public DateOnly? ExpirationDate { get; set; }

    public JsonElement? StructuredAttributes { get; set; }

    public string? ReplacedBy { get; set; }

    public bool? Synthesized { get; set; }

    public string? LifecycleState { get; set; }

    public string? Hash { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

public sealed class RawScoredMemory
{
    public string? Id { get; set; }

    [JsonPropertyName("memory")]
    public string? Text { get; set; }

    public string? UserId { get; set; }

    public string? AgentId { get; set; }

    public string? AppId { get; set; }

    public string? RunId { get; set; }

    public double? Score { get; set; }

    public RawScoreBreakdown? ScoreBreakdown { get; set; }

    public JsonElement? Metadata { get; set; }

    public List<string>? Categories { get; set; }

    public DateOnly? ExpirationDate { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

public sealed class RawScoreBreakdown
{
    public double? Semantic { get; set; }

    public double? Bm25 { get; set; }

    public double? Entity { get; set; }
}

public sealed class RawSearchResults
{
    public List<RawScoredMemory>? Results { get; set; }
}

public sealed class RawPage
{
    public int? Count { get; set; }

    public string? Next { get; set; }

    public string? Previous { get; set; }

    public List<RawMemory>? Results { get; set; }
}

public sealed class RawDeleteResult
{
    public string? Message { get; set; }

    public int? CascadeCount { get; set; }
}

public sealed class RawAddResult
{
    public string? Message { get; set; }

    public string? Status { get; set; }

    public string? EventId { get; set; }

    public List<JsonElement>? Results { get; set; }
}

public sealed class RawContactMemoryEnvelope
{
    public RawContactMemory? Data { get; set; }

    public List<JsonElement>? Errors { get; set; }
}

public sealed class RawContactMemory
{
    public string? Id { get; set; }

    public string? OrgId { get; set; }

    public string? ContactId { get; set; }

    public string? PersonaId { get; set; }

    public string? AgentNumber { get; set; }

    public string? Summary { get; set; }

    public JsonElement? Facts { get; set; }

    public List<RawRecentMessage>? RecentMessages { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

public sealed class RawRecentMessage
{
    public string? Role { get; set; }

    public string? Content { get; set; }

    public string? Channel { get; set; }

    public DateTimeOffset? Timestamp { get; set; }
}

public sealed class RawUpdateRequest
{
    public string? Text { get; set; }

    public Dictionary<string, string>? Metadata { get; set; }
}

public sealed class RawSearchRequest
{
    public string? Query { get; set; }

    public Dictionary<string, string>? Filters { get; set; }

    public int? TopK { get; set; }
}

public sealed class RawListRequest
{
    public Dictionary<string, string>? Filters { get; set; }
}

public sealed class RawMergeFactsRequest
{
    public Dictionary<string, string>? Facts { get; set; }
}

public sealed class RawAddRequest
{
    public List<RawMessage>? Messages { get; set; }

    public string? UserId { get; set; }
}

public sealed class RawMessage
{
    public string? Role { get; set; }

    public string? Content { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RawMemory))]
[JsonSerializable(typeof(RawSearchResults))]
[JsonSerializable(typeof(RawPage))]
[JsonSerializable(typeof(RawDeleteResult))]
[JsonSerializable(typeof(RawAddResult))]
[JsonSerializable(typeof(RawContactMemoryEnvelope))]
[JsonSerializable(typeof(RawUpdateRequest))]
[JsonSerializable(typeof(RawSearchRequest))]
[JsonSerializable(typeof(RawListRequest))]
[JsonSerializable(typeof(RawMergeFactsRequest))]
[JsonSerializable(typeof(RawAddRequest))]
internal sealed partial class RawJson : JsonSerializerContext;
