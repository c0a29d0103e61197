using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Models;

/// <summary>
/// For every generated model, reader and writer do what Newtonsoft's own serializer does, with random values and with JSON that services
/// could send as well. Where ours takes more (a number as a string) the difference is tested by itself.
/// </summary>
[Category(SoakLength.Category)]
[Parallelizable(ParallelScope.All)]
public class ModelAgreementTests
{
    private static readonly int Seeds = SoakLength.Of(25, 500);

    private static IEnumerable<GeneratedModel> Models => GeneratedModel.All;

    [Test]
    public void There_are_models() => Assert.That(GeneratedModel.All, Has.Count.GreaterThan(100));

    [TestCaseSource(nameof(Models))]
    public void What_is_written_is_what_Newtonsoft_writes(GeneratedModel model) => ForRandomValues(model, (value, json, _) =>
        Assert.That(Tokens(json), Is.EqualTo(Tokens(PlainNewtonsoft.Write(value))).Using(JToken.EqualityComparer)));

    [TestCaseSource(nameof(Models))]
    public void What_is_written_is_read_again_by_all_readers(GeneratedModel model) => ForRandomValues(model, (_, json, _) => AssertAllRead(model, json, json));

    [TestCaseSource(nameof(Models))]
    public void White_space_and_escapes_change_nothing(GeneratedModel model) => ForRandomValues(model, (_, json, random) =>
    {
        var spread = JsonMutations.Spread(json, random);
        Assert.That(Tokens(model.Write(model.ReadWire(spread))), Is.EqualTo(Tokens(model.Write(model.ReadPlain(json)))).Using(JToken.EqualityComparer));
    });

    [TestCaseSource(nameof(Models))]
    public void Members_in_another_order_unknown_twice_or_null_are_read_as_by_Newtonsoft(GeneratedModel model) => ForRandomValues(model, (_, json, random) =>
    {
        var mutated = JsonMutations.Mutate(json, model, random);
        AssertAllRead(model, mutated, model.Write(PlainNewtonsoft.Read(mutated, model.Type)));
    });

    [TestCaseSource(nameof(Models))]
    public void A_comment_is_refused(GeneratedModel model)
    {
        var json = model.Write(new RandomValues(7).Model(model.Type, 2));
        var commented = "{/* no */" + json[1..];

        Assert.That(() => model.ReadWire(commented), Throws.InstanceOf<System.Text.Json.JsonException>());
        Assert.That(() => model.ReadPlain(commented), Throws.InstanceOf<JsonException>());
    }

    [TestCaseSource(nameof(Models))]
    public void Json_that_ends_early_is_refused(GeneratedModel model)
    {
        var json = model.Write(new RandomValues(7).Model(model.Type, 2));
        for (var length = 1; length < json.Length; length++)
        {
            var cut = json[..length];
            Assert.That(() => model.ReadWire(cut), Throws.InstanceOf<System.Text.Json.JsonException>(), cut);
        }
    }

    [TestCaseSource(nameof(Models))]
    public void Numbers_as_strings_are_numbers(GeneratedModel model)
    {
        foreach (var member in model.Members())
        {
            var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            if (type == typeof(int) || type == typeof(long) || type == typeof(double))
            {
                var json = new JObject { [model.WireName(member.Name)] = "17" }.ToString();
                foreach (var read in new[] { model.ReadWire(json), model.ReadPlain(json) })
                {
                    Assert.That(Convert.ToDouble(member.GetValue(read), CultureInfo.InvariantCulture), Is.EqualTo(17), member.Name);
                }
            }
        }
    }

    private static void AssertAllRead(GeneratedModel model, string json, string expected)
    {
        Assert.That(model.Write(model.ReadWire(json)), Is.EqualTo(expected), () => "as a response: " + json);
        Assert.That(model.Write(model.ReadPlain(json)), Is.EqualTo(expected), () => "by JsonConvert: " + json);
        Assert.That(Tokens(model.Write(PlainNewtonsoft.Read(json, model.Type))), Is.EqualTo(Tokens(expected)).Using(JToken.EqualityComparer), () => "by Newtonsoft itself: " + json);
    }

    private static void ForRandomValues(GeneratedModel model, Action<object, string, Random> check)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var value = new RandomValues(seed).Model(model.Type, 3);
            using (Assert.EnterMultipleScope())
            {
                check(value, model.Write(value), new Random(seed));
            }
        }
    }

    private static JToken Tokens(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        var tokens = JToken.ReadFrom(reader);
        foreach (var text in tokens.Root.SelectTokens("$..*").OfType<JValue>().Where(static value => value.Type == JTokenType.String).ToList())
        {
            // Ours writes UTC as Z, Newtonsoft as an offset of zero: the same.
            if (text.Value is string time && time.Length > 20 && time[10] == 'T' && time.EndsWith("+00:00", StringComparison.Ordinal))
            {
                text.Value = time[..^6] + "Z";
            }
        }

        return tokens;
    }
}
