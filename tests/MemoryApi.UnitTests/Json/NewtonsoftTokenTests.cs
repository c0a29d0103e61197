using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Text;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Json;

/// <summary>Newtonsoft's serializer reads models from tokens of every type: numbers keep their digits, and what JSON doesn't have is refused with its path.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NewtonsoftTokenTests
{
    private static readonly object[] Numbers =
    [
        ulong.MaxValue, (ulong)long.MaxValue + 1, 5UL, uint.MaxValue, (short)-5, (byte)5, long.MinValue, BigInteger.Pow(10, 40), BigInteger.MinusOne,
        1m, 1.0m, 1.50m, -100m, 0.000m, decimal.MaxValue, 1e-28m,
    ];

    private static IEnumerable<TestCaseData> NoJson()
    {
        JToken[] tokens =
        [
            new JRaw("1"), new JRaw("1,\"id\":2"), JValue.CreateUndefined(), new JConstructor("Date", 1), new JArray(JValue.CreateComment("c")),
            new JValue(double.NaN), new JValue(double.PositiveInfinity), new JValue(double.NegativeInfinity), new JValue(float.NaN), new JValue(float.PositiveInfinity),
        ];
        foreach (var token in tokens)
        {
            yield return new TestCaseData(new JObject { ["id"] = "m1", ["metadata"] = new JObject { ["a"] = token }, ["hash"] = "h" }.CreateReader()).SetArgDisplayNames($"{token.Type} {token}");
        }

        foreach (var text in new[] { "/* c */ 1", "undefined", "NaN", "-Infinity", "1e400", "new Date(1)" })
        {
            yield return new TestCaseData(new JsonTextReader(new System.IO.StringReader($$"""{"id":"m1","metadata":{"a":{{text}}},"hash":"h"}"""))).SetArgDisplayNames(text);
        }
    }

    [TestCaseSource(nameof(Numbers))]
    public void A_number_of_any_type_keeps_its_digits(object number)
    {
        var digits = Convert.ToString(number, CultureInfo.InvariantCulture);
        var tokens = new JObject { ["id"] = new JValue(number), ["metadata"] = new JObject { ["n"] = new JValue(number) }, ["new_in_2031"] = new JValue(number) };

        var memory = tokens.ToObject<Memory>()!;

        Assert.That(memory.Id, Is.EqualTo(digits));
        Assert.That(Encoding.UTF8.GetString(new MemoryJson().ToUtf8(memory)), Is.EqualTo($$"""{"id":"{{digits}}","metadata":{"n":{{digits}}},"new_in_2031":{{digits}}}"""));
    }

    [TestCase("1e3", "1000")]
    [TestCase("-2E0", "-2")]
    [TestCase("1.50", "1.50")]
    public void A_number_that_the_reader_parses_as_a_decimal_keeps_its_digits(string json, string digits)
    {
        var settings = new JsonSerializerSettings { FloatParseHandling = FloatParseHandling.Decimal };

        var memory = JsonConvert.DeserializeObject<Memory>($$$"""{"id":{{{json}}},"metadata":{"n":{{{json}}}}}""", settings)!;

        Assert.That(memory.Id, Is.EqualTo(digits));
        Assert.That(JsonScalars.Token.ToUtf8(memory.Metadata!["n"]!), Is.EqualTo(Encoding.UTF8.GetBytes(digits)));
    }

    [TestCaseSource(nameof(NoJson))]
    public void What_JSON_does_not_have_is_refused_with_its_path(JsonReader reader)
    {
        Assert.That(
            () => new JsonSerializer().Deserialize<Memory>(reader),
            Throws.TypeOf<JsonSerializationException>().With.Property(nameof(JsonSerializationException.Path)).StartsWith("metadata.a"));
    }

    [Test]
    public void A_value_that_ends_too_early_is_refused_with_the_reason()
    {
        Assert.That(
            () => JsonConvert.DeserializeObject<Memory>("""{"id":"m1","metadata":{"a":[1"""),
            Throws.TypeOf<JsonSerializationException>().With.Message.StartsWith("The JSON ends in the middle of a value."));
    }

    [TestCase("c")]
    [TestCase(null)]
    public void A_comment_is_not_written_as_a_value(string? text)
    {
        Assert.That(() => JsonScalars.Token.ToUtf8(new JArray(JValue.CreateComment(text))), Throws.InstanceOf<System.Text.Json.JsonException>().With.Message.Contains("Comment"));
    }

    [Test]
    public void An_envelope_without_a_value_is_written_with_null()
    {
        var codec = new EnvelopeCodec<IReadOnlyList<string>>(new JsonListCodec<string>(JsonScalars.String), "data", "errors", isValueNullable: true);

        Assert.That(Encoding.UTF8.GetString(codec.ToUtf8(null!)), Is.EqualTo("""{"data":null}"""));
    }
}
