using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// Selects the memories to search, list, export or back up. Combine conditions with <c>&amp;</c>, <c>|</c> and <c>!</c>:
/// <code>
/// MemoryFilter.UserId.Is("alice")
///     &amp; (MemoryFilter.Categories.In("travel", "food") | MemoryFilter.Metadata("source").Is("chat"))
///     &amp; !MemoryFilter.CreatedAt.Before(lastYear)
/// </code>
/// A filter is immutable, and can't express conditions that the service is known to refuse. An <see cref="EntityScope"/> converts to a filter implicitly, unless it
/// names a user and an agent: see <see cref="AnyOf"/>.
/// </summary>
/// <remarks>
/// A search or list needs at least one condition that names an entity. The service assigns each extracted memory to the speaker, either the user or the agent. So a
/// filter for a user <c>&amp;</c> an agent finds only memories that were stored for both with <see cref="AddMemoriesRequest.Infer"/> false. A filter for a user
/// <c>|</c> an agent finds the memories of either.
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

    /// <summary>The time that was set when the memories were added, e.g. for past conversations.</summary>
    public static TimeConditions Timestamp { get; } = new(FilterLanguage.Timestamp);

    /// <summary>The last day on which memories are found.</summary>
    public static DateConditions ExpirationDate { get; } = new(FilterLanguage.ExpirationDate);

    /// <summary>The categories of memories.</summary>
    public static CategoryConditions Categories { get; } = new();

    /// <summary>The text of memories. Use this only in lists: a search with it fails.</summary>
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

    /// <summary>Reads a filter in the service's own language. A filter that the service is known to refuse is refused here.</summary>
    /// <param name="json">The filter, as the service documents it. It isn't changed.</param>
    /// <exception cref="ArgumentException">A field or an operator is unknown or misplaced. The message names the place.</exception>
    public static MemoryFilter Parse(JObject json)
    {
        Require.NotNull(json, nameof(json));
        return new MemoryFilter(FilterReader.Read(json));
    }

    /// <summary>
    /// A filter in the service's own language that is sent without validation. Use it for features of the service that this library doesn't know. It can be combined
    /// with other filters.
    /// </summary>
    /// <param name="json">The filter. It isn't changed.</param>
    /// <exception cref="ArgumentException">The filter is empty.</exception>
    public static MemoryFilter Unchecked(JObject json)
    {
        Require.NotNull(json, nameof(json));
        return json.Count > 0
            ? new MemoryFilter(new UncheckedFilter((JObject)json.DeepClone()))
            : throw new ArgumentException("The filter is empty.", nameof(json));
    }

    /// <summary>Memories that belong to the scope: to its user and its app, and so on.</summary>
    /// <param name="scope">The scope.</param>
    /// <exception cref="ArgumentException">
    /// The scope names a user and an agent, so it isn't clear whether memories of either or of both are meant. See <see cref="AnyOf"/>.
    /// </exception>
    public static MemoryFilter Of(EntityScope scope)
    {
        Require.NotNull(scope, nameof(scope));
        if (scope.UserId is not null && scope.AgentId is not null)
        {
            throw new ArgumentException(
                "The scope names a user and an agent, and doesn't say whose memories are meant. A memory that the service extracts belongs to one of the two. Only a memory that is stored "
                + $"with {nameof(AddMemoriesRequest.Infer)} false belongs to both. For the memories of the user or of the agent, use {nameof(MemoryFilter)}.{nameof(AnyOf)}(scope). It includes all memories of the agent, "
                + $"whichever user they come from. For memories that belong to both, combine {nameof(MemoryFilter)}.{nameof(UserId)}.Is(…) & {nameof(MemoryFilter)}.{nameof(AgentId)}.Is(…).",
                nameof(scope));
        }

        return All(scope.Entities().Select(BelongsTo));
    }

    /// <summary>
    /// Memories that belong to the user or the agent of the scope, and to its app and run: <c>(user | agent) &amp; app &amp; run</c>. An agent that talks to a user
    /// needs this filter.
    /// </summary>
    /// <remarks>
    /// All users of an agent share its memories: the filter finds all memories of the agent, including statements of other users that were stored for the agent. If
    /// you don't want that, use a separate agent id for each user, or <see cref="Of(EntityScope)"/> with a scope of the user. For this reason, no scope converts to
    /// this filter implicitly. A scope that doesn't name both a user and an agent gives the same filter as <see cref="Of(EntityScope)"/>.
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

    /// <summary>Memories that belong to the scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <exception cref="ArgumentException">
    /// The scope names a user and an agent, so it isn't clear whether memories of either or of both are meant. See <see cref="AnyOf"/>.
    /// </exception>
    public static implicit operator MemoryFilter(EntityScope scope) => Of(scope);

    /// <summary>Memories that match both filters.</summary>
    /// <param name="left">One filter.</param>
    /// <param name="right">The other.</param>
    public static MemoryFilter operator &(MemoryFilter left, MemoryFilter right) => Combine(FilterList.All, left, right);

    /// <summary>Memories that match at least one of the filters.</summary>
    /// <param name="left">One filter.</param>
    /// <param name="right">The other.</param>
    public static MemoryFilter operator |(MemoryFilter left, MemoryFilter right) => Combine(FilterList.Any, left, right);

    /// <summary>Memories that don't match the filter.</summary>
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

    /// <summary>Returns no content of the filter, which may name people and could get into a log by accident. See <see cref="ToJson"/>.</summary>
    public override string ToString() => "(filter)";

    /// <summary>The filter as JSON for a search. Throws if a search can't use it.</summary>
    internal JObject ToSearchJson(string name)
    {
        if (_node.Mentions(FilterLanguage.Keywords))
        {
            throw new ArgumentException("A search fails on a condition on keywords. List with it instead, or put the words into the query.", name);
        }

        return ToListJson(name);
    }

    /// <summary>The filter as JSON for a list. Throws if a list can't use it.</summary>
    internal JObject ToListJson(string name) => _node.NamesAnEntity
        ? _node.ToJson()
        : throw new ArgumentException(
            "The filter names no user, agent, app or run that memories may belong to, and the service refuses one that doesn't. Add a condition "
            + $"such as {nameof(MemoryFilter)}.{nameof(UserId)}.Is(…), or {nameof(EntityConditions.IsAny)}() for whatever belongs to anybody.",
            name);

    /// <summary>The filter as a list of conditions. An export requires a list even for a single condition.</summary>
    internal JObject ToExportJson() => _node is FilterList or UncheckedFilter ? _node.ToJson() : new JObject { [FilterList.All] = new JArray(_node.ToJson()) };

    // Newtonsoft's own comparison throws when it compares a decimal with a number that is too large for one.
    private string ToText() => Sorted(_node.ToJson()).ToString(Formatting.None);

    // The order of members doesn't matter.
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
