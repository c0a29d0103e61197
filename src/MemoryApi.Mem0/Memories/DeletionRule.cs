using System;
using System.Linq;

namespace MemoryApi.Mem0;

/// <summary>What may be deleted by, so that nobody deletes more than they meant.</summary>
internal static class DeletionRule
{
    /// <exception cref="ArgumentException">The call would delete other memories than it says.</exception>
    public static void Check(string? userId, string? agentId, string? appId, string? runId, string name)
    {
        string?[] ids = [userId, agentId, appId, runId];
        if (ids.Any(static id => id == FilterLanguage.Wildcard))
        {
            throw new ArgumentException(
                $"\"*\" stands for all. To delete all memories of the project call {nameof(MemoriesClient.DeleteAllInProjectAsync)}.", name);
        }

        if (ids.Count(static id => id is not null) > 1)
        {
            throw new ArgumentException(
                "Several entities are named, but the service honours only one of them and would delete all that belongs to it. Name one; or "
                + $"list the memories by a filter for all of them, and then delete these with {nameof(MemoriesClient.DeleteManyAsync)}.",
                name);
        }
    }
}
