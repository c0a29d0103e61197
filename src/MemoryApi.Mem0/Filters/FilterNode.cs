using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>A node of the tree of a filter.</summary>
internal abstract class FilterNode
{
    /// <summary>Whether the node names an entity. A condition that excludes an entity doesn't count.</summary>
    public abstract bool NamesAnEntity { get; }

    /// <summary>Whether the node contains a condition on a field.</summary>
    public abstract bool Mentions(string name);

    /// <summary>Writes the node as JSON. It creates a new object each time, since a token of Newtonsoft.Json can only have one parent.</summary>
    public abstract JObject ToJson();
}

/// <summary>A condition on one field.</summary>
internal sealed class FieldCondition(string fieldName, JToken condition, bool isExclusion = false) : FilterNode
{
    /// <summary>The condition that a memory belongs to an entity.</summary>
    public static FieldCondition Of(KeyValuePair<EntityType, string> entity) => new(entity.Key.Value + "_id", new JValue(entity.Value));

    public override bool NamesAnEntity => !isExclusion && FilterLanguage.IsEntity(fieldName);

    public override bool Mentions(string name) => name == fieldName;

    public override JObject ToJson() => new() { [fieldName] = condition.DeepClone() };
}

/// <summary>AND or OR of several conditions.</summary>
internal sealed class FilterList(string combination, IReadOnlyList<FilterNode> parts) : FilterNode
{
    public const string All = "AND";
    public const string Any = "OR";

    public override bool NamesAnEntity => parts.Any(static part => part.NamesAnEntity);

    /// <summary>Joins two conditions. Nested lists of the same kind are flattened.</summary>
    public static FilterList Of(string combination, FilterNode left, FilterNode right) =>
        new(combination, [.. PartsOf(left, combination), .. PartsOf(right, combination)]);

    public override bool Mentions(string name) => parts.Any(part => part.Mentions(name));

    // Always a list: when an object has both AND and OR, the service ignores the OR.
    public override JObject ToJson() => new() { [combination] = new JArray(parts.Select(static part => part.ToJson())) };

    private static IReadOnlyList<FilterNode> PartsOf(FilterNode node, string combination) =>
        node is FilterList list && list.IsA(combination) ? list.Parts : [node];

    private IReadOnlyList<FilterNode> Parts => parts;

    private bool IsA(string other) => combination == other;
}

/// <summary>NOT of a condition.</summary>
internal sealed class FilterExclusion(FilterNode part) : FilterNode
{
    public const string Name = "NOT";

    public FilterNode Part => part;

    public override bool NamesAnEntity => false;

    public override bool Mentions(string name) => part.Mentions(name);

    public override JObject ToJson() => new() { [Name] = part.ToJson() };
}

/// <summary>
/// NOT with a list, which means that none of the conditions holds. The service documents both forms, a list and a single filter. The form that was given is sent.
/// </summary>
internal sealed class FilterExclusionList(IReadOnlyList<FilterNode> parts) : FilterNode
{
    public override bool NamesAnEntity => false;

    public override bool Mentions(string name) => parts.Any(part => part.Mentions(name));

    public override JObject ToJson() => new() { [FilterExclusion.Name] = new JArray(parts.Select(static part => part.ToJson())) };
}

/// <summary>JSON from the caller, which is sent without validation.</summary>
internal sealed class UncheckedFilter(JObject json) : FilterNode
{
    // The caller is responsible for it.
    public override bool NamesAnEntity => true;

    public override bool Mentions(string name) => false;

    public override JObject ToJson() => (JObject)json.DeepClone();
}
