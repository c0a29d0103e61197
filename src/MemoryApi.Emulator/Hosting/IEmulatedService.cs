namespace MemoryApi.Emulator.Hosting;

/// <summary>A service that the emulator stands in for.</summary>
internal interface IEmulatedService
{
    RouteTable Routes { get; }

    /// <summary>Responds to a request for which <paramref name="route"/> was found, or none. Authentication is the service's own affair.</summary>
    EmulatorResponse Handle(EmulatorRequest request, Route? route);

    /// <summary>Forgets all state.</summary>
    void Reset();
}
