namespace MemoryApi.Emulator.Hosting;

/// <summary>A service that the emulator emulates.</summary>
internal interface IEmulatedService
{
    RouteTable Routes { get; }

    /// <summary>Responds to a request. <paramref name="route"/> is null when no route matches. The service itself authenticates the request.</summary>
    EmulatorResponse Handle(EmulatorRequest request, Route? route);

    /// <summary>Clears all state.</summary>
    void Reset();
}
