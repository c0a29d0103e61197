using System;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Selects the memories that are recalled for a scope: those of its user. All users of an agent share it, so a memory isn't recalled just because it belongs to the
/// same agent.
/// </summary>
internal static class RecallFilter
{
    public static MemoryFilter Of(EntityScope scope, bool withAgentMemories)
    {
        if (scope.UserId is not { } user || scope.AgentId is not { } agent)
        {
            return MemoryFilter.Of(scope);
        }

        var filter = MemoryFilter.UserId.Is(user);
        if (withAgentMemories)
        {
            filter |= MemoryFilter.AgentId.Is(agent) & !MemoryFilter.UserId.IsAny();
        }

        if (scope.AppId is { } app)
        {
            filter &= MemoryFilter.AppId.Is(app);
        }

        if (scope.RunId is { } run)
        {
            filter &= MemoryFilter.RunId.Is(run);
        }

        return filter;
    }

    /// <summary>Whether a memory may be shown. The filter finds only such memories; if the service returns others, they stay hidden.</summary>
    public static bool Admits(EntityScope scope, bool withAgentMemories, ScoredMemory memory) =>
        Agrees(scope.AppId, memory.AppId)
        && Agrees(scope.RunId, memory.RunId)
        && (scope.UserId is not null && memory.UserId is null
            ? memory.AgentId is null || (withAgentMemories && memory.AgentId == scope.AgentId)
            : Agrees(scope.UserId, memory.UserId))
        && (scope.UserId is not null || Agrees(scope.AgentId, memory.AgentId));

    private static bool Agrees(string? named, string? carried) => named is null || carried is null || string.Equals(named, carried, StringComparison.Ordinal);
}
