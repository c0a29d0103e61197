using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    private const int MostResults = 1000;

    /// <summary>Waits until added memories are stored and searches find them.</summary>
    /// <remarks>
    /// Searches lag some seconds behind events. So this method waits for the event, and then searches for exactly the stored memories until all of them are found.
    /// If the service stored nothing, the wait ends with the event.
    /// </remarks>
    /// <param name="addition">The result of adding.</param>
    /// <param name="scope">Whom the memories were added for.</param>
    /// <param name="wait">How long to wait in total, and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the wait, not the work.</param>
    /// <returns>The event, with the status <c>SUCCEEDED</c> and the stored memories.</returns>
    /// <exception cref="ArgumentException">The addition is queued but names no event, or the scope is missing; nothing was sent.</exception>
    /// <exception cref="MemoryEventFailedException">The work failed.</exception>
    /// <exception cref="MemoryEventTimeoutException">The time limit was reached before the work was done. The service continues it.</exception>
    /// <exception cref="MemorySearchTimeoutException">The time limit was reached before searches found all stored memories.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public virtual async Task<MemoryEvent> WaitUntilSearchableAsync(
        AddMemoriesResult addition,
        EntityScope scope,
        WaitOptions? wait = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(addition, nameof(addition));
        Require.NotNull(scope, nameof(scope));
        wait ??= new WaitOptions();
        var connection = Connection();
        if (addition.Status == AddStatus.Failed)
        {
            throw new MemoryEventFailedException(addition, connection.IncludesServiceMessage);
        }

        var events = new EventsClient(connection);
        var last = EventsClient.ImmediateEvent(addition);
        var eventId = last is null ? EventsClient.EventIdOf(addition, nameof(addition)) : null;
        List<EventResult>? missing = null;
        var isFound = await Polling.UntilAsync(
            async token =>
            {
                if (missing is null)
                {
                    last = eventId is null ? last : await events.GetAsync(eventId, options, token).ConfigureAwait(false);
                    if (!EventsClient.IsFinal(last!.Status))
                    {
                        return false;
                    }

                    missing = StoredBy(events.SucceededOrThrow(last));
                }

                if (missing.Count > 0)
                {
                    var found = await SearchAsync(RequestFor(missing, scope), options, token).ConfigureAwait(false);
                    missing.RemoveAll(stored => found.Results.Any(memory => string.Equals(memory.Id, stored.Id, StringComparison.OrdinalIgnoreCase)));
                }

                return missing.Count == 0;
            },
            wait,
            wait.TimeProvider ?? connection.Clock,
            cancellationToken).ConfigureAwait(false);
        return isFound ? last!
            : missing is null ? throw new MemoryEventTimeoutException(wait.Limit, last)
            : throw new MemorySearchTimeoutException(wait.Limit, [.. missing.Select(static stored => stored.Id!)]);
    }

    private static List<EventResult> StoredBy(MemoryEvent memoryEvent) =>
        memoryEvent.Results?.Where(static stored => stored.Id is not null && stored.Event != MemoryEventKind.Delete && stored.Event != MemoryEventKind.Noop).ToList() ?? [];

    /// <summary>Searches for exactly these memories, whatever their text, including those that a search hides by default.</summary>
    private static SearchMemoriesRequest RequestFor(List<EventResult> stored, EntityScope scope)
    {
        var asked = stored.Take(MostResults).ToList();
        var owners = scope.Entities().Select(static entity => new MemoryFilter(FieldCondition.Of(entity))).Aggregate(static (left, right) => left | right);
        var text = asked.Select(static memory => memory.Data?.Text).FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));
        return new SearchMemoriesRequest(text ?? "memory", owners & MemoryFilter.MemoryIds(asked.Select(static memory => memory.Id!)))
        {
            TopK = asked.Count,
            Threshold = 0,
            ShowExpired = true,
            IncludeMerged = true,
        };
    }
}
