using System;
using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <content>Values that have no codec of their own.</content>
public ref partial struct JsonInput
{
    /// <summary>Reads a string. A number or boolean becomes its text, since services send some identifiers as numbers.</summary>
    /// <param name="value">The text, or <see langword="null"/>.</param>
    public bool TryString(out string? value)
    {
        value = _reader.TokenType switch
        {
            JsonTokenType.String => Text(),
            JsonTokenType.Number => Utf8Text.GetString(_reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => null,
        };
        return value is not null || IsNull;
    }

    /// <summary>Reads a boolean, also from the strings <c>true</c> and <c>false</c>.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryBoolean(out bool? value)
    {
        value = _reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when bool.TryParse(Text(), out var parsed) => parsed,
            _ => null,
        };
        return value is not null || IsNull;
    }

    /// <summary>Reads a whole number of 32 bits, also from a string or with a fraction of zero.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryInt32(out int? value)
    {
        value = TryInt64(out var wide) && wide is >= int.MinValue and <= int.MaxValue ? (int)wide : null;
        return value is not null || IsNull;
    }

    /// <summary>Reads a whole number of 64 bits, also from a string or with a fraction of zero.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryInt64(out long? value)
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var number))
        {
            value = number;
            return true;
        }

        value = TryWhole(out var exact) && exact is >= long.MinValue and <= long.MaxValue ? (long)exact : null;
        return value is not null || IsNull;
    }

    /// <summary>Reads a whole number of 64 bits that isn't negative, also from a string or with a fraction of zero.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryUInt64(out ulong? value)
    {
        value = TryWhole(out var exact) && exact is >= ulong.MinValue and <= ulong.MaxValue ? (ulong)exact : null;
        return value is not null || IsNull;
    }

    /// <summary>Reads bytes from base64 text.</summary>
    /// <param name="value">The bytes, or <see langword="null"/>.</param>
    public bool TryBytes(out byte[]? value)
    {
        value = null;
        return IsNull || (_reader.TokenType == JsonTokenType.String && _reader.TryGetBytesFromBase64(out value));
    }

    /// <summary>Reads a number, also from a string. Returns false for a number that is too large for a double.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryDouble(out double? value)
    {
        value = _reader.TokenType switch
        {
            JsonTokenType.Number when _reader.TryGetDouble(out var number) => number,
            JsonTokenType.String when double.TryParse(Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => null,
        };
        value = value is double.NaN or double.PositiveInfinity or double.NegativeInfinity ? null : value;
        return value is not null || IsNull;
    }

    /// <summary>Reads a decimal number, also from a string. Returns false for a number that a decimal can't hold.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryDecimal(out decimal? value)
    {
        value = _reader.TokenType switch
        {
            JsonTokenType.Number when _reader.TryGetDecimal(out var number) => number,
            JsonTokenType.String when decimal.TryParse(Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => null,
        };
        return value is not null || IsNull;
    }

    /// <summary>Reads a point in time: RFC 3339, or the same without an offset, which means UTC.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryDateTimeOffset(out DateTimeOffset? value)
    {
        value = _reader.TokenType switch
        {
            // Utf8JsonReader also accepts dates, and takes times without an offset for local time.
            JsonTokenType.String when !_reader.ValueIsEscaped && TimeText.HasOffset(_reader.ValueSpan) && _reader.TryGetDateTimeOffset(out var time) => time,
            JsonTokenType.String when TimeText.TryParse(Text(), out var time) => time,
            _ => null,
        };
        return value is not null || IsNull;
    }

    /// <summary>Reads a point in time given as Unix seconds, with or without a fraction, or as <see cref="TryDateTimeOffset"/> does.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryUnixTime(out DateTimeOffset? value)
    {
        // The seconds of the years 1 to 9999, the range of DateTimeOffset.
        const decimal First = -62135596800m;
        const decimal Last = 253402300799m;
        if (!TryDecimal(out var seconds))
        {
            return TryDateTimeOffset(out value);
        }

        value = seconds is >= First and <= Last
            ? new DateTimeOffset(DateTimeOffset.FromUnixTimeSeconds(0).Ticks + (long)(seconds.Value * TimeSpan.TicksPerSecond), TimeSpan.Zero)
            : null;
        return value is not null || IsNull;
    }

    /// <summary>Reads a calendar day. A time of day after it is ignored.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public bool TryCalendarDate(out CalendarDate? value)
    {
        value = _reader.TokenType switch
        {
            JsonTokenType.String when CalendarDate.TryParse(Text(), out var date) => date,
            JsonTokenType.String when TryDateTimeOffset(out var time) => CalendarDate.FromDateTime(time!.Value.DateTime),
            _ => null,
        };
        return value is not null || IsNull;
    }

    /// <summary>Reads a free-form object.</summary>
    /// <param name="value">The object, or <see langword="null"/>.</param>
    public bool TryObject(out JObject? value)
    {
        NameLevel();
        value = _reader.TokenType == JsonTokenType.StartObject ? (JObject)Token() : null;
        return value is not null || IsNull;
    }

    /// <summary>Reads a free-form object without parsing it.</summary>
    /// <param name="value">The object, or none for <c>null</c>.</param>
    public bool TryFreeForm(out FreeForm value)
    {
        NameLevel();
        value = _reader.TokenType == JsonTokenType.StartObject ? new FreeForm(Copy()) : default;
        return !value.IsNull || IsNull;
    }

    /// <summary>Reads a number without a fraction.</summary>
    private bool TryWhole(out decimal? value) => TryDecimal(out value) && (value is null || value == decimal.Truncate(value.Value));

    /// <summary>The text of the current string or name.</summary>
    private string Text() => JsonTokens.Text(ref _reader);
}
