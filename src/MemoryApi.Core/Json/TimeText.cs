using System;
using System.Globalization;

namespace MemoryApi.Core;

/// <summary>Points in time as text: RFC 3339, and other formats that services send.</summary>
internal static class TimeText
{
    // "K" takes Z, an offset, or nothing.
    private const string WithFraction = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    // 2026-01-15T10:30:00Z
    private const int EndOfSeconds = 19;
    private const int ShortestWithOffset = EndOfSeconds + 1;

    /// <summary>Writes the time with all its fractional digits, and <c>Z</c> for UTC.</summary>
    public static string Of(DateTimeOffset value) => value.Offset == TimeSpan.Zero
        ? value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>Whether a text that .NET can parse as a time has seconds, an offset, and digits after a decimal point, as RFC 3339 requires.</summary>
    public static bool HasOffset(ReadOnlySpan<byte> text) =>
        text.Length >= ShortestWithOffset
        && text[16] == (byte)':'
        && (text[text.Length - 1] == (byte)'Z' || text[text.Length - 3] == (byte)':')
        && (text[EndOfSeconds] != (byte)'.' || (text.Length > ShortestWithOffset && text[EndOfSeconds + 1] is >= (byte)'0' and <= (byte)'9'));

    /// <summary>Reads RFC 3339, or the same without an offset, which means UTC. Fractions of more than seven digits are cut, since a tick has no more.</summary>
    public static bool TryParse(string? text, out DateTimeOffset value)
    {
        value = default;
        return text is { Length: >= EndOfSeconds }
            && WithoutNanoseconds(text.ToUpperInvariant()) is { } time
            && DateTimeOffset.TryParseExact(time, WithFraction, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    /// <summary>Reads HTTP's preferred date format, e.g. <c>Tue, 01 Jan 2030 00:15:00 GMT</c>.</summary>
    public static bool TryParseHttpDate(string? text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);

    /// <summary>The text with at most seven fractional digits; null when a decimal point has no digits, or no complete offset follows.</summary>
    private static string? WithoutNanoseconds(string text)
    {
        const int MostDigits = 7;
        var end = EndOfSeconds;
        if (end < text.Length && text[end] == '.')
        {
            do
            {
                end++;
            }
            while (end < text.Length && text[end] is >= '0' and <= '9');
        }

        var isWhole = end != EndOfSeconds + 1 && (text.Length - end) switch
        {
            0 => true,
            1 => text[end] == 'Z',
            6 => text[end + 3] == ':',
            _ => false,
        };
        var cut = Math.Min(end, EndOfSeconds + 1 + MostDigits);
        return isWhole ? text.Remove(cut, end - cut) : null;
    }
}
