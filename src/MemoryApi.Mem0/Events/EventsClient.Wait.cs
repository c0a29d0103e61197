using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class EventsClient
{
    /// <summary>Waits until queued work has succeeded or failed.</summary>
    /// <remarks>
    /// It reads the event at once and then at growing intervals. <c>SUCCEEDED</c> without results is normal: the text contained nothing worth remembering, or
    /// nothing new. A search may find new memories only some seconds later; see <see cref="MemoriesClient.WaitUntilSearchableAsync"/>.
    /// </remarks>
    /// <param name="eventId">Id of the event, as returned by the operation that queued the work.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the event after each read. Default: none.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the wait, not the work.</param>
    /// <returns>The event, with the status <c>SUCCEEDED</c>.</returns>
    /// <exception cref="ArgumentException">The id is blank; nothing was sent.</exception>
    /// <exception cref="MemoryEventFailedException">The work failed.</exception>
    /// <exception cref="MemoryEventTimeoutException">The time limit was reached. The service continues the work.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public virtual async Task<MemoryEvent> WaitAsync(
        string eventId,
        WaitOptions? wait = null,
        IProgress<MemoryEvent>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotBlank(eventId, nameof(eventId));
        wait ??= new WaitOptions();
        MemoryEvent? last = null;
        var isFinal = await Polling.UntilAsync(
            async token =>
            {
                last = await GetAsync(eventId, options, token).ConfigureAwait(false);
                progress?.Report(last);
                return IsFinal(last.Status);
            },
            wait,
            wait.TimeProvider ?? _connection?.Clock ?? TimeProvider.System,
            cancellationToken).ConfigureAwait(false);
        return isFinal ? SucceededOrThrow(last!) : throw new MemoryEventTimeoutException(wait.Limit, last);
    }

    /// <summary>Waits until an addition has succeeded or failed.</summary>
    /// <remarks>If the service has stored the addition immediately, there is nothing to wait for: the event is created from the result, and nothing is sent.</remarks>
    /// <param name="addition">The result of adding.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the event after each read. Default: none.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the wait, not the work.</param>
    /// <returns>The event, with the status <c>SUCCEEDED</c>.</returns>
    /// <exception cref="ArgumentException">The addition is queued but names no event; nothing was sent.</exception>
    /// <exception cref="MemoryEventFailedException">The work failed.</exception>
    /// <exception cref="MemoryEventTimeoutException">The time limit was reached. The service continues the work.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual async Task<MemoryEvent> WaitAsync(
        AddMemoriesResult addition,
        WaitOptions? wait = null,
        IProgress<MemoryEvent>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(addition, nameof(addition));
        if (ImmediateEvent(addition) is { } immediate)
        {
            progress?.Report(immediate);
            return addition.Status == AddStatus.Failed
                ? throw new MemoryEventFailedException(addition, _connection?.IncludesServiceMessage ?? false)
                : immediate;
        }

        return await WaitAsync(EventIdOf(addition, nameof(addition)), wait, progress, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a queued deletion has succeeded or failed.</summary>
    /// <remarks>
    /// For a deletion without an event there is nothing to wait for, and nothing is sent: an earlier attempt had deleted the entity, but its response was lost.
    /// </remarks>
    /// <param name="deletion">The result of deleting.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the event after each read. Default: none.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the wait, not the work.</param>
    /// <returns>The event, with the status <c>SUCCEEDED</c>.</returns>
    /// <exception cref="ArgumentNullException">The deletion is <see langword="null"/>.</exception>
    /// <exception cref="MemoryEventFailedException">The work failed.</exception>
    /// <exception cref="MemoryEventTimeoutException">The time limit was reached. The service continues the work.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    [OverloadResolutionPriority(-2)]
    public virtual async Task<MemoryEvent> WaitAsync(
        QueuedDeletion deletion,
        WaitOptions? wait = null,
        IProgress<MemoryEvent>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(deletion, nameof(deletion));
        if (deletion.EventId is { } eventId)
        {
            return await WaitAsync(eventId, wait, progress, options, cancellationToken).ConfigureAwait(false);
        }

        var immediate = new MemoryEvent { Status = EventStatus.Succeeded };
        progress?.Report(immediate);
        return immediate;
    }

    /// <summary>The event of an addition that needs no wait; <see langword="null"/> when it is queued.</summary>
    internal static MemoryEvent? ImmediateEvent(AddMemoriesResult addition) =>
        addition.Status is { } status && IsFinal(status.Value) ? EventOf(addition, status.Value) : null;

    /// <exception cref="ArgumentException">The addition names no event.</exception>
    internal static string EventIdOf(AddMemoriesResult addition, string name) =>
        addition.EventId ?? throw new ArgumentException("The addition is queued but names no event, so there is nothing to wait for.", name);

    internal MemoryEvent SucceededOrThrow(MemoryEvent memoryEvent) => memoryEvent.Status == EventStatus.Failed
        ? throw new MemoryEventFailedException(memoryEvent, _connection?.IncludesServiceMessage ?? false)
        : memoryEvent;

    internal static bool IsFinal(EventStatus? status) => status == EventStatus.Succeeded || status == EventStatus.Failed;

    internal static MemoryEvent EventOf(AddMemoriesResult addition, EventStatus status) => new()
    {
        Id = addition.EventId ?? string.Empty,
        EventType = EventType.Add,
        Status = status,
        Error = status == EventStatus.Failed ? addition.Message : null,
        Results = addition.Results?.Select(static memory => new EventResult { Id = memory.Id, Event = memory.Event, Data = memory.Data }).ToArray(),
    };
}
