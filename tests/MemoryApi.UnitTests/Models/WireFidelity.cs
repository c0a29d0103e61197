using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Models;

/// <summary>
/// The rules for reading JSON into a model and writing it again, derived only from the model's properties: which JSON it refuses, and that it writes everything else
/// that it read.
/// Allowed are a number or boolean for a string and the reverse, times in another form, and nulls that are dropped.
/// </summary>
internal static partial class WireFidelity
{
    private const double SmallestNormal = 2.2250738585072014E-308;

    private static readonly Dictionary<Type, GeneratedModel> Models = GeneratedModel.All.ToDictionary(static model => model.Type);

    // Members with two names on the wire, of which the first is written.
    private static readonly (string Written, string Other)[] Aliases = [("memory", "text"), ("session_id", "run_id"), ("run_id", "session_id")];

    /// <summary>Whether a value has the member's type. A value of another type belongs into <c>AdditionalProperties</c>.</summary>
    public static bool Fits(Type type, JsonElement value, bool isUnixTime = false)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        type = Bare(type);
        if (Models.ContainsKey(type) || type == typeof(JObject) || IsMap(type))
        {
            return value.ValueKind == JsonValueKind.Object;
        }

        return type switch
        {
            _ when IsList(type) => value.ValueKind == JsonValueKind.Array,
            _ when type == typeof(JToken) || type == typeof(MessageContent) => true,
            _ when type == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False || (value.ValueKind == JsonValueKind.String && bool.TryParse(Text(value), out _)),
            _ when type == typeof(int) => Number(value) is { } whole && whole == decimal.Truncate(whole) && whole is >= int.MinValue and <= int.MaxValue,
            _ when type == typeof(long) => Number(value) is { } whole && whole == decimal.Truncate(whole) && whole is >= long.MinValue and <= long.MaxValue,
            _ when type == typeof(double) => IsDouble(value),
            _ when type == typeof(decimal) => Number(value) is not null,
            _ when type == typeof(DateTimeOffset) => Time(value) is not null || (isUnixTime && Number(value) is >= -62135596800m and <= 253402300799m),
            _ when type == typeof(CalendarDate) => Day(value) is not null,
            _ => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array),
        };
    }

    /// <summary>Whether a value must be refused: a required list or object, an item of a list, or a member of a request is something else.</summary>
    public static bool IsRefused(Type type, JsonElement value)
    {
        type = Bare(type);
        if (!Fits(type, value))
        {
            return true;
        }

        return Models.TryGetValue(type, out var model) ? value.EnumerateObject().Any(member => IsRefused(model, member))
            : IsList(type) ? value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Null && IsRefused(type.GenericTypeArguments[0], item))
            : IsMap(type) && value.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.Null && IsRefused(type.GenericTypeArguments[1], entry.Value));
    }

    /// <summary>The path of a value that isn't found again, or null.</summary>
    public static string? Lost(Type type, JsonElement read, JsonElement written, string path = "$", bool isUnixTime = false)
    {
        type = Bare(type);
        if (Models.TryGetValue(type, out var model))
        {
            return Last(read).Select(member => LostMember(model, member.Key, member.Value, read, written, path)).FirstOrDefault(static lost => lost is not null);
        }

        if (IsList(type))
        {
            var item = type.GenericTypeArguments[0];
            var items = read.EnumerateArray().Where(value => item == typeof(JToken) || value.ValueKind != JsonValueKind.Null).ToList();
            return written.ValueKind != JsonValueKind.Array || items.Count != written.GetArrayLength()
                ? path
                : items.Select((value, i) => Lost(item, value, written[i], $"{path}[{i}]")).FirstOrDefault(static lost => lost is not null);
        }

        if (IsMap(type))
        {
            var value = type.GenericTypeArguments[1];
            return Last(read).Where(entry => value == typeof(JToken) || entry.Value.ValueKind != JsonValueKind.Null)
                .Select(entry => written.TryGetProperty(entry.Key, out var found) ? Lost(value, entry.Value, found, $"{path}.{entry.Key}") : $"{path}.{entry.Key}")
                .FirstOrDefault(static lost => lost is not null);
        }

        return IsKept(type, read, written, isUnixTime) ? null : path;
    }

    private static bool IsRefused(GeneratedModel model, JsonProperty member)
    {
        if (Property(model, member.Name) is not { } property)
        {
            return !model.IsOpen && !IsAlias(model, member.Name);
        }

        if (member.Value.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        var type = Bare(property.PropertyType);
        var isStructure = IsList(type) || IsMap(type) || Models.ContainsKey(type);
        return Fits(type, member.Value, model.IsUnixTime(property.Name))
            ? isStructure && IsRefused(type, member.Value)
            : !model.IsOpen || ((isStructure || type == typeof(JObject)) && RandomValues.IsDue(property));
    }

    private static string? LostMember(GeneratedModel model, string name, JsonElement value, JsonElement read, JsonElement written, string path)
    {
        var property = Property(model, name);
        if (value.ValueKind == JsonValueKind.Null && property is not null && property.PropertyType != typeof(JToken))
        {
            return null;
        }

        if (property is null && IsAlias(model, name))
        {
            // What both names of a member say is one value; of two that differ the later counts, which isn't looked at here.
            return null;
        }

        if (Aliases.Any(alias => alias.Written == name && read.TryGetProperty(alias.Other, out _)))
        {
            return null;
        }

        var isUnixTime = property is not null && model.IsUnixTime(property.Name);
        var fits = property is not null && Fits(property.PropertyType, value, isUnixTime);
        if (property is not null && read.EnumerateObject().Any(other => other.Name == name && Fits(property.PropertyType, other.Value, isUnixTime) != fits))
        {
            // A member that comes twice, once with a value of its type and once without, is kept as both.
            return null;
        }

        if (!written.TryGetProperty(name, out var found))
        {
            return value.ValueKind == JsonValueKind.Null && property is not null ? null : $"{path}.{name}";
        }

        return fits ? Lost(property!.PropertyType, value, found, $"{path}.{name}", isUnixTime) : IsSame(value, found) ? null : $"{path}.{name}";
    }

    private static bool IsKept(Type type, JsonElement read, JsonElement written, bool isUnixTime) => type switch
    {
        _ when type == typeof(JObject) || type == typeof(JToken) || type == typeof(MessageContent) => IsSame(read, written),
        _ when type == typeof(bool) => written.ValueKind is JsonValueKind.True or JsonValueKind.False && string.Equals(Plain(read).Trim(), written.GetRawText(), StringComparison.OrdinalIgnoreCase),
        _ when type == typeof(int) || type == typeof(long) || type == typeof(decimal) => written.ValueKind == JsonValueKind.Number && Number(read) == Number(written),
        _ when type == typeof(double) => written.ValueKind == JsonValueKind.Number && double.Parse(Plain(read), CultureInfo.InvariantCulture).Equals(written.GetDouble()),
        _ when type == typeof(DateTimeOffset) && isUnixTime => written.GetInt64() == (Number(read) is { } seconds ? (long)Math.Floor(seconds) : Time(read)!.Value.ToUnixTimeSeconds()),
        _ when type == typeof(DateTimeOffset) => Time(read) == Time(written) && Time(read)!.Value.Offset == Time(written)!.Value.Offset,
        _ when type == typeof(CalendarDate) => written.GetString() == Day(read),
        _ => written.ValueKind == JsonValueKind.String && Plain(read) == Text(written),
    };

    private static bool IsSame(JsonElement read, JsonElement written) => read.ValueKind switch
    {
        JsonValueKind.Object => written.ValueKind == JsonValueKind.Object
            && Last(read) is var left && Last(written) is var right && left.Count == right.Count
            && left.All(member => right.TryGetValue(member.Key, out var found) && IsSame(member.Value, found)),
        JsonValueKind.Array => written.ValueKind == JsonValueKind.Array && read.GetArrayLength() == written.GetArrayLength()
            && read.EnumerateArray().Zip(written.EnumerateArray()).All(static pair => IsSame(pair.First, pair.Second)),
        JsonValueKind.String => written.ValueKind == JsonValueKind.String && Text(read) == Text(written),
        JsonValueKind.Number => written.ValueKind == JsonValueKind.Number ? IsSameNumber(read, written) : written.ValueKind == JsonValueKind.String && written.GetString() == read.GetRawText(),
        _ => read.ValueKind == written.ValueKind,
    };

    private static bool IsSameNumber(JsonElement read, JsonElement written)
    {
        var exact = ExactNumber.Of(read.GetRawText());
        if (exact == ExactNumber.Of(written.GetRawText()))
        {
            return true;
        }

        // A double keeps 15 digits of any number, but fewer of one below the smallest normal double.
        var nearest = read.GetDouble();
        return (exact.Precision > 15 || Math.Abs(nearest) < SmallestNormal) && nearest.Equals(written.GetDouble());
    }

    private static Dictionary<string, JsonElement> Last(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }

    private static System.Reflection.PropertyInfo? Property(GeneratedModel model, string wireName) => model.Members().FirstOrDefault(member => model.WireName(member.Name) == wireName);

    private static bool IsAlias(GeneratedModel model, string name) => Aliases.Any(alias => alias.Other == name && Property(model, alias.Written) is not null);

    private static Type Bare(Type type) =>
        type is { IsGenericType: true } && (type.GetGenericTypeDefinition() == typeof(Nullable<>) || type.GetGenericTypeDefinition() == typeof(Optional<>)) ? Bare(type.GenericTypeArguments[0]) : type;

    private static bool IsList(Type type) => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    private static bool IsMap(Type type) => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return (string)JToken.Parse(value.GetRawText())!;
        }
    }

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? Text(value) : value.GetRawText();

    private static decimal? Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String && decimal.TryParse(Plain(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsDouble(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String && double.TryParse(Plain(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);

    private static DateTimeOffset? Time(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || Rfc3339().Match(Text(value)) is not { Success: true } match)
        {
            return null;
        }

        // .NET reads at most seven digits of a fraction.
        var fraction = match.Groups["fraction"].Value;
        var time = match.Groups["time"].Value + fraction[..Math.Min(fraction.Length, 8)] + match.Groups["offset"].Value;
        return DateTimeOffset.TryParse(time.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;
    }

    private static string? Day(JsonElement value)
    {
        var isDay = value.ValueKind == JsonValueKind.String && DateTime.TryParseExact(Text(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return isDay || Time(value) is not null ? Text(value)[..10] : null;
    }

    [GeneratedRegex(@"^(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2})(?<fraction>\.[0-9]+)?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Rfc3339();
}
