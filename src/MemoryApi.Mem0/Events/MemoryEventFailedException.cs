using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>The service could not complete queued work.</summary>
public sealed class MemoryEventFailedException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="memoryEvent">The event that failed.</param>
    /// <param name="includeServiceMessage">Whether the message ends with the service's reason. Default: <see langword="false"/>.</param>
    public MemoryEventFailedException(MemoryEvent memoryEvent, bool includeServiceMessage = false)
        : base(
            $"Events_Get: the service could not do the queued work. {nameof(ServiceMessage)} and {nameof(Event)} say why.",
            new ApiErrorDetails { Operation = "Events_Get", ServiceMessage = memoryEvent?.Error, IncludeServiceMessage = includeServiceMessage }) =>
        Event = memoryEvent ?? new MemoryEvent();

    /// <summary>The event, as last read.</summary>
    public MemoryEvent Event { get; }
}
