using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>How long a service asks to wait.</summary>
internal static class RetryAfter
{
    /// <summary>The wait of <c>Retry-After</c>, in seconds or as a date; zero for a moment that has passed, null when not given.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider clock)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
