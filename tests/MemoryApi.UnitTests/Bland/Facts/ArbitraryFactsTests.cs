using System.Linq;
using System.Numerics;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>The laws are worth as much as the facts that they are checked on.</summary>
public sealed class ArbitraryFactsTests
{
    [Test]
    public void Every_kind_of_value_is_generated_also_inside_of_others()
    {
        var samples = ArbitraryFacts.Objects.Generator.Sample(2000, 30);
        var values = samples.SelectMany(facts => facts.Descendants()).Where(token => token is not JProperty).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                values.Select(value => value.Type).Distinct(),
                Is.SupersetOf(new[]
                {
                    JTokenType.Object, JTokenType.Array, JTokenType.String, JTokenType.Integer, JTokenType.Float, JTokenType.Boolean, JTokenType.Null,
                }));
            Assert.That(values.OfType<JValue>().Any(value => value.Value is BigInteger));
            Assert.That(values.OfType<JValue>().Any(value => value.Value is decimal));
            Assert.That(values.OfType<JValue>().Any(value => value.Value is double));
            Assert.That(values.OfType<JObject>().Any(value => value.Parent is JArray), "objects in lists");
            Assert.That(values.OfType<JArray>().Any(value => value.Parent is JArray), "lists in lists");
            Assert.That(values.Any(value => value.Ancestors().OfType<JObject>().Count() >= 3), "objects in objects in objects");
            Assert.That(samples.Any(facts => facts.Count == 0), "no facts at all");
            Assert.That(samples.Any(facts => facts.ContainsKey("")), "the empty key");
            Assert.That(samples.Any(facts => facts.ContainsKey("😀")), "a key beyond the basic plane");
            Assert.That(
                samples.Zip(samples.Skip(1)).Count(pair => pair.First.Properties().Any(fact => pair.Second.ContainsKey(fact.Name))),
                Is.GreaterThan(400),
                "objects that share a key");
        });
    }
}
