using System;

namespace MemoryApi.Core;

/// <summary>The data that all calls of a connection to one address share, so that each call needs only one reference.</summary>
internal sealed class CallContext(TimeProvider clock, string baseAddress, bool includesServiceMessage)
{
    private ObservedServer? _server;

    public TimeProvider Clock => clock;

    /// <summary>The base address of the calls.</summary>
    public string BaseAddress => baseAddress;

    /// <summary>Whether the message of an exception may contain the service's own text.</summary>
    public bool IncludesServiceMessage => includesServiceMessage;

    /// <summary>Host and port of the address for telemetry, parsed once instead of for each call.</summary>
    public ObservedServer Server => _server ??= new ObservedServer(baseAddress);
}
