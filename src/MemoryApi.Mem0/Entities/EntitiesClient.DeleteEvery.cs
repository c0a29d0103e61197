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
    /// It lists them and then deletes one after the other, as the vendor's clients do; those that appear meanwhile stay. When a call fails, what was queued
    /// before goes on: call it again for the rest. Hand each result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/> to learn when it is done.
    /// </remarks>
    /// <param name="type">Users, agents, apps or runs.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the calls that are left.</param>
    /// <returns>One queued deletion for each that there was.</returns>
    /// <exception cref="ArgumentException">The type is none of the four; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
    public virtual async Task<IReadOnlyList<QueuedDeletion>> DeleteEveryAsync(
        EntityType type, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        DeletionRule.CheckType(type, nameof(type));

        // All pages first: deleting moves what comes after to an earlier page, where it would be missed.
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
