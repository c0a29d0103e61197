using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>The fields of the filter language, and the conditions that the service takes on each.</summary>
internal static class FilterLanguage
{
    public const string UserId = "user_id";
    public const string AgentId = "agent_id";
    public const string AppId = "app_id";
    public const string RunId = "run_id";
    public const string CreatedAt = "created_at";
    public const string UpdatedAt = "updated_at";
    public const string Timestamp = "timestamp";
    public const string ExpirationDate = "expiration_date";
    public const string Categories = "categories";
    public const string Metadata = "metadata";
    public const string Keywords = "keywords";
    public const string MemoryIds = "memory_ids";

    /// <summary>The condition that a memory belongs to any entity of a type.</summary>
    public const string Wildcard = "*";

    private static readonly Dictionary<string, FieldRule> Rules = new(StringComparer.Ordinal)
    {
        [UserId] = FieldRule.Entity,
        [AgentId] = FieldRule.Entity,
        [AppId] = FieldRule.Entity,
        [RunId] = FieldRule.Entity,
        [CreatedAt] = FieldRule.Time,
        [UpdatedAt] = FieldRule.Time,
        [Timestamp] = FieldRule.Time,
        [ExpirationDate] = FieldRule.Time,
        [Categories] = FieldRule.Category,
        [Keywords] = FieldRule.Keyword,
        [MemoryIds] = FieldRule.Ids,
        ["text"] = FieldRule.Undocumented,
        ["keywords_search"] = FieldRule.Undocumented,
    };

    public static bool IsEntity(string field) => field is UserId or AgentId or AppId or RunId;

    public static bool TryFind(string field, out FieldRule rule) => Rules.TryGetValue(field, out rule!);
}

/// <summary>Which conditions a field takes.</summary>
internal sealed class FieldRule
{
    public static readonly FieldRule Entity = new("eq, ne and in, or the id itself", IsText, ("eq", IsText), ("ne", IsText), ("in", IsTextList));

    public static readonly FieldRule Time = new(
        "gt, gte, lt, lte, ne and in, or the value itself in place of eq",
        IsInstant,
        ("gt", IsInstant),
        ("gte", IsInstant),
        ("lt", IsInstant),
        ("lte", IsInstant),
        ("ne", IsInstant),
        ("in", IsInstantList));

    public static readonly FieldRule Category = new("in and contains", null, ("in", IsTextList), ("contains", IsText));

    public static readonly FieldRule MetadataKey = new(
        "eq, ne and contains, or the value itself", IsScalar, ("eq", IsScalar), ("ne", IsScalar), ("contains", IsScalar));

    public static readonly FieldRule Keyword = new("contains and icontains", null, ("contains", IsText), ("icontains", IsText));

    public static readonly FieldRule Ids = new("in, or the list itself", IsTextList, ("in", IsTextList));

    public static readonly FieldRule Undocumented = new("whatever isn't null", static value => value.Type != JTokenType.Null);

    private readonly Func<JToken, bool>? _isValue;
    private readonly (string Name, Func<JToken, bool> TakesOperand)[] _operators;

    private FieldRule(string description, Func<JToken, bool>? isValue, params (string Name, Func<JToken, bool> TakesOperand)[] operators)
    {
        Description = description;
        _isValue = isValue;
        _operators = operators;
    }

    /// <summary>The conditions in words, for messages.</summary>
    public string Description { get; }

    /// <summary>The problem of a condition; <see langword="null"/> when it is valid.</summary>
    public string? ProblemOf(JToken condition)
    {
        if (condition is not JObject operators || _operators.Length == 0)
        {
            return _isValue is not null && _isValue(condition) ? null : $"takes {Description}; it has another value";
        }

        if (operators.Count == 0)
        {
            return $"takes {Description}; it has no operator";
        }

        foreach (var member in operators)
        {
            var known = Array.Find(_operators, candidate => candidate.Name == member.Key);
            if (known.Name is null)
            {
                return $"takes {Description}; \"{member.Key}\" isn't among these operators";
            }

            if (member.Value is null || !known.TakesOperand(member.Value))
            {
                return $"has an operator \"{member.Key}\" with a value of the wrong type";
            }
        }

        return null;
    }

    /// <summary>Whether the condition is negative.</summary>
    public static bool IsExclusion(JToken condition)
    {
        if (condition is not JObject { Count: > 0 } operators)
        {
            return false;
        }

        foreach (var member in operators)
        {
            if (member.Key != "ne")
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsText(JToken value) => value.Type == JTokenType.String && !string.IsNullOrWhiteSpace((string?)value);

    private static bool IsInstant(JToken value) => IsText(value) || (value.Type is JTokenType.Integer or JTokenType.Float or JTokenType.Date && IsComparable(value));

    /// <summary>Whether the token is a string, a number or a boolean. Newtonsoft's comments and raw texts aren't JSON values.</summary>
    public static bool IsComparable(JToken value) => value.Type switch
    {
        JTokenType.String or JTokenType.Integer or JTokenType.Boolean or JTokenType.Date or JTokenType.Guid or JTokenType.Uri or JTokenType.TimeSpan
            or JTokenType.Bytes => value is JValue { Value: not null },
        JTokenType.Float => !double.IsNaN((double)value) && !double.IsInfinity((double)value),
        _ => false,
    };

    private static bool IsScalar(JToken value) => value.Type == JTokenType.Null || IsComparable(value);

    private static bool IsTextList(JToken value) => IsListOf(value, IsText);

    private static bool IsInstantList(JToken value) => IsListOf(value, IsInstant);

    private static bool IsListOf(JToken value, Func<JToken, bool> isItem)
    {
        if (value is not JArray { Count: > 0 } list)
        {
            return false;
        }

        foreach (var item in list)
        {
            if (!isItem(item))
            {
                return false;
            }
        }

        return true;
    }
}
