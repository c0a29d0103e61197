using System;
using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// What generated readers are made of. A <c>Try</c> method answers <see langword="false"/> and leaves the reader where it is when
/// the value has another type than the specification says, so that the caller can keep it as it came.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonRead
{
    /// <summary>Checks that an object begins here.</summary>
    /// <param name="reader">The reader.</param>
    /// <exception cref="JsonSerializationException">Something else begins here.</exception>
    public static void StartObject(JsonReader reader)
    {
        if (reader.TokenType != JsonToken.StartObject)
        {
            throw Unexpected(reader, "an object");
        }
    }

    /// <summary>Moves to the value of the next member of an object.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="name">Wire name of the member.</param>
    /// <returns><see langword="false"/> at the end of the object.</returns>
    public static bool NextMember(JsonReader reader, out string name)
    {
        Advance(reader);
        if (reader.TokenType == JsonToken.EndObject)
        {
            name = string.Empty;
            return false;
        }

        if (reader.TokenType != JsonToken.PropertyName)
        {
            throw Unexpected(reader, "a member name");
        }

        name = (string)reader.Value!;
        if (reader is WireJsonReader wire)
        {
            Check(wire, wire.ReadMemberValue());
        }
        else
        {
            Advance(reader);
        }

        return true;
    }

    /// <summary>Moves to the next item of an array.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns><see langword="false"/> at the end of the array.</returns>
    public static bool NextItem(JsonReader reader)
    {
        Advance(reader);
        return reader.TokenType != JsonToken.EndArray;
    }

    /// <summary>Passes over a value.</summary>
    /// <param name="reader">The reader, on the first token of the value; it is left on the last.</param>
    public static void Skip(JsonReader reader)
    {
        if (reader is WireJsonReader { TokenType: JsonToken.StartObject or JsonToken.StartArray } wire)
        {
            wire.SkipContainer();
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>Reads any value; <c>null</c> too.</summary>
    /// <param name="reader">The reader.</param>
    public static JToken Token(JsonReader reader) => reader switch
    {
        WireJsonReader { TokenType: JsonToken.StartObject or JsonToken.StartArray } wire => FreeFormText.Parse(wire.ReadContainerText()),
        WireJsonReader { TokenType: JsonToken.Float } wire => FreeFormText.Parse(wire.NumberText()),
        _ => JToken.ReadFrom(reader, FreeFormText.LoadSettings),
    };

    /// <summary>Reads a string; numbers and booleans become their text, since identifiers arrive as either.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The text, or <see langword="null"/>.</param>
    public static bool TryString(JsonReader reader, out string? value)
    {
        switch (reader.TokenType)
        {
            case JsonToken.String:
                value = (string)reader.Value!;
                return true;
            case JsonToken.Null:
                value = null;
                return true;
            case JsonToken.Boolean:
                value = (bool)reader.Value! ? "true" : "false";
                return true;
            case JsonToken.Integer:
            case JsonToken.Float:
                value = Convert.ToString(reader.Value, CultureInfo.InvariantCulture);
                return true;
            case JsonToken.Date:
                value = JsonConvert.ToString(reader.Value).Trim('"');
                return true;
            default:
                value = null;
                return false;
        }
    }

    /// <summary>Reads a boolean, also as the strings <c>true</c> and <c>false</c>.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public static bool TryBoolean(JsonReader reader, out bool? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.Boolean:
                value = (bool)reader.Value!;
                return true;
            case JsonToken.String when bool.TryParse((string)reader.Value!, out var parsed):
                value = parsed;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a whole number of 32 bits, also from a string or a fraction of zero.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public static bool TryInt32(JsonReader reader, out int? value)
    {
        if (reader is WireJsonReader wire && wire.TryTakeInteger(int.MinValue, int.MaxValue, out var taken))
        {
            value = (int)taken;
            return true;
        }

        value = null;
        if (!TryInt64(reader, out var wide) || wide is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        value = (int?)wide;
        return true;
    }

    /// <summary>Reads a whole number of 64 bits, also from a string or a fraction of zero.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public static bool TryInt64(JsonReader reader, out long? value)
    {
        if (reader is WireJsonReader wire && wire.TryTakeInteger(long.MinValue, long.MaxValue, out var taken))
        {
            value = taken;
            return true;
        }

        value = null;
        if (reader.TokenType == JsonToken.Integer && reader.Value is long exact)
        {
            value = exact;
            return true;
        }

        if (!TryDecimal(reader, out var number))
        {
            return false;
        }

        if (number is { } wide)
        {
            if (wide != decimal.Truncate(wide) || wide < long.MinValue || wide > long.MaxValue)
            {
                return false;
            }

            value = (long)wide;
        }

        return true;
    }

    /// <summary>Reads a number, also from a string.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public static bool TryDouble(JsonReader reader, out double? value)
    {
        if (reader is WireJsonReader wire && wire.TryTakeDouble(out var taken))
        {
            value = taken;
            return true;
        }

        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.Integer or JsonToken.Float:
                value = reader.Value is BigInteger big ? (double)big : Convert.ToDouble(reader.Value, CultureInfo.InvariantCulture);
                return true;
            case JsonToken.String when double.TryParse((string)reader.Value!, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed):
                value = parsed;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a decimal number, also from a string.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public static bool TryDecimal(JsonReader reader, out decimal? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.Integer or JsonToken.Float:
                switch (reader.Value)
                {
                    case decimal exact:
                        value = exact;
                        return true;
                    case long whole:
                        value = whole;
                        return true;
                    case int or short or sbyte or byte or ushort or uint or ulong or float:
                        // Tokens that were made of C# values have their types.
                        value = Convert.ToDecimal(reader.Value, CultureInfo.InvariantCulture);
                        return true;
                    case double number when Math.Abs(number) < 7.9e28:
                        value = (decimal)number;
                        return true;
                    default:
                        return false;
                }

            case JsonToken.String when decimal.TryParse((string)reader.Value!, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed):
                value = parsed;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a point in time in ISO 8601; one without an offset is taken as UTC.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public static bool TryDateTimeOffset(JsonReader reader, out DateTimeOffset? value)
    {
        if (reader is WireJsonReader wire && wire.TryTakeTime(out var taken))
        {
            value = taken;
            return true;
        }

        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.Date:
                value = reader.Value is DateTimeOffset offset ? offset : new DateTimeOffset(DateTime.SpecifyKind((DateTime)reader.Value!, DateTimeKind.Utc));
                return true;
            case JsonToken.String when DateTimeOffset.TryParse(
                (string)reader.Value!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed):
                value = parsed;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a point in time given as Unix seconds, with or without a fraction, or in ISO 8601.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public static bool TryUnixTime(JsonReader reader, out DateTimeOffset? value)
    {
        // Seconds of the years 1 to 9999, which is what DateTimeOffset can hold.
        const decimal First = -62135596800m;
        const decimal Last = 253402300799m;
        if (TryDecimal(reader, out var seconds))
        {
            if (seconds is < First or > Last)
            {
                value = null;
                return false;
            }

            value = seconds is { } given
                ? new DateTimeOffset(DateTimeOffset.FromUnixTimeSeconds(0).Ticks + (long)(given * TimeSpan.TicksPerSecond), TimeSpan.Zero)
                : null;
            return true;
        }

        return TryDateTimeOffset(reader, out value);
    }

    /// <summary>Reads a day of the calendar; a time of day behind it is dropped.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    public static bool TryCalendarDate(JsonReader reader, out CalendarDate? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.String when CalendarDate.TryParse((string)reader.Value!, out var date):
                value = date;
                return true;
            case JsonToken.String or JsonToken.Date when TryDateTimeOffset(reader, out var instant):
                value = CalendarDate.FromDateTime(instant!.Value.DateTime);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a free-form object.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The object, or <see langword="null"/>.</param>
    public static bool TryObject(JsonReader reader, out JObject? value)
    {
        value = null;
        if (reader.TokenType == JsonToken.Null)
        {
            return true;
        }

        if (reader.TokenType != JsonToken.StartObject)
        {
            return false;
        }

        value = (JObject)Token(reader);
        return true;
    }

    /// <summary>Reads a value that has a model and is an object.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="model">Reads the value.</param>
    /// <param name="value">The value, or the default for <c>null</c>.</param>
    public static bool TryModel<T>(JsonReader reader, JsonModel<T> model, out T? value) =>
        TryStarting(reader, model, JsonToken.StartObject, out value);

    /// <summary>Reads a list whose items have a model.</summary>
    /// <typeparam name="T">Type of the list.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="model">Reads the list.</param>
    /// <param name="value">The list, or <see langword="null"/>.</param>
    public static bool TryList<T>(JsonReader reader, JsonModel<T> model, out T? value) =>
        TryStarting(reader, model, JsonToken.StartArray, out value);

    /// <summary>Reads a value of a hand-written type, which decides itself what it takes.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="model">Reads the value.</param>
    /// <param name="value">The value, or the default for <c>null</c>.</param>
    public static bool TryValue<T>(JsonReader reader, JsonModel<T> model, out T? value)
    {
        value = reader.TokenType == JsonToken.Null ? default : model.Read(reader);
        return true;
    }

    /// <summary>The error for a value that isn't what it must be. It names no content.</summary>
    /// <param name="reader">A reader on the unexpected token.</param>
    /// <param name="expected">What was expected, with its article.</param>
    public static JsonSerializationException Unexpected(JsonReader reader, string expected) =>
        new($"The answer has a {reader.TokenType} where {expected} is due.");

    private static bool TryStarting<T>(JsonReader reader, JsonModel<T> model, JsonToken start, out T? value)
    {
        value = default;
        if (reader.TokenType == JsonToken.Null)
        {
            return true;
        }

        if (reader.TokenType != start)
        {
            return false;
        }

        value = model.Read(reader);
        return true;
    }

    private static void Advance(JsonReader reader) => Check(reader, reader.Read());

    private static void Check(JsonReader reader, bool hasRead)
    {
        if (!hasRead)
        {
            throw new JsonSerializationException("The JSON ends in the middle of a value.");
        }

        if (reader.TokenType == JsonToken.Comment)
        {
            throw new JsonSerializationException("The JSON has a comment, which JSON doesn't allow.");
        }
    }
}
