using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Reads a filter from JSON. It refuses filters that the service is known to refuse, and names the place of the mistake.</summary>
internal static class FilterReader
{
    private const string Parameter = "json";

    public static FilterNode Read(JObject filter) => ReadObject(filter, "filters", 0);

    private static FilterNode ReadObject(JObject filter, string place, int depth)
    {
        // Deeper than any sensible filter. Without a limit, hostile JSON would overflow the stack.
        if (depth > 64)
        {
            throw Refused(place, "is nested more than 64 levels deep");
        }

        if (filter.Count == 0)
        {
            throw Refused(place, "is empty");
        }

        if (filter.ContainsKey(FilterList.All) && filter.ContainsKey(FilterList.Any))
        {
            throw Refused(place, "has AND beside OR, of which the service drops the OR. Put one into a list of the other");
        }

        FilterNode? whole = null;
        foreach (var member in filter)
        {
            var part = ReadMember(member.Key, member.Value ?? JValue.CreateNull(), place + "." + member.Key, depth);
            whole = whole is null ? part : FilterList.Of(FilterList.All, whole, part);
        }

        return whole!;
    }

    private static FilterNode ReadMember(string name, JToken value, string place, int depth) => name switch
    {
        FilterList.All or FilterList.Any => ReadList(name, value, place, depth),
        FilterExclusion.Name => ReadExclusion(value, place, depth),
        FilterLanguage.Metadata => ReadMetadata(value, place),
        _ => ReadCondition(name, value, place),
    };

    private static FilterNode ReadExclusion(JToken value, string place, int depth) => value switch
    {
        JObject excluded => new FilterExclusion(ReadObject(excluded, place, depth + 1)),
        JArray { Count: > 0 } list => new FilterExclusionList(ReadItems(list, place, depth)),
        _ => throw Refused(place, "must be a filter, or a list with at least one"),
    };

    private static FilterList ReadList(string name, JToken value, string place, int depth) => value is JArray { Count: > 0 } list
        ? new FilterList(name, ReadItems(list, place, depth))
        : throw Refused(place, "must be a list with at least one filter");

    private static List<FilterNode> ReadItems(JArray list, string place, int depth)
    {
        var parts = new List<FilterNode>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var itemPlace = $"{place}[{i}]";
            parts.Add(list[i] is JObject item ? ReadObject(item, itemPlace, depth + 1) : throw Refused(itemPlace, "must be an object"));
        }

        return parts;
    }

    private static FieldCondition ReadCondition(string field, JToken condition, string place)
    {
        if (!FilterLanguage.TryFind(field, out var rule))
        {
            throw Refused(place, "is no field of the filter language. Own data is found by metadata");
        }

        return rule.ProblemOf(condition) is { } problem
            ? throw Refused(place, problem)
            : new FieldCondition(field, condition.DeepClone(), FieldRule.IsExclusion(condition));
    }

    private static FilterNode ReadMetadata(JToken value, string place)
    {
        if (value is not JObject { Count: > 0 } keys)
        {
            throw Refused(place, "must be an object with at least one key");
        }

        FilterNode? whole = null;
        foreach (var key in keys)
        {
            var condition = key.Value ?? JValue.CreateNull();
            if (FieldRule.MetadataKey.ProblemOf(condition) is { } problem)
            {
                throw Refused(place, "has a key that " + problem);
            }

            var part = new FieldCondition(FilterLanguage.Metadata, new JObject { [key.Key] = condition.DeepClone() });
            whole = whole is null ? part : FilterList.Of(FilterList.All, whole, part);
        }

        return whole!;
    }

    private static ArgumentException Refused(string place, string problem) => new($"{place} {problem}.", Parameter);
}
