using System;

namespace MemoryApi.Core;

/// <summary>
/// Reads times as services write them, <c>2026-01-15T10:30:00.123456+00:00</c> or with <c>Z</c>, from characters: .NET's own parser wants a
/// string. Of anything else it says that it isn't one, and the long way decides.
/// </summary>
internal static class WireTime
{
    private const int ShortestLength = 20;

    /// <summary>Whether a time and the closing quote stand at <paramref name="start"/>; <paramref name="end"/> is behind the quote.</summary>
    public static bool TryRead(char[] text, int start, int length, out int end, out DateTimeOffset value)
    {
        value = default;
        end = start;
        if (length - start <= ShortestLength || text[start + 4] != '-' || text[start + 7] != '-' || text[start + 10] != 'T'
            || text[start + 13] != ':' || text[start + 16] != ':'
            || !TryNumber(text, start, 4, out var year) || !TryNumber(text, start + 5, 2, out var month) || !TryNumber(text, start + 8, 2, out var day)
            || !TryNumber(text, start + 11, 2, out var hour) || !TryNumber(text, start + 14, 2, out var minute) || !TryNumber(text, start + 17, 2, out var second)
            || year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var i = start + 19;
        if (!TryFraction(text, ref i, length, out var fraction) || !TryOffset(text, ref i, length, out var offset) || i >= length || text[i] != '"')
        {
            return false;
        }

        value = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second).Ticks + fraction, offset);
        end = i + 1;
        return true;
    }

    private static bool TryFraction(char[] text, ref int i, int length, out long ticks)
    {
        ticks = 0;
        if (text[i] != '.')
        {
            return true;
        }

        var unit = TimeSpan.TicksPerSecond / 10;
        var first = ++i;
        for (; i < length && text[i] is >= '0' and <= '9'; i++)
        {
            if (unit == 0)
            {
                // More digits than a tick has need rounding.
                return false;
            }

            ticks += (text[i] - '0') * unit;
            unit /= 10;
        }

        return i > first;
    }

    private static bool TryOffset(char[] text, ref int i, int length, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (i < length && text[i] == 'Z')
        {
            i++;
            return true;
        }

        if (length - i < 6 || text[i] is not ('+' or '-') || text[i + 3] != ':'
            || !TryNumber(text, i + 1, 2, out var hours) || !TryNumber(text, i + 4, 2, out var minutes) || hours > 13 || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(text[i] == '-' ? -hours : hours, text[i] == '-' ? -minutes : minutes, 0);
        i += 6;
        return true;
    }

    private static bool TryNumber(char[] text, int start, int count, out int value)
    {
        value = 0;
        for (var i = start; i < start + count; i++)
        {
            var digit = text[i] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }
}
