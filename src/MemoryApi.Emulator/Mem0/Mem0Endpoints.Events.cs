using System;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private void MapEvents()
    {
        Routes.Map("GET", "/v1/events/", "Events_List", ListEvents);
        Routes.Map("GET", "/v1/event/{event_id}/", "Events_Get", GetEvent);
    }

    private EmulatorResponse ListEvents(EmulatorRequest request)
    {
        var page = Page.From(request, size: 50, maximum: 100);
        var type = request.Query.NonEmpty("event_type");
        var from = EventDate(request, "start_date");
        var to = EventDate(request, "end_date");
        var (count, items) = _store.ListEvents(type, from, to, page.Skip, page.Size);
        return Ok(page.Envelope(request, count, items));
    }

    /// <summary>No error is documented, so an invalid date is ignored.</summary>
    private static DateOnly? EventDate(EmulatorRequest request, string name) =>
        Timestamps.TryParse(request.Query.NonEmpty(name), out var time) ? DateOnly.FromDateTime(time.UtcDateTime) : null;

    private EmulatorResponse GetEvent(EmulatorRequest request) =>
        Guid.TryParse(request.Arguments[0], out var id) && _store.FindEvent(id) is { } found
            ? Ok(found)
            : throw Mem0Errors.Error(404, "Event not found or you don't have permission to access it.");
}
