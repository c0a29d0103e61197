using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Json;

/// <summary>Compares tokens that our reader made with what the two JSON libraries read. The result is where they differ and how, or null.</summary>
internal static class JsonAgreement
{
    private const double Precision = 1e-14;

    // Twice the distance of doubles, since the conversion of a decimal may be off by one.
    private const double DoubleStep = 4.5e-16;
    private const int MostIntegerDigits = 1000;

    public static string? Difference(JToken ours, JsonElement platform, string path = "$") => platform.ValueKind switch
    {
        JsonValueKind.Object => ours is JObject members ? MemberDifference(members, platform, path) : Kind(ours, platform, path),
        JsonValueKind.Array => ours is JArray items ? ItemDifference(items, platform, path) : Kind(ours, platform, path),
        JsonValueKind.String => TextOf(() => platform.GetString()!) is not { } text ? null : IsText(ours, text) ? null : Kind(ours, platform, path),
        JsonValueKind.Number => NumberProblem((ours as JValue)?.Value, platform.GetRawText()) is { } problem ? $"{path}: {problem}" : null,
        JsonValueKind.True or JsonValueKind.False => ours is JValue { Type: JTokenType.Boolean, Value: bool flag } && flag == platform.GetBoolean() ? null : Kind(ours, platform, path),
        _ => ours.Type == JTokenType.Null ? null : Kind(ours, platform, path),
    };

    public static string? Difference(JToken ours, JToken newtonsoft, string path = "$") => (ours, newtonsoft) switch
    {
        (JObject left, JObject right) => left.Count != right.Count
            ? $"{path}: {left.Count} members, not {right.Count}"
            : right.Properties().Select(member => left[member.Name] is { } value ? Difference(value, member.Value, $"{path}.{member.Name}") : $"{path}: {member.Name} is missing").FirstOrDefault(static found => found is not null),
        (JArray left, JArray right) => left.Count != right.Count
            ? $"{path}: {left.Count} items, not {right.Count}"
            : left.Select((item, i) => Difference(item, right[i], $"{path}[{i}]")).FirstOrDefault(static found => found is not null),
        (JValue left, JValue right) => IsSame(left.Value, right.Value) ? null : $"{path}: {left.Value} is {right.Value} for Newtonsoft",
        _ => $"{path}: {ours.Type} is {newtonsoft.Type} for Newtonsoft",
    };

    /// <summary>What is wrong with the value that a number became.</summary>
    public static string? NumberProblem(object? ours, string raw)
    {
        var exact = ExactNumber.Of(raw);
        var number = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        var isWhole = raw.IndexOfAny(['.', 'e', 'E']) < 0 && raw.Length <= MostIntegerDigits;
        var isBeyondDouble = double.IsInfinity(number) || (number == 0 && exact != default);
        return ours switch
        {
            long whole => isWhole && ExactNumber.Of(whole.ToString(CultureInfo.InvariantCulture)) == exact ? null : $"{raw} became the long {whole}",
            BigInteger whole => isWhole && ExactNumber.Of(whole.ToString(CultureInfo.InvariantCulture)) == exact && (whole > long.MaxValue || whole < long.MinValue) ? null : $"{raw} became the big integer {whole}",
            decimal fraction => !isWhole && (IsExactly(fraction, exact) || (exact.Precision > 17 && Math.Abs((double)fraction - number) <= Math.Abs(number) * DoubleStep)) ? null : $"{raw} became the decimal {fraction}",
            double inexact => !isWhole && !isBeyondDouble && inexact.Equals(number) && !(decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var exactly) && IsExactly(exactly, exact)) ? null : $"{raw} became the double {inexact:R}",
            string text => !isWhole && isBeyondDouble && text == raw ? null : $"{raw} became text",
            _ => $"{raw} became {ours?.GetType().Name ?? "null"}",
        };
    }

    /// <summary>The text, or null when it has half of a surrogate pair, which the platform refuses to give out.</summary>
    private static string? TextOf(Func<string> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? MemberDifference(JObject ours, JsonElement platform, string path)
    {
        // The last of two members with one name counts.
        var expected = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in platform.EnumerateObject())
        {
            if (TextOf(() => member.Name) is not { } name)
            {
                return null;
            }

            expected[name] = member.Value;
        }

        return ours.Count != expected.Count
            ? $"{path}: {ours.Count} members, not {expected.Count}"
            : expected.Select(member => ours[member.Key] is { } value ? Difference(value, member.Value, $"{path}.{member.Key}") : $"{path}: {member.Key} is missing").FirstOrDefault(static found => found is not null);
    }

    private static string? ItemDifference(JArray ours, JsonElement platform, string path) => ours.Count != platform.GetArrayLength()
        ? $"{path}: {ours.Count} items, not {platform.GetArrayLength()}"
        : platform.EnumerateArray().Select((item, i) => Difference(ours[i], item, $"{path}[{i}]")).FirstOrDefault(static found => found is not null);

    private static bool IsText(JToken ours, string text) => ours is JValue { Type: JTokenType.String, Value: string value } && value == text;

    private static bool IsExactly(decimal value, ExactNumber exact) => ExactNumber.Of(value.ToString(CultureInfo.InvariantCulture)) == exact;

    private static bool IsSame(object? ours, object? newtonsoft) => (ours, newtonsoft) switch
    {
        (long or BigInteger, long or BigInteger) => Whole(ours) == Whole(newtonsoft),
        (decimal or double, double number) => Math.Abs(Convert.ToDouble(ours, CultureInfo.InvariantCulture) - number) <= Math.Abs(number) * Precision,
        (string text, double number) => (double.IsInfinity(number) || number == 0) && double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).Equals(number),
        _ => Equals(ours, newtonsoft),
    };

    private static BigInteger Whole(object value) => value is long whole ? whole : (BigInteger)value;

    private static string Kind(JToken ours, JsonElement platform, string path) => $"{path}: {ours.Type} for a {platform.ValueKind}, or another value";
}
