using System;

namespace MemoryApi.Core;

/// <summary>Host and port of the service, as attributes of spans and metrics.</summary>
internal sealed class ObservedServer
{
    public ObservedServer(string baseAddress)
    {
        var uri = new Uri(baseAddress);
        Host = uri.IdnHost;
        Port = uri.Port;
    }

    public string Host { get; }

    /// <summary>Boxed once, because it becomes an attribute of every call.</summary>
    public object Port { get; }
}
