using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>What a filter is made of.</summary>
internal abstract class FilterNode
{
    /// <summary>Whether it names an entity that memories have to, or may, belong to; an exclusion doesn't count.</summary>
    public abstract bool NamesAnEntity { get; }

    /// <summary>Whether it has a condition on a field.</summary>
    public abstract bool Mentions(string name);

    /// <summary>A new object each time, since a token belongs to one parent only.</summary>
    public abstract JObject ToJson();
}

/// <summary>A condition on one field.</summary>
internal sealed class FieldCondition(string fieldName, JToken condition, bool isExclusion = false) : FilterNode
{
    /// <summary>That a memory belongs to an entity.</summary>
    public static FieldCondition Of(KeyValuePair<EntityType, string> entity) => new(entity.Key.Value + "_id", new JValue(entity.Value));

    public override bool NamesAnEntity => !isExclusion && FilterLanguage.IsEntity(fieldName);

    public override bool Mentions(string name) => name == fieldName;

    public override JObject ToJson() => new() { [fieldName] = condition.DeepClone() };
}

/// <summary>All parts hold, or at least one of them.</summary>
internal sealed class FilterList(string combination, IReadOnlyList<FilterNode> parts) : FilterNode
{
    public const string All = "AND";
    public const string Any = "OR";

    public override bool NamesAnEntity => parts.Any(static part => part.NamesAnEntity);

    /// <summary>The list of both; lists of the same kind become one.</summary>
    public static FilterList Of(string combination, FilterNode left, FilterNode right) =>
        new(combination, [.. PartsOf(left, combination), .. PartsOf(right, combination)]);

    public override bool Mentions(string name) => parts.Any(part => part.Mentions(name));

    // Always a list: of an AND and an OR side by side in one object the service drops the OR.
    public override JObject ToJson() => new() { [combination] = new JArray(parts.Select(static part => part.ToJson())) };

    private static IReadOnlyList<FilterNode> PartsOf(FilterNode node, string combination) =>
        node is FilterList list && list.IsA(combination) ? list.Parts : [node];

    private IReadOnlyList<FilterNode> Parts => parts;

    private bool IsA(string other) => combination == other;
}

/// <summary>A part doesn't hold.</summary>
internal sealed class FilterExclusion(FilterNode part) : FilterNode
{
    public const string Name = "NOT";

    public FilterNode Part => part;

    public override bool NamesAnEntity => false;

    public override bool Mentions(string name) => part.Mentions(name);

    public override JObject ToJson() => new() { [Name] = part.ToJson() };
}

/// <summary>None of the parts holds. The service documents the list beside the single filter; it is sent as it was given.</summary>
internal sealed class FilterExclusionList(IReadOnlyList<FilterNode> parts) : FilterNode
{
    public override bool NamesAnEntity => false;

    public override bool Mentions(string name) => parts.Any(part => part.Mentions(name));

    public override JObject ToJson() => new() { [FilterExclusion.Name] = new JArray(parts.Select(static part => part.ToJson())) };
}

/// <summary>JSON of the caller, of which nothing is known.</summary>
internal sealed class UncheckedFilter(JObject json) : FilterNode
{
    // The caller has taken over the responsibility.
    public override bool NamesAnEntity => true;

    public override bool Mentions(string name) => false;

    public override JObject ToJson() => (JObject)json.DeepClone();
}
