using System;
using System.Net.Http;

namespace MemoryApi.Core.Runtime;

/// <summary>Collects metadata of all calls that a method makes, possibly in parallel: the last response, and the number of attempts of all calls.</summary>
internal sealed class ResponseRecord
{
    private readonly object _lock = new();
    private ApiResponse? _last;
    private int _attempts;

    /// <summary>Notes a response with any status code.</summary>
    public void Note(ApiCall call, HttpResponseMessage response)
    {
        var noted = new ApiResponse((int)response.StatusCode, ResponseHeaders.Of(response), ResponseHeaders.RequestId(response), rateLimit: RateLimitHeaders.Of(response, call.Clock));
        lock (_lock)
        {
            _last = noted;
        }
    }

    /// <summary>Counts the attempts of a call that has ended.</summary>
    public void Count(int attempts)
    {
        lock (_lock)
        {
            _attempts += Math.Max(attempts, 1);
        }
    }

    /// <summary>Combines a value with the collected metadata; status code and attempts are 0 when nothing was sent.</summary>
    public ApiResponse<T> With<T>(T value)
    {
        lock (_lock)
        {
            return new ApiResponse<T>(value, _last?.StatusCode ?? 0, _last?.Headers, _last?.RequestId, _attempts, _last?.RateLimit);
        }
    }
}
