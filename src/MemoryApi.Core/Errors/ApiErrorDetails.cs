using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>The details of a failed call. The constructor of an exception copies them.</summary>
public sealed class ApiErrorDetails
{
    /// <summary>The operation, e.g. <c>Memories_Update</c>. Default: empty.</summary>
    public string Operation { get; set; } = string.Empty;

    /// <summary>The HTTP status; <see langword="null"/> when there was no response.</summary>
    public int? StatusCode { get; set; }

    /// <summary>The service's code for the error.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The service's own explanation. It may repeat what was sent.</summary>
    public string? ServiceMessage { get; set; }

    /// <summary>
    /// Whether the exception's message ends with <see cref="ServiceMessage"/>, on one line. The service's message may hold personal data, and exceptions end up in
    /// logs. Default: <see langword="false"/>.
    /// </summary>
    public bool IncludeServiceMessage { get; set; }

    /// <summary>The errors that the service listed. Default: none.</summary>
    public IReadOnlyList<ApiError> Errors { get; set; } = [];

    /// <summary>The service's id of the request.</summary>
    public string? RequestId { get; set; }

    /// <summary>How many attempts the client made. Default: 0, so nothing was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether the service certainly didn't process the request. Default: <see langword="false"/>.</summary>
    public bool WasNotProcessed { get; set; }

    /// <summary>How long the service asks to wait before the next request.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>The rate limit that the response states; <see langword="null"/> when it states none.</summary>
    public RateLimitStatus? RateLimit { get; set; }

    /// <summary>Headers of the response; their names are case-insensitive. Default: none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; set; } = ResponseHeaders.None;

    /// <summary>The response's body as text. Only the beginning of a long body is kept.</summary>
    public string? Body { get; set; }

    /// <summary>Whether <see cref="Body"/> is only the beginning.</summary>
    public bool BodyIsTruncated { get; set; }
}
