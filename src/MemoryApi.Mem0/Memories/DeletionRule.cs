using System;
using System.Linq;

namespace MemoryApi.Mem0;

/// <summary>Refuses deletions that would delete more than the caller means.</summary>
internal static class DeletionRule
{
    /// <exception cref="ArgumentException">The text isn't a type of entities.</exception>
    public static void CheckType(EntityType type, string name)
    {
        if (!type.IsKnown)
        {
            throw new ArgumentException($"{name} must be {nameof(EntityType.User)}, {nameof(EntityType.Agent)}, {nameof(EntityType.App)} or {nameof(EntityType.Run)}.", name);
        }
    }

    /// <exception cref="ArgumentException">The call would delete other memories than its arguments say.</exception>
    public static void Check(string? userId, string? agentId, string? appId, string? runId, string name)
    {
        string?[] ids = [userId, agentId, appId, runId];
        if (ids.Any(static id => id == FilterLanguage.Wildcard))
        {
            throw new ArgumentException(
                $"\"*\" stands for all. To delete the memories of every user, agent, app or run call {nameof(MemoriesClient.DeleteAllOfEveryAsync)}; to "
                + $"delete all memories of the project call {nameof(MemoriesClient.DeleteAllInProjectAsync)}.",
                name);
        }

        if (ids.Count(static id => id is not null) > 1)
        {
            throw new ArgumentException(
                "Several entities are named, but the service doesn't guarantee that it honours more than one of them, and may delete all that belongs to that one. "
                + $"Name one; or list the memories by a filter for all of them, and then delete these with {nameof(MemoriesClient.DeleteManyAsync)}. To send "
                + $"them all the same call {nameof(MemoriesClient.DeleteAllUncheckedAsync)}.",
                name);
        }
    }
}
