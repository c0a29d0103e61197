using System;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>
/// Compares two tokens as JSON values: numbers by value, objects without regard to the order of members, arrays in order, and a date token like the string that is
/// sent for it. In contrast, <c>JToken.DeepEquals</c> treats 1 and 1.0, or a date and its string, as different.
/// </summary>
internal static class FactEquality
{
    public static bool AreEqual(JToken left, JToken right) => (left, right) switch
    {
        (JObject one, JObject other) => AreEqual(one, other),
        (JArray one, JArray other) => AreEqual(one, other),
        (JValue one, JValue other) => AreEqual(one, other),
        _ => false,
    };

    private static bool AreEqual(JObject left, JObject right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var member in left)
        {
            if (right[member.Key] is not { } other || !AreEqual(member.Value!, other))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(JArray left, JArray right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(JValue left, JValue right)
    {
        if (IsNumber(left) && IsNumber(right))
        {
            return FactNumber.AreEqual(left, right);
        }

        return FactWire.WireText(left) is { } text
            ? string.Equals(text, FactWire.WireText(right), StringComparison.Ordinal)
            : Equals(left.Value, right.Value);
    }

    private static bool IsNumber(JValue value) => value.Type is JTokenType.Integer or JTokenType.Float;
}
