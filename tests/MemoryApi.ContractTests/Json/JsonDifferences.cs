using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>Lists the differences between two JSON values. 5 and 5.0 count as the same number; any other difference is listed.</summary>
internal static class JsonDifferences
{
    public static IReadOnlyList<string> Between(JToken expected, JToken actual)
    {
        var differences = new List<string>();
        Compare("$", expected, actual, differences);
        return differences;
    }

    private static void Compare(string path, JToken expected, JToken actual, List<string> differences)
    {
        switch (expected, actual)
        {
            case (JObject left, JObject right):
                foreach (var name in left.Properties().Select(property => property.Name).Union(right.Properties().Select(property => property.Name)))
                {
                    CompareMember($"{path}.{name}", left[name], right[name], differences);
                }

                break;
            case (JArray left, JArray right) when left.Count == right.Count:
                for (var i = 0; i < left.Count; i++)
                {
                    Compare(string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", path, i), left[i], right[i], differences);
                }

                break;
            default:
                if (!AreEqual(expected, actual))
                {
                    differences.Add($"{path}: expected {Text(expected)}, but was {Text(actual)}");
                }

                break;
        }
    }

    private static void CompareMember(string path, JToken? expected, JToken? actual, List<string> differences)
    {
        if (expected is null)
        {
            differences.Add($"{path}: not expected, but was {Text(actual!)}");
        }
        else if (actual is null)
        {
            differences.Add($"{path}: expected {Text(expected)}, but was missing");
        }
        else
        {
            Compare(path, expected, actual, differences);
        }
    }

    private static bool AreEqual(JToken expected, JToken actual) => IsNumber(expected) && IsNumber(actual)
        ? expected.Type == JTokenType.Integer && actual.Type == JTokenType.Integer
            ? BigInteger.Parse(Text(expected), CultureInfo.InvariantCulture) == BigInteger.Parse(Text(actual), CultureInfo.InvariantCulture)
            : expected.ToObject<decimal>() == actual.ToObject<decimal>()
        : JToken.DeepEquals(expected, actual);

    private static bool IsNumber(JToken token) => token.Type is JTokenType.Integer or JTokenType.Float;

    private static string Text(JToken token) => token.ToString(Formatting.None);
}
