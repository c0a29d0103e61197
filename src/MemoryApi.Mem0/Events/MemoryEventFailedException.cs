using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>The service could not do the work that it had queued.</summary>
public sealed class MemoryEventFailedException : MemoryApiException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="memoryEvent">The event that failed.</param>
    /// <param name="includeServiceMessage">Whether the message ends with the reason that the service gave. Default: <see langword="false"/>.</param>
    public MemoryEventFailedException(MemoryEvent memoryEvent, bool includeServiceMessage = false)
        : base(
            $"Events_Get: the service could not do the queued work. {nameof(ServiceMessage)} and {nameof(Event)} say why.",
            new ApiErrorDetails { Operation = "Events_Get", ServiceMessage = memoryEvent?.Error, IncludeServiceMessage = includeServiceMessage }) =>
        Event = memoryEvent ?? new MemoryEvent();

    /// <summary>The event, as it was read last.</summary>
    public MemoryEvent Event { get; }
}
