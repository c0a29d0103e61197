using System;

namespace MemoryApi.Core;

/// <summary>
/// The client itself turned the call away, without asking the service: try again later. When <see cref="MemoryApiException.Attempts"/> is
/// not 0, attempts were made before, and failed; <see cref="MemoryApiException.WasNotProcessed"/> says whether one of them may have been processed.
/// </summary>
public sealed class MemoryApiRejectedException : MemoryApiException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="message">A short text without anything that the service said.</param>
    /// <param name="reason">Why the call was rejected.</param>
    /// <param name="details">What is known of the call.</param>
    /// <param name="innerException">The cause.</param>
    public MemoryApiRejectedException(
        string message, RejectionReason reason, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
        Reason = reason;
        RetryAfter = details?.RetryAfter;
    }

    /// <summary>Why the call was rejected.</summary>
    public RejectionReason Reason { get; }

    /// <summary>
    /// After which time it makes sense to try again, zero or more; it may be too early still. <see langword="null"/> when nothing is
    /// known of it.
    /// </summary>
    public TimeSpan? RetryAfter { get; }
}
