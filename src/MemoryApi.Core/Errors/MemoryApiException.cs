using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>
/// A call to a service failed. Derived types exist where a caller acts differently. Neither <see cref="Exception.Message"/> nor
/// <see cref="Exception.ToString"/> holds anything of the response's body, so both may be logged; what the service said is in
/// properties. With <see cref="ApiClientOptions.IncludeServiceMessage"/> both also hold <see cref="ServiceMessage"/>. The caller's own cancellation is not among these: it stays an <see cref="OperationCanceledException"/>.
/// </summary>
public class MemoryApiException : Exception
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="message">A short text without anything that the service said.</param>
    /// <param name="details">What is known of the call.</param>
    /// <param name="innerException">The cause.</param>
    public MemoryApiException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(Text(message, details), innerException)
    {
        details ??= new ApiErrorDetails();
        Operation = details.Operation;
        StatusCode = details.StatusCode;
        ErrorCode = details.ErrorCode;
        ServiceMessage = details.ServiceMessage;
        Errors = details.Errors;
        RequestId = details.RequestId;
        Attempts = details.Attempts;
        WasNotProcessed = details.WasNotProcessed;
        RateLimit = details.RateLimit;
        Headers = details.Headers;
        Body = details.Body;
        BodyIsTruncated = details.BodyIsTruncated;
    }

    /// <summary>The operation that failed, e.g. <c>Memories_Update</c>; empty when it isn't known.</summary>
    public string Operation { get; }

    /// <summary>The HTTP status; <see langword="null"/> when there was no response.</summary>
    public int? StatusCode { get; }

    /// <summary>The service's code for the error, e.g. <c>NOT_FOUND</c>; <see langword="null"/> when it gave none.</summary>
    public string? ErrorCode { get; }

    /// <summary>
    /// The service's own explanation: all reasons that it gave, each with the name of its field, at most 2,048 characters; <see langword="null"/> when it gave none. It may
    /// repeat what was sent; the API key in it is replaced by <c>***</c>.
    /// </summary>
    public string? ServiceMessage { get; }

    /// <summary>The errors that the service listed, at most 100; empty when there was nothing to read.</summary>
    public IReadOnlyList<ApiError> Errors { get; }

    /// <summary>The id under which the service knows the request: quote it to its support. <see langword="null"/> when it gave none.</summary>
    public string? RequestId { get; }

    /// <summary>
    /// How many attempts the client made; 0 when nothing was sent. An idempotent request without a body is sent again by .NET itself, up to three times and not
    /// counted here, when a server closes the connection without a response; not with retries disabled.
    /// </summary>
    public int Attempts { get; }

    /// <summary>
    /// Whether the service certainly did nothing: the request was never sent, its connection was never made, or each attempt was refused for its rate (429),
    /// its key (401), by a proxy, or with REFUSED_STREAM of HTTP/2. Then it does no harm to make the call again, whatever it does. <see langword="false"/> means that nobody knows. On netstandard2.0
    /// nothing tells a connection that was never made from one that broke, so those count as unknown, unless a certificate or a proxy is to blame.
    /// </summary>
    public bool WasNotProcessed { get; }

    /// <summary>What the response says about the rate limit; <see langword="null"/> when it said nothing, or there was none.</summary>
    public RateLimitStatus? RateLimit { get; }

    /// <summary>Headers of the response; names in any case. Empty when there was no response.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The response's body as text, at most its first 32 KB; <see langword="null"/> when there was none. It may hold personal data.</summary>
    public string? Body { get; }

    /// <summary>Whether <see cref="Body"/> is only the beginning.</summary>
    public bool BodyIsTruncated { get; }

    private static string Text(string message, ApiErrorDetails? details) =>
        details is { IncludeServiceMessage: true, ServiceMessage: { } said } ? $"{message} The service says: {ErrorText.OnOneLine(said)}" : message;
}
