using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>What is known of a failed call. Handed to the constructor of an exception, which copies it.</summary>
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
    /// Whether the exception's message ends with <see cref="ServiceMessage"/>, on one line. Exceptions end up in logs, and it may hold personal data. Default:
    /// <see langword="false"/>.
    /// </summary>
    public bool IncludeServiceMessage { get; set; }

    /// <summary>The errors that the service listed. Default: none.</summary>
    public IReadOnlyList<ApiError> Errors { get; set; } = [];

    /// <summary>The id under which the service knows the request.</summary>
    public string? RequestId { get; set; }

    /// <summary>How many attempts were made. Default: 0, nothing was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether the service certainly did nothing. Default: <see langword="false"/>.</summary>
    public bool WasNotProcessed { get; set; }

    /// <summary>How long the service asks to wait before the next request.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>What the response says about the rate limit; <see langword="null"/> when it said nothing.</summary>
    public RateLimitStatus? RateLimit { get; set; }

    /// <summary>Headers of the response; names in any case. Default: none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; set; } = ResponseHeaders.None;

    /// <summary>The response's body as text, its beginning if it was long.</summary>
    public string? Body { get; set; }

    /// <summary>Whether <see cref="Body"/> is only the beginning.</summary>
    public bool BodyIsTruncated { get; set; }
}
