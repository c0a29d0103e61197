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

    /// <summary>Waits until what was added is stored, and searches find it.</summary>
    /// <remarks>
    /// Searches lag some seconds behind events. So this waits for the event, and then searches for the very memories that it stored, until all of them are
    /// found. Where nothing was worth remembering, the wait ends with the event.
    /// </remarks>
    /// <param name="addition">The result of adding.</param>
    /// <param name="scope">Whom the memories were added for.</param>
    /// <param name="wait">How long to wait in all and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the wait, not the work.</param>
    /// <returns>The event, which has succeeded, with what was stored.</returns>
    /// <exception cref="ArgumentException">The addition is queued but names no event, or the scope is missing; nothing was sent.</exception>
    /// <exception cref="MemoryEventFailedException">The work failed.</exception>
    /// <exception cref="MemoryEventTimeoutException">The limit was reached before the work was done. It goes on.</exception>
    /// <exception cref="MemorySearchTimeoutException">The limit was reached before searches found all that was stored.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
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

    /// <summary>Asks for just these memories, whatever their text, and whether they are shown by default or not.</summary>
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
