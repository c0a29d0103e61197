using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>Facts of every kind: nested, with numbers at the edges, and with keys from a small pool so that two objects share some.</summary>
internal static class ArbitraryFacts
{
    private static readonly string[] SharedKeys = ["name", "plan", "seats", "address", "tags", "", "a.b", "größe"];

    private static readonly string[] AwkwardKeys = ["$ref", "$type", "__proto__", "constructor", "😀", "e\u0301", "é", "\"", "\\", "\u0000", "facts", "NaN"];

    private static readonly string[] AwkwardTexts =
    [
        "", " ", "2024-01-01", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00+02:00", "/Date(1700000000000)/",
        "null", "1", "1.0", "NaN", "😀👩‍👩‍👧", "line\r\nbreak\t", "\u0000\u001f", "\u2028\u2029", "\uFEFF", "\"\\/</script>", "日本語", "e\u0301",
    ];

    private static readonly decimal[] Decimals =
        [0.1m, 1.0m, 1.10m, -0.000000000000000000000000001m, 3.1415926535897932384626433832m, decimal.MaxValue, decimal.MinValue, 100m];

    private static readonly double[] Doubles = [0d, -0d, 1d, 0.1 + 0.2, 1e-7, 1e21, 5.551115123125783E-17, double.Epsilon, 7.9e28, -1.5e-25, 1d / 3];

    private static readonly long[] Integers = [0, 1, -1, 9007199254740992, 9007199254740993, -9007199254740993, long.MaxValue, long.MinValue];

    public static Arbitrary<JObject> Objects { get; } = Arb.From(Gen.Sized(size => ObjectOf(Math.Min(size, 24))), Smaller);

    public static Arbitrary<JToken> Values { get; } = Arb.From(Gen.Sized(size => ValueOf(Math.Min(size, 24))));

    private static Gen<string> Key { get; } = Gen.Frequency((6, Gen.Elements(SharedKeys)), (1, Gen.Elements(AwkwardKeys)), (1, Letters()));

    private static Gen<JToken> Scalar { get; } = Gen.Frequency(
        (1, Gen.Constant(0).Select(_ => (JToken)JValue.CreateNull())),
        (1, Gen.Elements(true, false).Select(value => (JToken)new JValue(value))),
        (2, Gen.Elements(AwkwardTexts).Or(Letters()).Select(text => (JToken)new JValue(text))),
        (2, Gen.Elements(Integers).Or(Gen.Choose(-20, 20).Select(value => (long)value)).Select(value => (JToken)new JValue(value))),
        (1, Gen.Choose(20, 60).Select(digits => (JToken)new JValue((object)(BigInteger.Pow(10, digits) + 7)))),
        (1, Gen.Elements(Decimals).Or(SmallDecimals()).Select(value => (JToken)new JValue(value))),
        (1, Gen.Elements(Doubles).Or(SmallDecimals().Select(value => (double)value)).Select(value => (JToken)new JValue(value))));

    private static Gen<JToken> ValueOf(int size) => size < 2
        ? Scalar
        : Gen.Frequency(
            (4, Scalar),
            (2, ObjectOf(size / 2).Select(value => (JToken)value)),
            (1, ValueOf(size / 2).ArrayOf(Math.Min(size, 3)).Select(items => (JToken)new JArray(items.Cast<object>().ToArray()))),
            (1, Gen.Constant(0).Select(_ => (JToken)new JArray())));

    private static Gen<JObject> ObjectOf(int size) =>
        from count in Gen.Choose(0, Math.Min(size, 6))
        from keys in Key.ArrayOf(count)
        from values in ValueOf(size / 2).ArrayOf(count)
        select Combine(keys, values);

    private static JObject Combine(string[] keys, JToken[] values)
    {
        var combined = new JObject();
        for (var i = 0; i < keys.Length; i++)
        {
            combined[keys[i]] = values[i];
        }

        return combined;
    }

    private static Gen<string> Letters() => Gen.Choose(0x20, 0xD7FF).Select(code => (char)code).ArrayOf(3).Select(letters => new string(letters));

    private static Gen<decimal> SmallDecimals() =>
        from digits in Gen.Choose(-999_999_999, 999_999_999)
        from scale in Gen.Choose(0, 9)
        select digits / decimal.Parse("1" + new string('0', scale), CultureInfo.InvariantCulture);

    private static IEnumerable<JObject> Smaller(JObject facts)
    {
        foreach (var fact in facts.Properties())
        {
            var without = (JObject)facts.DeepClone();
            without.Remove(fact.Name);
            yield return without;

            IEnumerable<JToken> simpler = fact.Value switch
            {
                JObject nested => Smaller(nested),
                JArray { Count: > 0 } items => items.Children(),
                _ => [],
            };
            foreach (var value in simpler)
            {
                var with = (JObject)facts.DeepClone();
                with[fact.Name] = value.DeepClone();
                yield return with;
            }
        }
    }
}
