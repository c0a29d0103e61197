using System;

namespace MemoryApi.Core;

/// <summary>
/// The client itself rejected the call before sending a request. Try again later. When <see cref="MemoryApiException.Attempts"/> is not 0, earlier attempts of the call
/// failed; <see cref="MemoryApiException.WasNotProcessed"/> says whether the service may have processed one of them.
/// </summary>
public sealed class MemoryApiRejectedException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="message">A short text without anything that the service said.</param>
    /// <param name="reason">Why the client rejected the call.</param>
    /// <param name="details">What is known of the call.</param>
    /// <param name="innerException">The cause.</param>
    public MemoryApiRejectedException(
        string message, RejectionReason reason, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
        Reason = reason;
        RetryAfter = details?.RetryAfter;
    }

    /// <summary>Why the client rejected the call.</summary>
    public RejectionReason Reason { get; }

    /// <summary>
    /// The time to wait before the next try, zero or more. It is an estimate, so the next try may be rejected as well. <see langword="null"/> when it isn't known.
    /// </summary>
    public TimeSpan? RetryAfter { get; }
}
