using System;

namespace MemoryApi.Emulator.Hosting;

/// <summary>Ends the handling of a request with an error response.</summary>
internal sealed class RefusalException(EmulatorResponse response) : Exception
{
    public EmulatorResponse Response { get; } = response;
}
