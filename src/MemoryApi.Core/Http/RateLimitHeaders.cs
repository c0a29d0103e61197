using System;
using System.Globalization;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>Reads the headers that state the caller's rate limit. A header that can't be read counts as absent.</summary>
internal static class RateLimitHeaders
{
    // As a number of seconds this would be 30 years; as a Unix time it is the year 2001.
    private const long SmallestUnixTime = 1_000_000_000;
    private const long SmallestUnixMilliseconds = 1_000_000_000_000;
    private const long LargestUnixMilliseconds = 253_402_300_799_999;

    public static RateLimitStatus? Of(HttpResponseMessage response, TimeProvider clock)
    {
        var limit = Count(response, "Limit");
        var remaining = Count(response, "Remaining");
        var resetsAt = Time(Value(response, "Reset"), clock);
        return limit is null && remaining is null && resetsAt is null ? null : new RateLimitStatus(limit, remaining, resetsAt);
    }

    private static string? Value(HttpResponseMessage response, string name) =>
        ResponseHeaders.First(response.Headers, "X-RateLimit-" + name) ?? ResponseHeaders.First(response.Headers, "RateLimit-" + name);

    private static long? Count(HttpResponseMessage response, string name) => Number(Value(response, name));

    /// <summary>A number; some services let a policy follow, as in <c>100, 100;w=900</c>.</summary>
    private static long? Number(string? text)
    {
        var end = text?.IndexOfAny([',', ';']) ?? -1;
        return long.TryParse(end < 0 ? text : text!.Substring(0, end), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static DateTimeOffset? Time(string? text, TimeProvider clock) => Number(text) switch
    {
        null => TimeText.TryParse(text, out var time) || TimeText.TryParseHttpDate(text, out time) ? time : null,
        < SmallestUnixTime and { } seconds => clock.GetUtcNow().AddSeconds(seconds),
        < SmallestUnixMilliseconds and { } seconds => DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, LargestUnixMilliseconds / 1000)),
        <= LargestUnixMilliseconds and { } milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        _ => null,
    };
}
