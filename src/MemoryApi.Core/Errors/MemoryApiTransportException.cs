using System;

namespace MemoryApi.Core;

/// <summary>
/// Request or response did not arrive completely: there was no connection, the connection broke, or a time limit ran out (<see cref="MemoryApiTimeoutException"/>).
/// Unless no connection was made, the service may have processed the call.
/// </summary>
public class MemoryApiTransportException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiTransportException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
