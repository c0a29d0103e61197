using System;
using System.Collections.Generic;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>
/// The owner of memories: a user, an agent, an app, a run (session), or several of these together. A scope names at least one of them and is immutable:
/// <c>EntityScope.User("alice").WithRun("trip-7")</c>.
/// </summary>
/// <remarks>
/// Adding and deleting all memories take a scope. Other methods take a <see cref="MemoryFilter"/>, to which a scope converts implicitly. Scopes that are combined
/// with <c>|</c>, <c>&amp;</c> and <c>!</c> become a filter as well: <c>EntityScope.User("alice") | EntityScope.Agent("tutor")</c>.
/// </remarks>
public sealed class EntityScope : IEquatable<EntityScope>
{
    private EntityScope(string? userId, string? agentId, string? appId, string? runId)
    {
        UserId = userId;
        AgentId = agentId;
        AppId = appId;
        RunId = runId;
    }

    /// <summary>Id of the user; <see langword="null"/> when the scope names none.</summary>
    public string? UserId { get; }

    /// <summary>Id of the agent; <see langword="null"/> when the scope names none.</summary>
    public string? AgentId { get; }

    /// <summary>Id of the app; <see langword="null"/> when the scope names none.</summary>
    public string? AppId { get; }

    /// <summary>Id of the run (session); <see langword="null"/> when the scope names none.</summary>
    public string? RunId { get; }

    /// <summary>How many entities the scope names: 1 to 4.</summary>
    internal int Count => Entities().Count;

    /// <summary>Memories of a user.</summary>
    /// <param name="userId">Id of the user, of your own choice.</param>
    /// <exception cref="ArgumentException">The id is blank or the wildcard <c>*</c>.</exception>
    public static EntityScope User(string userId) => new(EntityId.Checked(userId, nameof(userId)), null, null, null);

    /// <summary>Memories of an agent.</summary>
    /// <param name="agentId">Id of the agent, of your own choice.</param>
    /// <exception cref="ArgumentException">The id is blank or the wildcard <c>*</c>.</exception>
    public static EntityScope Agent(string agentId) => new(null, EntityId.Checked(agentId, nameof(agentId)), null, null);

    /// <summary>Memories of an app.</summary>
    /// <param name="appId">Id of the app, of your own choice.</param>
    /// <exception cref="ArgumentException">The id is blank or the wildcard <c>*</c>.</exception>
    public static EntityScope App(string appId) => new(null, null, EntityId.Checked(appId, nameof(appId)), null);

    /// <summary>Memories of a run (session).</summary>
    /// <param name="runId">Id of the run, of your own choice.</param>
    /// <exception cref="ArgumentException">The id is blank or the wildcard <c>*</c>.</exception>
    public static EntityScope Run(string runId) => new(null, null, null, EntityId.Checked(runId, nameof(runId)));

    /// <summary>A copy of the scope with this user.</summary>
    /// <param name="userId">Id of the user, of your own choice.</param>
    /// <exception cref="ArgumentException">The id is blank or the wildcard <c>*</c>.</exception>
    public EntityScope WithUser(string userId) => new(EntityId.Checked(userId, nameof(userId)), AgentId, AppId, RunId);

    /// <summary>A copy of the scope with this agent.</summary>
    /// <param name="agentId">Id of the agent, of your own choice.</param>
    /// <exception cref="ArgumentException">The id is blank or the wildcard <c>*</c>.</exception>
    public EntityScope WithAgent(string agentId) => new(UserId, EntityId.Checked(agentId, nameof(agentId)), AppId, RunId);

    /// <summary>A copy of the scope with this app.</summary>
    /// <param name="appId">Id of the app, of your own choice.</param>
    /// <exception cref="ArgumentException">The id is blank or the wildcard <c>*</c>.</exception>
    public EntityScope WithApp(string appId) => new(UserId, AgentId, EntityId.Checked(appId, nameof(appId)), RunId);

    /// <summary>A copy of the scope with this run.</summary>
    /// <param name="runId">Id of the run, of your own choice.</param>
    /// <exception cref="ArgumentException">The id is blank or the wildcard <c>*</c>.</exception>
    public EntityScope WithRun(string runId) => new(UserId, AgentId, AppId, EntityId.Checked(runId, nameof(runId)));

    /// <summary>
    /// Whether a memory belongs to the scope. Scope and memory must share at least one entity, and must not name different entities of the same type. If the scope
    /// names a user, the memory must belong to that user.
    /// </summary>
    /// <remarks>
    /// Use this to decide on a single memory, for example before you show, change or delete it for the scope. An agent, app or run that only one of the two names
    /// doesn't matter: the service stores an extracted memory for the user alone, even if an agent was named. A scope of a user and an agent doesn't cover memories
    /// that belong to the agent alone, since all users of the agent share these. Ids are compared exactly, including case.
    /// </remarks>
    /// <param name="memory">The memory.</param>
    /// <exception cref="ArgumentNullException">The memory is <see langword="null"/>.</exception>
    public bool Covers(IOwnedMemory memory)
    {
        Require.NotNull(memory, nameof(memory));
        var user = Compare(UserId, memory.UserId);
        if (UserId is not null && user != true)
        {
            return false;
        }

        bool?[] comparisons = [user, Compare(AgentId, memory.AgentId), Compare(AppId, memory.AppId), Compare(RunId, memory.RunId)];
        return Array.IndexOf(comparisons, false) < 0 && Array.IndexOf(comparisons, true) >= 0;
    }

    /// <inheritdoc/>
    public bool Equals(EntityScope? other) =>
        other is not null
        && string.Equals(UserId, other.UserId, StringComparison.Ordinal)
        && string.Equals(AgentId, other.AgentId, StringComparison.Ordinal)
        && string.Equals(AppId, other.AppId, StringComparison.Ordinal)
        && string.Equals(RunId, other.RunId, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EntityScope);

    /// <inheritdoc/>
    public override int GetHashCode() => (UserId, AgentId, AppId, RunId).GetHashCode();

    /// <summary>The types of the entities, e.g. <c>(user, run)</c>, without ids, which could get into a log by accident.</summary>
    public override string ToString()
    {
        var kinds = new List<string>();
        foreach (var entity in Entities())
        {
            kinds.Add(entity.Key.Value);
        }

        return "(" + string.Join(", ", kinds) + ")";
    }

    /// <summary>Whether both name the same entities.</summary>
    public static bool operator ==(EntityScope? left, EntityScope? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the two name different entities.</summary>
    public static bool operator !=(EntityScope? left, EntityScope? right) => !(left == right);

    /// <summary>Memories that belong to at least one of the scopes.</summary>
    /// <param name="left">One scope.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="ArgumentException">
    /// A scope names a user and an agent, so it isn't clear whether memories of either or of both are meant. See <see cref="MemoryFilter.AnyOf"/>.
    /// </exception>
    public static MemoryFilter operator |(EntityScope left, EntityScope right) => MemoryFilter.Of(left) | MemoryFilter.Of(right);

    /// <summary>
    /// Memories that belong to both scopes. For a user and an agent, these are only memories that were stored for both with <see cref="AddMemoriesRequest.Infer"/>
    /// false, since the service assigns each extracted memory to one of the two.
    /// </summary>
    /// <param name="left">One scope.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="ArgumentException">
    /// A scope names a user and an agent, so it isn't clear whether memories of either or of both are meant. See <see cref="MemoryFilter.AnyOf"/>.
    /// </exception>
    public static MemoryFilter operator &(EntityScope left, EntityScope right) => MemoryFilter.Of(left) & MemoryFilter.Of(right);

    /// <summary>Memories that don't belong to the scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <exception cref="ArgumentException">
    /// The scope names a user and an agent, so it isn't clear whether memories of either or of both are meant. See <see cref="MemoryFilter.AnyOf"/>.
    /// </exception>
    public static MemoryFilter operator !(EntityScope scope) => !MemoryFilter.Of(scope);

    /// <summary>The scope with these ids; <see langword="null"/> when all ids are missing.</summary>
    internal static EntityScope? Of(string? userId, string? agentId, string? appId, string? runId)
    {
        var scope = new EntityScope(userId, agentId, appId, runId);
        return scope.Count == 0 ? null : scope;
    }

    /// <summary>The entities that the scope names.</summary>
    internal IReadOnlyList<KeyValuePair<EntityType, string>> Entities()
    {
        var entities = new List<KeyValuePair<EntityType, string>>(4);
        Add(EntityType.User, UserId);
        Add(EntityType.Agent, AgentId);
        Add(EntityType.App, AppId);
        Add(EntityType.Run, RunId);
        return entities;

        void Add(EntityType type, string? id)
        {
            if (id is not null)
            {
                entities.Add(new KeyValuePair<EntityType, string>(type, id));
            }
        }
    }

    /// <summary>Whether both ids are the same; <see langword="null"/> when one is missing.</summary>
    private static bool? Compare(string? ours, string? theirs) =>
        ours is null || string.IsNullOrEmpty(theirs) ? null : string.Equals(ours, theirs, StringComparison.Ordinal);
}
