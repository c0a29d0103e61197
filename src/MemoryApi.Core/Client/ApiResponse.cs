using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>What came beside the value of a response.</summary>
public class ApiResponse
{
    /// <summary>Makes a response, also in a test of code that handles it.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers; <see langword="null"/> for none.</param>
    /// <param name="requestId">The id under which the service knows the request.</param>
    /// <param name="attempts">How many attempts it took.</param>
    /// <param name="rateLimit">What the response says about the rate limit.</param>
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

    /// <summary>The HTTP status; 0 when a method that makes several calls had nothing to send. It is 404 for a delete that was repeated after its first response was lost: it has succeeded then.</summary>
    public int StatusCode { get; }

    /// <summary>The headers; names in any case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The id under which the service knows the request; <see langword="null"/> when it gave none.</summary>
    public string? RequestId { get; }

    /// <summary>How many attempts it took: 1 or more, of all calls that a method made; 0 when it had nothing to send.</summary>
    public int Attempts { get; }

    /// <summary>What the response says about the rate limit; <see langword="null"/> when it said nothing.</summary>
    public RateLimitStatus? RateLimit { get; }

    /// <summary>The same response with another value.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public ApiResponse<T> With<T>(T value) => new(value, StatusCode, Headers, RequestId, Attempts, RateLimit);
}

/// <summary>The value of a response and what came beside it.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class ApiResponse<T> : ApiResponse
{
    /// <summary>Makes a response, also in a test of code that handles it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers; <see langword="null"/> for none.</param>
    /// <param name="requestId">The id under which the service knows the request.</param>
    /// <param name="attempts">How many attempts it took.</param>
    /// <param name="rateLimit">What the response says about the rate limit.</param>
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
