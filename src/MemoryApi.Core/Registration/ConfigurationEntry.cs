using System;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MemoryApi.Core;

/// <summary>
/// Reads one configuration entry. Each method returns the problem with the entry, or <see langword="null"/> when it is valid. The text of a problem never contains
/// the value, which may be a key.
/// </summary>
internal static class ConfigurationEntry
{
    private static readonly string[] TimeFormats = ["c", "h\\:mm\\:ss", "h\\:mm\\:ss\\.FFFFFFF"];

    public static string? Text(IConfigurationSection entry, Action<string> set)
    {
        if (entry.Value is { Length: > 0 } text)
        {
            set(text);
        }

        return null;
    }

    /// <summary>Reads a section with named texts.</summary>
    public static string? Texts(IConfigurationSection entry, Action<string, string> set)
    {
        foreach (var text in entry.GetChildren())
        {
            if (text.Value is null)
            {
                return $"{text.Path} must be a text.";
            }

            set(text.Key, text.Value);
        }

        return string.IsNullOrEmpty(entry.Value) ? null : $"{entry.Path} has a value; it must be a section of texts by name.";
    }

    public static string? Address(IConfigurationSection entry, Action<Uri> set) =>
        Read(entry, set, "an absolute address, e.g. https://api.example.com/", Uri.TryCreate(entry.Value, UriKind.Absolute, out var value), value!);

    public static string? Switch(IConfigurationSection entry, Action<bool> set) =>
        Read(entry, set, "true or false", bool.TryParse(entry.Value, out var value), value);

    public static string? Number(IConfigurationSection entry, Action<long> set) =>
        Read(entry, set, "a whole number", long.TryParse(entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value), value);

    public static string? Count(IConfigurationSection entry, Action<int> set) =>
        Number(entry, value => set((int)Math.Max(Math.Min(value, int.MaxValue), int.MinValue)));

    public static string? Ratio(IConfigurationSection entry, Action<double> set) => Read(
        entry, set, "a number, e.g. 0.5", double.TryParse(entry.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value), value);

    /// <summary>Reads a time with colons. The parser of <see cref="TimeSpan"/> would read a bare number as days.</summary>
    public static string? Time(IConfigurationSection entry, Action<TimeSpan> set) => Read(
        entry,
        set,
        "a time as hh:mm:ss",
        TimeSpan.TryParseExact(entry.Value, TimeFormats, CultureInfo.InvariantCulture, out var value) && entry.Value!.IndexOf(':') > 0,
        value);

    /// <summary>Reads a name of an enumeration.</summary>
    public static string? Choice<TEnum>(IConfigurationSection entry, Action<TEnum> set)
        where TEnum : struct, Enum
    {
        var names = Enum.GetNames(typeof(TEnum));
        var isName = Array.Exists(names, name => string.Equals(name, entry.Value, StringComparison.OrdinalIgnoreCase));
        Enum.TryParse<TEnum>(entry.Value, ignoreCase: true, out var value);
        return Read(entry, set, "one of " + string.Join(", ", names), isName, value);
    }

    /// <summary>Reads an entry with a value. An empty entry counts as absent, like an environment variable that is set but empty.</summary>
    private static string? Read<T>(IConfigurationSection entry, Action<T> set, string expected, bool isValid, T value)
    {
        if (string.IsNullOrEmpty(entry.Value))
        {
            return null;
        }

        if (!isValid)
        {
            return $"{entry.Path} must be {expected}.";
        }

        set(value);
        return null;
    }
}
