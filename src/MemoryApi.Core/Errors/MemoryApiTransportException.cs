using System;

namespace MemoryApi.Core;

/// <summary>
/// There was no response, or it broke off: no connection, a lost one, or (<see cref="MemoryApiTimeoutException"/>) none in time.
/// Unless the connection was never made, the call may have been processed.
/// </summary>
public class MemoryApiTransportException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiTransportException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
