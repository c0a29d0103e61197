using System;

namespace MemoryApi.Core;

/// <summary>
/// There was no complete response in time. The call may have been processed, unless no connection was made in time: then
/// <see cref="MemoryApiException.WasNotProcessed"/> is <see langword="true"/>.
/// </summary>
public sealed class MemoryApiTimeoutException : MemoryApiTransportException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="message">A short text without anything that the service said.</param>
    /// <param name="timeout">The limit that ran out, if it is known.</param>
    /// <param name="details">What is known of the call.</param>
    /// <param name="innerException">The cause.</param>
    public MemoryApiTimeoutException(
        string message, TimeSpan? timeout = null, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException) => Timeout = timeout;

    /// <summary>The limit that ran out: that of one attempt, that of the whole call, or that for making a connection; <see langword="null"/> when a handler of yours had set it.</summary>
    public TimeSpan? Timeout { get; }
}
