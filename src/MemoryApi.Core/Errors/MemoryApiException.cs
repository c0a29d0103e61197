using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>
/// A call to a service failed. There is a derived type for each failure that callers handle differently. Neither <see cref="Exception.Message"/> nor
/// <see cref="Exception.ToString"/> contains anything from the response's body, so both may be logged. The service's own texts are in properties. With
/// <see cref="ApiClientOptions.IncludeServiceMessage"/> both also hold <see cref="ServiceMessage"/>. When the caller cancels a call, it throws an
/// <see cref="OperationCanceledException"/> instead.
/// </summary>
public class MemoryApiException : Exception
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="message">A short text that contains nothing from the response.</param>
    /// <param name="details">The details of the call.</param>
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
    /// The service's own explanation: all reasons that it gave, each with the name of its field, at most 2,048 characters; <see langword="null"/> when it gave none.
    /// The text may repeat data of the request. The API key in it is replaced by <c>***</c>.
    /// </summary>
    public string? ServiceMessage { get; }

    /// <summary>The errors that the service listed, at most 100; empty when the response had none.</summary>
    public IReadOnlyList<ApiError> Errors { get; }

    /// <summary>The service's id of the request. Quote it when you contact the service's support. <see langword="null"/> when the response had none.</summary>
    public string? RequestId { get; }

    /// <summary>
    /// How many attempts the client made; 0 when nothing was sent. When a server closes the connection without a response, .NET itself sends an idempotent request
    /// without a body again, up to three times. These attempts are not counted, and don't happen when retries are disabled.
    /// </summary>
    public int Attempts { get; }

    /// <summary>
    /// Whether the service certainly didn't process the request: it was never sent, no connection was made, or each attempt was refused because of the rate limit
    /// (429), the key (401), a proxy, or with REFUSED_STREAM of HTTP/2. Then any call can safely be made again. <see langword="false"/> means that the service may
    /// have processed the request. On netstandard2.0 a connection that was never made can't be distinguished from one that broke, so both count as possibly
    /// processed, unless a certificate or a proxy is the cause.
    /// </summary>
    public bool WasNotProcessed { get; }

    /// <summary>The rate limit that the response states; <see langword="null"/> when it states none, or there was no response.</summary>
    public RateLimitStatus? RateLimit { get; }

    /// <summary>Headers of the response; their names are case-insensitive. Empty when there was no response.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The response's body as text, at most its first 32 KB; <see langword="null"/> when there was none. It may hold personal data.</summary>
    public string? Body { get; }

    /// <summary>Whether <see cref="Body"/> is only the beginning.</summary>
    public bool BodyIsTruncated { get; }

    private static string Text(string message, ApiErrorDetails? details) =>
        details is { IncludeServiceMessage: true, ServiceMessage: { } said } ? $"{message} The service says: {ErrorText.OnOneLine(said)}" : message;
}
