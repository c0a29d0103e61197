using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// Which memories to search, list, export or back up. Conditions are combined with <c>&amp;</c>, <c>|</c> and <c>!</c>:
/// <code>
/// MemoryFilter.UserId.Is("alice")
///     &amp; (MemoryFilter.Categories.In("travel", "food") | MemoryFilter.Metadata("source").Is("chat"))
///     &amp; !MemoryFilter.CreatedAt.Before(lastYear)
/// </code>
/// It never changes, and it can't express what the service is known to refuse. An <see cref="EntityScope"/> converts to a filter by
/// itself, unless it names a user and an agent: see <see cref="AnyOf"/>.
/// </summary>
/// <remarks>
/// Search and list want at least one entity that memories have to, or may, belong to. The service attributes each memory that it extracts
/// to the one who spoke: a filter for a user <c>&amp;</c> an agent finds only what was stored with <see cref="AddMemoriesRequest.Infer"/> false for both, one for a
/// user <c>|</c> an agent finds what belongs to either.
/// </remarks>
public sealed class MemoryFilter : IEquatable<MemoryFilter>
{
    private readonly FilterNode _node;

    internal MemoryFilter(FilterNode node) => _node = node;

    /// <summary>The user that memories belong to.</summary>
    public static EntityConditions UserId { get; } = new(FilterLanguage.UserId);

    /// <summary>The agent that memories belong to.</summary>
    public static EntityConditions AgentId { get; } = new(FilterLanguage.AgentId);

    /// <summary>The app that memories belong to.</summary>
    public static EntityConditions AppId { get; } = new(FilterLanguage.AppId);

    /// <summary>The run (session) that memories belong to.</summary>
    public static EntityConditions RunId { get; } = new(FilterLanguage.RunId);

    /// <summary>When memories were created.</summary>
    public static TimeConditions CreatedAt { get; } = new(FilterLanguage.CreatedAt);

    /// <summary>When memories were last changed.</summary>
    public static TimeConditions UpdatedAt { get; } = new(FilterLanguage.UpdatedAt);

    /// <summary>The time that was given with the memories, for conversations of the past.</summary>
    public static TimeConditions Timestamp { get; } = new(FilterLanguage.Timestamp);

    /// <summary>The last day on which memories are found.</summary>
    public static DateConditions ExpirationDate { get; } = new(FilterLanguage.ExpirationDate);

    /// <summary>The categories of memories.</summary>
    public static CategoryConditions Categories { get; } = new();

    /// <summary>The words of memories. Only a list takes them; a search fails on them.</summary>
    public static KeywordConditions Keywords { get; } = new();

    /// <summary>A key of the metadata of memories.</summary>
    /// <param name="key">The key, at the top level of the metadata.</param>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static MetadataConditions Metadata(string key)
    {
        Require.NotNull(key, nameof(key));
        Require.Text(key, nameof(key), minLength: 1);
        return new MetadataConditions(key);
    }

    /// <summary>Memories with one of these ids.</summary>
    /// <param name="ids">The ids, UUIDs; at least one.</param>
    /// <exception cref="ArgumentException">There is no id, or a blank one among them.</exception>
    public static MemoryFilter MemoryIds(params string[] ids) => MemoryIds((IEnumerable<string>)ids);

    /// <inheritdoc cref="MemoryIds(string[])"/>
    public static MemoryFilter MemoryIds(IEnumerable<string> ids) =>
        new(new FieldCondition(FilterLanguage.MemoryIds, Operands.Texts(ids, nameof(ids))));

    /// <summary>A filter in the service's own language, checked: what the service is known to refuse is refused here.</summary>
    /// <param name="json">The filter, as documented by the service; left unchanged.</param>
    /// <exception cref="ArgumentException">A field or an operator is unknown or out of place; the message names the place.</exception>
    public static MemoryFilter Parse(JObject json)
    {
        Require.NotNull(json, nameof(json));
        return new MemoryFilter(FilterReader.Read(json));
    }

    /// <summary>
    /// A filter in the service's own language, sent exactly as given: the way out when the service can do more than this library
    /// knows. It combines with other filters.
    /// </summary>
    /// <param name="json">The filter; left unchanged.</param>
    /// <exception cref="ArgumentException">The filter is empty.</exception>
    public static MemoryFilter Unchecked(JObject json)
    {
        Require.NotNull(json, nameof(json));
        return json.Count > 0
            ? new MemoryFilter(new UncheckedFilter((JObject)json.DeepClone()))
            : throw new ArgumentException("The filter is empty.", nameof(json));
    }

    /// <summary>What belongs to the scope: to its user, and to its app, and so on.</summary>
    /// <param name="scope">The scope.</param>
    /// <exception cref="ArgumentException">The scope names a user and an agent: it doesn't say whether the memories of either or those of both are meant. See <see cref="AnyOf"/>.</exception>
    public static MemoryFilter Of(EntityScope scope)
    {
        Require.NotNull(scope, nameof(scope));
        if (scope.UserId is not null && scope.AgentId is not null)
        {
            throw new ArgumentException(
                "The scope names a user and an agent, and doesn't say whose memories are meant. A memory that the service extracts belongs to one of the two; only what is stored "
                + $"with {nameof(AddMemoriesRequest.Infer)} false belongs to both. For the memories of either use {nameof(MemoryFilter)}.{nameof(AnyOf)}(scope), which includes all that belongs to the agent, "
                + $"whichever user it comes from. For those of both combine {nameof(MemoryFilter)}.{nameof(UserId)}.Is(…) & {nameof(MemoryFilter)}.{nameof(AgentId)}.Is(…).",
                nameof(scope));
        }

        return All(scope.Entities().Select(BelongsTo));
    }

    /// <summary>
    /// What belongs to the user or to the agent of the scope, and besides to its app and its run: <c>(user | agent) &amp; app &amp; run</c>. It is what an agent
    /// needs that talks to a user.
    /// </summary>
    /// <remarks>
    /// Everybody who shares the agent shares its memories: the filter finds all that belongs to the agent, also what other users told it where that was stored for the agent. Use
    /// an agent's id for one user alone, or <see cref="Of(EntityScope)"/> with a scope of the user, where that isn't wanted. For that reason no scope becomes this filter by itself. A scope that doesn't
    /// name both a user and an agent gives the same filter as <see cref="Of(EntityScope)"/>.
    /// </remarks>
    /// <param name="scope">The scope.</param>
    /// <exception cref="ArgumentNullException">The scope is <see langword="null"/>.</exception>
    public static MemoryFilter AnyOf(EntityScope scope)
    {
        Require.NotNull(scope, nameof(scope));
        return scope is { UserId: { } userId, AgentId: { } agentId }
            ? All([UserId.Is(userId) | AgentId.Is(agentId), .. scope.Entities().Where(static entity => entity.Key == EntityType.App || entity.Key == EntityType.Run).Select(BelongsTo)])
            : Of(scope);
    }

    /// <summary>What belongs to the scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <exception cref="ArgumentException">The scope names a user and an agent: it doesn't say whether the memories of either or those of both are meant. See <see cref="AnyOf"/>.</exception>
    public static implicit operator MemoryFilter(EntityScope scope) => Of(scope);

    /// <summary>What matches both filters.</summary>
    /// <param name="left">One filter.</param>
    /// <param name="right">The other.</param>
    public static MemoryFilter operator &(MemoryFilter left, MemoryFilter right) => Combine(FilterList.All, left, right);

    /// <summary>What matches at least one of the filters.</summary>
    /// <param name="left">One filter.</param>
    /// <param name="right">The other.</param>
    public static MemoryFilter operator |(MemoryFilter left, MemoryFilter right) => Combine(FilterList.Any, left, right);

    /// <summary>What doesn't match the filter.</summary>
    /// <param name="filter">The filter.</param>
    public static MemoryFilter operator !(MemoryFilter filter)
    {
        Require.NotNull(filter, nameof(filter));
        return new MemoryFilter(filter._node is FilterExclusion exclusion ? exclusion.Part : new FilterExclusion(filter._node));
    }

    /// <summary>The filter in the service's own language.</summary>
    public JObject ToJson() => _node.ToJson();

    /// <inheritdoc/>
    public bool Equals(MemoryFilter? other) => other is not null && ToText() == other.ToText();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MemoryFilter);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToText());

    /// <summary>Nothing of the filter, which may name people, so that it doesn't get into a log by accident. See <see cref="ToJson"/>.</summary>
    public override string ToString() => "(filter)";

    /// <summary>The filter, if a search takes it.</summary>
    internal JObject ToSearchJson(string name)
    {
        if (_node.Mentions(FilterLanguage.Keywords))
        {
            throw new ArgumentException("A search fails on a condition on keywords. List with it instead, or put the words into the query.", name);
        }

        return ToListJson(name);
    }

    /// <summary>The filter, if a list takes it.</summary>
    internal JObject ToListJson(string name) => _node.NamesAnEntity
        ? _node.ToJson()
        : throw new ArgumentException(
            "The filter names no user, agent, app or run that memories may belong to, and the service refuses one that doesn't. Add a condition "
            + $"such as {nameof(MemoryFilter)}.{nameof(UserId)}.Is(…), or {nameof(EntityConditions.IsAny)}() for whatever belongs to anybody.",
            name);

    /// <summary>The filter as a list, which is what exports want even for a single condition.</summary>
    internal JObject ToExportJson() => _node is FilterList or UncheckedFilter ? _node.ToJson() : new JObject { [FilterList.All] = new JArray(_node.ToJson()) };

    // Newtonsoft's own comparison throws where a decimal meets a number beyond decimals.
    private string ToText() => Sorted(_node.ToJson()).ToString(Formatting.None);

    // The order of members means nothing.
    private static JToken Sorted(JToken token) => token switch
    {
        JObject map => new JObject(map.Properties().OrderBy(static member => member.Name, StringComparer.Ordinal).Select(static member => new JProperty(member.Name, Sorted(member.Value)))),
        JArray list => new JArray(list.Select(Sorted)),
        _ => token,
    };

    private static MemoryFilter BelongsTo(KeyValuePair<EntityType, string> entity) => new(FieldCondition.Of(entity));

    private static MemoryFilter All(IEnumerable<MemoryFilter> filters) => filters.Aggregate(static (left, right) => left & right);

    private static MemoryFilter Combine(string combination, MemoryFilter left, MemoryFilter right)
    {
        Require.NotNull(left, nameof(left));
        Require.NotNull(right, nameof(right));
        return new MemoryFilter(FilterList.Of(combination, left._node, right._node));
    }
}
