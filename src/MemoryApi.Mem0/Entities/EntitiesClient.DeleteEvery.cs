using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class EntitiesClient
{
    /// <summary>Deletes every user, or every agent, app or run, of the key's project with all their memories, for good.</summary>
    /// <remarks>
    /// It lists the entities and then deletes them one after the other, as the vendor's clients do. Entities that are created meanwhile stay. When a call fails,
    /// deletions that were already queued continue; call the method again for the rest. Pass each result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/> to wait for the deletion.
    /// </remarks>
    /// <param name="type">Users, agents, apps or runs.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the remaining calls.</param>
    /// <returns>One queued deletion for each entity.</returns>
    /// <exception cref="ArgumentException">The type isn't one of the four. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    public virtual async Task<IReadOnlyList<QueuedDeletion>> DeleteEveryAsync(
        EntityType type, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        DeletionRule.CheckType(type, nameof(type));

        // All pages are read first: a deletion moves later entities to an earlier page, where they would be missed.
        var names = new List<string>();
        await foreach (var entity in ListAllAsync(options: options, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (entity.Type == type && entity.Name is { } name)
            {
                names.Add(name);
            }
        }

        var deletions = new List<QueuedDeletion>(names.Count);
        foreach (var name in names)
        {
            deletions.Add(await DeleteAsync(type, name, options, cancellationToken).ConfigureAwait(false));
        }

        return deletions;
    }

    internal static partial class DeleteCall
    {
        static partial void ValidateMore(EntityType entityType, string entityId)
        {
            if (entityId == FilterLanguage.Wildcard)
            {
                throw new ArgumentException(
                    $"\"*\" stands for all. To delete every user, agent, app or run with all their memories call {nameof(DeleteEveryAsync)}.", nameof(entityId));
            }
        }
    }
}
