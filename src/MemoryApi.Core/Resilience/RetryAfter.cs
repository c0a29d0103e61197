using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>Reads how long a service asks to wait.</summary>
internal static class RetryAfter
{
    // The largest number of seconds that .NET can read.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(int.MaxValue);

    /// <summary>
    /// The wait in the header <c>Retry-After</c>, which holds seconds or a date; zero for a date in the past, <see langword="null"/> when the header is missing or
    /// unreadable. A date is compared with the response's own <c>Date</c> header, so that the clocks of client and service may differ.
    /// </summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider clock)
    {
        var header = response.Headers.RetryAfter;
        if (header is null)
        {
            return IsHugeNumber(ResponseHeaders.First(response.Headers, "Retry-After")) ? Longest : null;
        }

        var wait = header.Delta ?? header.Date - (response.Headers.Date ?? clock.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Whether the header is a number that is too large for .NET to parse. If this counted as a missing header, the client would retry quickly.</summary>
    private static bool IsHugeNumber(string? text)
    {
        foreach (var character in text ?? string.Empty)
        {
            if (character is < '0' or > '9')
            {
                return false;
            }
        }

        return !string.IsNullOrEmpty(text);
    }
}
