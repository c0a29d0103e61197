using System;

namespace MemoryApi.Core;

/// <summary>
/// No complete response arrived in time, or the service responded that the request didn't arrive in time (408). The service may have processed the call, unless no
/// connection was made in time: then <see cref="MemoryApiException.WasNotProcessed"/> is <see langword="true"/>.
/// </summary>
public sealed class MemoryApiTimeoutException : MemoryApiTransportException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="message">A short text without anything that the service said.</param>
    /// <param name="timeout">The limit that ran out, if it is known.</param>
    /// <param name="details">What is known of the call.</param>
    /// <param name="innerException">The cause.</param>
    public MemoryApiTimeoutException(
        string message, TimeSpan? timeout = null, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException) => Timeout = timeout;

    /// <summary>
    /// The time limit that ran out: the limit of one attempt, of the whole call, or for making a connection; <see langword="null"/> when one of your handlers or the
    /// service set the limit.
    /// </summary>
    public TimeSpan? Timeout { get; }
}
