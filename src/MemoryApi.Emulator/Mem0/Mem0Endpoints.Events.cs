using System;
using MemoryApi.Emulator.Hosting;

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
        var page = Page.From(request);
        var (count, items) = _store.ListEvents(page.Skip, page.Size);
        return Ok(page.Envelope(request, count, items));
    }

    private EmulatorResponse GetEvent(EmulatorRequest request) =>
        Guid.TryParse(request.Arguments[0], out var id) && _store.FindEvent(id) is { } found
            ? Ok(found)
            : throw Mem0Errors.Error(404, "Event not found or you don't have permission to access it.");
}
