using System;

namespace MemoryApi.Core;

/// <summary>What the calls of a connection to one address have in common, so that each call carries one reference to it.</summary>
internal sealed class CallContext(TimeProvider clock, string baseAddress, bool includesServiceMessage)
{
    private ObservedServer? _server;

    public TimeProvider Clock => clock;

    /// <summary>The address below which the calls are made.</summary>
    public string BaseAddress => baseAddress;

    /// <summary>Whether the message of an exception may have what the service says.</summary>
    public bool IncludesServiceMessage => includesServiceMessage;

    /// <summary>The address taken apart for telemetry, once and not for every call.</summary>
    public ObservedServer Server => _server ??= new ObservedServer(baseAddress);
}
