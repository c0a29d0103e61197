using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>Status code, headers and other metadata of a response, without its value.</summary>
public class ApiResponse
{
    /// <summary>Creates a response, also for tests of your own code.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers; <see langword="null"/> for none.</param>
    /// <param name="requestId">The service's id of the request.</param>
    /// <param name="attempts">How many attempts the client made.</param>
    /// <param name="rateLimit">The rate limit that the response states.</param>
    public ApiResponse(
        int statusCode,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? headers = null,
        string? requestId = null,
        int attempts = 1,
        RateLimitStatus? rateLimit = null)
    {
        StatusCode = statusCode;
        Headers = headers ?? ResponseHeaders.None;
        RequestId = requestId;
        Attempts = attempts;
        RateLimit = rateLimit;
    }

    /// <summary>
    /// The HTTP status code; 0 when a method that makes several calls had nothing to send. A successful delete may have 404: the response of its first attempt was
    /// lost, and the retry found nothing left to delete.
    /// </summary>
    public int StatusCode { get; }

    /// <summary>The headers; their names are case-insensitive.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The service's id of the request; <see langword="null"/> when the response had none.</summary>
    public string? RequestId { get; }

    /// <summary>How many attempts the client made, summed up over all calls of the method; 0 when the method had nothing to send.</summary>
    public int Attempts { get; }

    /// <summary>The rate limit that the response states; <see langword="null"/> when it states none.</summary>
    public RateLimitStatus? RateLimit { get; }

    /// <summary>The same response with another value.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public ApiResponse<T> With<T>(T value) => new(value, StatusCode, Headers, RequestId, Attempts, RateLimit);
}

/// <summary>The value of a response, with its status code, headers and other metadata.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class ApiResponse<T> : ApiResponse
{
    /// <summary>Creates a response, also for tests of your own code.</summary>
    /// <param name="value">The value.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers; <see langword="null"/> for none.</param>
    /// <param name="requestId">The service's id of the request.</param>
    /// <param name="attempts">How many attempts the client made.</param>
    /// <param name="rateLimit">The rate limit that the response states.</param>
    public ApiResponse(
        T value,
        int statusCode,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? headers = null,
        string? requestId = null,
        int attempts = 1,
        RateLimitStatus? rateLimit = null)
        : base(statusCode, headers, requestId, attempts, rateLimit) => Value = value;

    /// <summary>The value.</summary>
    public T Value { get; }
}
