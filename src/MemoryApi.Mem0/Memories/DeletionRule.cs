using System;
using System.Linq;

namespace MemoryApi.Mem0;

/// <summary>Which combinations of entities may be deleted by, so that nobody deletes more than they meant.</summary>
internal static class DeletionRule
{
    /// <exception cref="ArgumentException">The combination would delete nothing, or other memories than it says.</exception>
    public static void Check(string? userId, string? agentId, string? appId, string? runId, string name)
    {
        string?[] ids = [userId, agentId, appId, runId];
        var given = ids.Where(static id => id is not null).ToArray();
        if (given.Length == 0)
        {
            throw new ArgumentException(
                "Name the user, the agent, the app or the run whose memories are to be deleted. "
                + $"To delete all memories of the project call {nameof(MemoriesClient.DeleteAllInProjectAsync)}.",
                name);
        }

        if (given.Any(static id => string.IsNullOrWhiteSpace(id)))
        {
            throw new ArgumentException("An id is blank. Leave out what is not to be named.", name);
        }

        var isWholeProject = given.Length == ids.Length && given.All(static id => id == FilterLanguage.Wildcard);
        if (given.Length > 1 && !isWholeProject)
        {
            throw new ArgumentException(
                "Several entities are named, but the service honours only one of them and would delete all that belongs to it. Name one; or "
                + $"list the memories by a filter for all of them, and then delete these with {nameof(MemoriesClient.DeleteManyAsync)}.",
                name);
        }
    }
}
