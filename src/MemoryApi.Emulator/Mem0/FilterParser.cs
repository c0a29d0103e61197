using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>Parses the filter language: AND, OR and NOT over conditions. NOT excludes one filter, or each of a list. Each field has its own operators.</summary>
internal static class FilterParser
{
    private static readonly string[] Fields =
    [
        "AND", "OR", "NOT", "user_id", "agent_id", "app_id", "run_id", "created_at", "updated_at", "timestamp", "expiration_date",
        "text", "categories", "metadata", "keywords_search", "memory_ids", "keywords",
    ];

    /// <exception cref="FilterException">The filter is not valid.</exception>
    public static MemoryCondition Parse(JsonElement filters)
    {
        if (filters.ValueKind != JsonValueKind.Object)
        {
            throw new FilterException("Filters must be an object.");
        }

        var parts = new List<MemoryCondition>();
        foreach (var member in filters.EnumerateObject())
        {
            if (!Fields.Contains(member.Name, StringComparer.Ordinal))
            {
                throw new FilterException(
                    $"Top-level key must be a logical operator or an allowed field: [{string.Join(", ", Fields.Select(field => $"'{field}'"))}]");
            }

            var part = ParseMember(member.Name, member.Value);

            // The service validates an OR beside an AND, but then ignores it.
            if (member.Name != "OR" || !filters.Has("AND"))
            {
                parts.Add(part);
            }
        }

        return parts.Count switch
        {
            0 => throw new FilterException("Filters cannot be empty."),
            1 => parts[0],
            _ => new AllOf(parts),
        };
    }

    /// <summary>Whether the filter, or any part of it, uses the field.</summary>
    public static bool Mentions(JsonElement filters, string field) => filters.ValueKind switch
    {
        JsonValueKind.Object => filters.EnumerateObject().Any(member =>
            member.Name == field || (member.Name is "AND" or "OR" or "NOT" && Mentions(member.Value, field))),
        JsonValueKind.Array => filters.EnumerateArray().Any(item => Mentions(item, field)),
        _ => false,
    };

    private static MemoryCondition ParseMember(string name, JsonElement value)
    {
        switch (name)
        {
            case "AND":
                return new AllOf(ParseList(name, value));
            case "OR":
                return new AnyOf(ParseList(name, value));
            case "NOT":
                return new Not(value.ValueKind == JsonValueKind.Array ? new AnyOf(ParseList(name, value)) : Parse(value));
            case "created_at" or "timestamp":
                return TimeCondition(name, value, static memory => memory.CreatedAt);
            case "updated_at":
                return TimeCondition(name, value, static memory => memory.UpdatedAt);
            case "expiration_date":
                return TimeCondition(name, value, static memory => memory.ExpirationDate is { } date ? AsTime(date) : null);
            case "categories":
                return CategoryCondition(value);
            case "metadata":
                return MetadataCondition(value);
            case "keywords":
                return KeywordCondition(name, value, isBareAllowed: false);
            case "text" or "keywords_search":
                return KeywordCondition(name, value, isBareAllowed: true);
            case "memory_ids":
                return MemoryIdCondition(value);
            default:
                return EntityCondition(name, value);
        }
    }

    private static List<MemoryCondition> ParseList(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? value.EnumerateArray().Select(Parse).ToList()
            : throw new FilterException($"{name} must be a non-empty list of filters.");

    private static MemoryCondition EntityCondition(string name, JsonElement value)
    {
        var kind = EntityKinds.FromIdField(name)!.Value;
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Equal(value);
        }

        return Operators(name, value, (operation, operand) => operation switch
        {
            "eq" => Equal(operand),
            "ne" => new Not(Equal(operand)),
            "in" => new BelongsTo(kind, TextList(name, operand)),
            _ => null,
        });

        BelongsTo Equal(JsonElement operand) => new(kind, Text(name, operand) is "*" ? null : [Text(name, operand)]);
    }

    private static MemoryCondition TimeCondition(string name, JsonElement value, Func<MemoryRecord, DateTimeOffset?> field)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new Condition(Equal(value));
        }

        return Operators(name, value, (operation, operand) =>
        {
            switch (operation)
            {
                case "ne":
                    var equal = Equal(operand);
                    return new Condition(memory => !equal(memory));
                case "in":
                    var any = List(name, operand).Select(Equal).ToList();
                    return new Condition(memory => any.Exists(item => item(memory)));
                case "gt" or "gte" or "lt" or "lte":
                    var (bound, _) = Time(name, operand);
                    return new Condition(memory => field(memory) is { } time && operation switch
                    {
                        "gt" => time > bound,
                        "gte" => time >= bound,
                        "lt" => time < bound,
                        _ => time <= bound,
                    });
                default:
                    return null;
            }
        });

        Func<MemoryRecord, bool> Equal(JsonElement operand)
        {
            var (wanted, isDate) = Time(name, operand);
            return memory => field(memory) is { } time && (isDate ? time.UtcDateTime.Date == wanted.UtcDateTime.Date : time == wanted);
        }
    }

    private static MemoryCondition CategoryCondition(JsonElement value) =>
        Operators("categories", value, (operation, operand) =>
        {
            switch (operation)
            {
                case "in":
                    var names = TextList("categories", operand);
                    return new Condition(memory => memory.Categories.Any(names.Contains));
                case "contains":
                    var part = Text("categories", operand);
                    return new Condition(memory => memory.Categories.Any(category => category.Contains(part, StringComparison.OrdinalIgnoreCase)));
                default:
                    return null;
            }
        });

    private static MemoryCondition MetadataCondition(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new FilterException("Filter 'metadata' must be an object of keys and conditions.");
        }

        return new AllOf(value.EnumerateObject().Select(member => MetadataKey(member.Name, member.Value)).ToList());
    }

    private static MemoryCondition MetadataKey(string key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new Condition(memory => Equal(memory, value));
        }

        return Operators($"metadata.{key}", value, (operation, operand) => operation switch
        {
            "eq" => new Condition(memory => Equal(memory, operand)),
            "ne" => new Condition(memory => !Equal(memory, operand)),
            "contains" => new Condition(memory => Contains(memory, operand)),
            _ => null,
        });

        bool Equal(MemoryRecord memory, JsonElement operand) =>
            memory.Metadata is { } metadata && metadata.TryGetProperty(key, out var held) && held.SameAs(operand);

        bool Contains(MemoryRecord memory, JsonElement operand) =>
            memory.Metadata is { } metadata && metadata.TryGetProperty(key, out var held) && held.ValueKind switch
            {
                JsonValueKind.String => operand.ValueKind == JsonValueKind.String && held.GetString()!.Contains(operand.GetString()!, StringComparison.Ordinal),
                JsonValueKind.Array => held.EnumerateArray().Any(item => item.SameAs(operand)),
                _ => false,
            };
    }

    private static MemoryCondition KeywordCondition(string name, JsonElement value, bool isBareAllowed)
    {
        if (isBareAllowed && value.ValueKind == JsonValueKind.String)
        {
            return Contains(value, StringComparison.OrdinalIgnoreCase);
        }

        return Operators(name, value, (operation, operand) => operation switch
        {
            "contains" => Contains(operand, StringComparison.Ordinal),
            "icontains" => Contains(operand, StringComparison.OrdinalIgnoreCase),
            _ => null,
        });

        Condition Contains(JsonElement operand, StringComparison comparison)
        {
            var part = Text(name, operand);
            return new Condition(memory => memory.Text.Contains(part, comparison));
        }
    }

    private static MemoryCondition MemoryIdCondition(JsonElement value)
    {
        return value.ValueKind == JsonValueKind.Object
            ? Operators("memory_ids", value, (operation, operand) => operation == "in" ? OneOf(operand) : null)
            : OneOf(value);

        static Condition OneOf(JsonElement list)
        {
            var ids = TextList("memory_ids", list).Select(text => Guid.TryParse(text, out var id)
                ? id
                : throw new FilterException($"'{text}' in filter 'memory_ids' is not a valid UUID.")).ToHashSet();
            return new Condition(memory => ids.Contains(memory.Id));
        }
    }

    private static MemoryCondition Operators(string name, JsonElement value, Func<string, JsonElement, MemoryCondition?> condition)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().Any())
        {
            throw new FilterException($"Filter '{name}' needs an operator.");
        }

        var parts = value.EnumerateObject()
            .Select(member => condition(member.Name, member.Value)
                ?? throw new FilterException($"Operator '{member.Name}' is not supported for filter '{name}'."))
            .ToList();
        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private static string Text(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FilterException($"Filter '{name}' needs a text.");

    private static List<JsonElement> List(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw new FilterException($"Filter '{name}' needs a list here.");

    private static List<string> TextList(string name, JsonElement value) => List(name, value).Select(item => Text(name, item)).ToList();

    private static (DateTimeOffset Time, bool IsDate) Time(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && Math.Abs(seconds) < 100_000_000_000)
        {
            return (DateTimeOffset.UnixEpoch.AddSeconds(seconds), false);
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            if (Timestamps.TryParseDate(value.GetString(), out var date))
            {
                return (AsTime(date), true);
            }

            if (Timestamps.TryParse(value.GetString(), out var time))
            {
                return (time, false);
            }
        }

        throw new FilterException($"Filter '{name}' needs a date or time in ISO 8601.");
    }

    private static DateTimeOffset AsTime(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
