using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>How long a service asks to wait.</summary>
internal static class RetryAfter
{
    // What .NET can read at most.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(int.MaxValue);

    /// <summary>
    /// The wait of <c>Retry-After</c>, in seconds or as a date; zero for a time that has passed, <see langword="null"/> when there is none that can be read.
    /// A date is measured against the response's own <c>Date</c>, so that the two clocks may differ.
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

    /// <summary>A number that .NET can't read is too large for it; taken for absent, it would lead to a quick retry.</summary>
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
