using System;
using System.ComponentModel;
using System.Globalization;

namespace MemoryApi.Core.Runtime;

/// <summary>The text of a value in a path, a query or a header: the same as in JSON, without quotes. In JSON, too, times, days and bytes are texts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterText
{
    /// <summary>Returns a string unchanged.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(string? value) => value;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(bool? value) => value switch { true => "true", false => "false", null => null };

    /// <summary>A whole number in decimal digits.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Of(long?)"/>
    public static string? Of(ulong? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A decimal number with all its digits.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A day as <c>yyyy-MM-dd</c>.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(CalendarDate? value) => value?.ToString();

    /// <summary>A point in time in RFC 3339.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(DateTimeOffset? value) => value is { } time ? TimeText.Of(time) : null;

    /// <summary>Bytes in base64.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(byte[]? value) => value is null ? null : Convert.ToBase64String(value);

    /// <summary>A point in time as whole Unix seconds.</summary>
    /// <param name="value">The value.</param>
    public static string? UnixTime(DateTimeOffset? value) => value?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The value as JSON, for parameters whose content is JSON.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value; <see langword="null"/> has no text.</param>
    /// <param name="codec">Writes the value.</param>
    /// <param name="name">Name of the parameter, for the error.</param>
    public static string? Json<T>(T? value, JsonCodec<T> codec, string name)
    {
        Require.NotNull(codec, nameof(codec));
        return value is null ? null : Utf8Text.GetString(StyledValue.Write(value, codec, name));
    }

    /// <summary>A list or object in the style <c>simple</c>, for a header.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value; <see langword="null"/> has no text.</param>
    /// <param name="codec">Writes the value.</param>
    /// <param name="explode">Whether names and values of an object have an equals sign between them.</param>
    /// <param name="name">Name of the parameter, for the error.</param>
    public static string? Simple<T>(T? value, JsonCodec<T> codec, bool explode, string name)
    {
        Require.NotNull(codec, nameof(codec));
        return value is null ? null : StyledValue.Of(value, codec, name).Simple(explode, static text => text);
    }
}
