using System;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>The id of a single user, agent, app or run.</summary>
internal static class EntityId
{
    /// <summary>The id, unless it is blank or the service's wildcard. An id from a request could be the wildcard, and would then mean every entity.</summary>
    public static string Checked(string id, string name)
    {
        Require.NotBlank(id, name);
        return id.Trim() != FilterLanguage.Wildcard
            ? id
            : throw new ArgumentException(
                $"{name} is the wildcard *, which names nobody. To find whatever belongs to anybody use a filter such as "
                + $"{nameof(MemoryFilter)}.{nameof(MemoryFilter.UserId)}.{nameof(EntityConditions.IsAny)}().",
                name);
    }
}
