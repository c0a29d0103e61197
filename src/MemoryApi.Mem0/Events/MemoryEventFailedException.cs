using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>The service could not complete queued work, or reported in the response of an add that the add failed.</summary>
public sealed class MemoryEventFailedException : MemoryApiException
{
    /// <summary>Creates the exception for an event, also for tests of your own code.</summary>
    /// <param name="memoryEvent">The event that failed.</param>
    /// <param name="includeServiceMessage">Whether the message ends with the service's reason. Default: <see langword="false"/>.</param>
    public MemoryEventFailedException(MemoryEvent memoryEvent, bool includeServiceMessage = false)
        : base(
            $"Events_Get: the service could not do the queued work. {nameof(ServiceMessage)} and {nameof(Event)} say why.",
            new ApiErrorDetails { Operation = "Events_Get", ServiceMessage = memoryEvent?.Error, IncludeServiceMessage = includeServiceMessage }) =>
        Event = memoryEvent ?? new MemoryEvent();

    /// <summary>Creates the exception for an add that failed according to its response, also for tests of your own code.</summary>
    /// <param name="addition">The result of the add.</param>
    /// <param name="includeServiceMessage">Whether the message ends with the service's reason. Default: <see langword="false"/>.</param>
    public MemoryEventFailedException(AddMemoriesResult addition, bool includeServiceMessage = false)
        : base(
            $"Memories_Add: the service reported that the add failed. {nameof(ServiceMessage)} and {nameof(Event)} say why.",
            new ApiErrorDetails { Operation = "Memories_Add", ServiceMessage = addition?.Message, IncludeServiceMessage = includeServiceMessage }) =>
        Event = addition is null ? new MemoryEvent() : EventsClient.EventOf(addition, EventStatus.Failed);

    /// <summary>The event, as last read. If the response of an add reported the failure, the event is created from that response.</summary>
    public MemoryEvent Event { get; }
}
