using System;
using System.Globalization;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;

namespace MemoryApi.Core;

/// <summary>
/// A day in the calendar without a time of day, sent as <c>yyyy-MM-dd</c>. <c>DateOnly</c> doesn't exist on .NET Standard, so this type is used on each framework.
/// Where <c>DateOnly</c> exists, there are conversions.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(CalendarDateJson))]
[JsonConverter(typeof(NewtonsoftConverter<CalendarDate, CalendarDateJson>))]
public readonly struct CalendarDate : IEquatable<CalendarDate>, IComparable<CalendarDate>
{
    private const string Format = "yyyy-MM-dd";

    // Counted from 0001-01-01, so that default(CalendarDate) is that day and not an invalid one.
    private readonly int _dayNumber;

    /// <summary>The day with this year, month and day of the month.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to the number of days in the month.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public CalendarDate(int year, int month, int day)
        : this(new DateTime(year, month, day))
    {
    }

    private CalendarDate(DateTime date) => _dayNumber = (int)(date.Ticks / TimeSpan.TicksPerDay);

    /// <summary>The year, 1 to 9999.</summary>
    public int Year => Midnight.Year;

    /// <summary>The month, 1 to 12.</summary>
    public int Month => Midnight.Month;

    /// <summary>The day of the month, 1 to 31.</summary>
    public int Day => Midnight.Day;

    private DateTime Midnight => new(_dayNumber * TimeSpan.TicksPerDay);

    /// <summary>The day that <paramref name="dateTime"/> falls on; its time of day and kind are dropped.</summary>
    /// <param name="dateTime">A point in time.</param>
    public static CalendarDate FromDateTime(DateTime dateTime) => new(dateTime);

    /// <summary>Midnight at the start of this day, of unspecified kind.</summary>
    public DateTime ToDateTime() => Midnight;

    /// <summary>Reads <c>yyyy-MM-dd</c>.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="FormatException">The text isn't a day in that format.</exception>
    public static CalendarDate Parse(string text) => TryParse(text, out var date)
        ? date
        : throw new FormatException("The text is not a date of the form yyyy-MM-dd.");

    /// <summary>Reads <c>yyyy-MM-dd</c>; says whether the text was such a day.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="date">The day, or the default when the text wasn't one.</param>
    public static bool TryParse(string? text, out CalendarDate date)
    {
        if (DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            date = new CalendarDate(parsed);
            return true;
        }

        date = default;
        return false;
    }

    /// <summary>The day this many days later, or earlier when negative.</summary>
    /// <param name="days">Number of days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result lies outside years 1 to 9999.</exception>
    public CalendarDate AddDays(int days) => new(Midnight.AddDays(days));

#if NET
    /// <summary>The same day as a <see cref="DateOnly"/>.</summary>
    /// <param name="date">The day.</param>
    public static implicit operator DateOnly(CalendarDate date) => DateOnly.FromDayNumber(date._dayNumber);

    /// <summary>The same day as a <see cref="CalendarDate"/>.</summary>
    /// <param name="date">The day.</param>
    public static implicit operator CalendarDate(DateOnly date) => new(date.Year, date.Month, date.Day);
#endif

    /// <inheritdoc/>
    public int CompareTo(CalendarDate other) => _dayNumber.CompareTo(other._dayNumber);

    /// <inheritdoc/>
    public bool Equals(CalendarDate other) => _dayNumber == other._dayNumber;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CalendarDate other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _dayNumber;

    /// <summary>The day as <c>yyyy-MM-dd</c>.</summary>
    public override string ToString() => Midnight.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Whether both are the same day.</summary>
    public static bool operator ==(CalendarDate left, CalendarDate right) => left.Equals(right);

    /// <summary>Whether the two are different days.</summary>
    public static bool operator !=(CalendarDate left, CalendarDate right) => !left.Equals(right);

    /// <summary>Whether the left day is earlier.</summary>
    public static bool operator <(CalendarDate left, CalendarDate right) => left._dayNumber < right._dayNumber;

    /// <summary>Whether the left day is later.</summary>
    public static bool operator >(CalendarDate left, CalendarDate right) => left._dayNumber > right._dayNumber;

    /// <summary>Whether the left day is earlier or the same.</summary>
    public static bool operator <=(CalendarDate left, CalendarDate right) => left._dayNumber <= right._dayNumber;

    /// <summary>Whether the left day is later or the same.</summary>
    public static bool operator >=(CalendarDate left, CalendarDate right) => left._dayNumber >= right._dayNumber;
}
