using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Dynamic;
using System.Numerics;
using System.Text.Json;
using MemoryApi.Bland;
using MemoryApi.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class FactPatchSourcesTests
{
    [Test]
    public void A_dictionary_of_mixed_values_becomes_their_json()
    {
        using var document = JsonDocument.Parse("""{"x":12345678901234567890.5,"d":"2024-01-01"}""");
        dynamic bag = new ExpandoObject();
        bag.city = "Ulm";
        var facts = new Dictionary<string, object?>
        {
            ["null"] = null,
            ["text"] = "2024-01-01T00:00:00.000Z",
            ["letter"] = 'x',
            ["byte"] = (byte)1,
            ["ulong"] = ulong.MaxValue,
            ["big"] = BigInteger.Pow(10, 30),
            ["decimal"] = 1.10m,
            ["double"] = 0.1,
            ["float"] = 0.1f,
            ["date"] = new DateOnly(2024, 1, 2),
            ["day"] = CalendarDate.Parse("2024-01-02"),
            ["time"] = new TimeOnly(3, 4, 5),
            ["token"] = new JArray(1),
            ["element"] = document.RootElement,
            ["map"] = new Dictionary<string, int> { ["a"] = 1 },
            ["immutable"] = ImmutableDictionary<string, object?>.Empty.Add("a", null),
            ["expando"] = bag,
            ["list"] = new List<object?> { 1, null, new[] { "a" } },
            ["patch"] = new FactPatch { ["a"] = 1 },
        };

        Assert.That(
            Json.Text(FactPatch.From(facts).ToJson()),
            Is.EqualTo(
                """{"null":null,"text":"2024-01-01T00:00:00.000Z","letter":"x","byte":1,"ulong":18446744073709551615"""
                + ""","big":1000000000000000000000000000000,"decimal":1.10,"double":0.1,"float":0.1"""
                + ""","date":"2024-01-02","day":"2024-01-02","time":"03:04:05","token":[1]"""
                + ""","element":{"x":12345678901234567890.5,"d":"2024-01-01"},"map":{"a":1},"immutable":{"a":null}"""
                + ""","expando":{"city":"Ulm"},"list":[1,null,["a"]],"patch":{"a":1}}"""));
    }

    [Test]
    public void A_dictionary_of_one_type_is_taken_as_well() => Assert.Multiple(() =>
    {
        Assert.That(Json.Text(FactPatch.From(new Dictionary<string, string> { ["a"] = "b" }).ToJson()), Is.EqualTo("""{"a":"b"}"""));
        Assert.That(Json.Text(FactPatch.From(new SortedDictionary<string, int?> { ["a"] = null }).ToJson()), Is.EqualTo("""{"a":null}"""));
        Assert.That(Json.Text(FactPatch.From(new Dictionary<string, JToken> { ["a"] = 1 }).ToJson()), Is.EqualTo("""{"a":1}"""));
        Assert.That(Json.Text(FactPatch.From(new FactPatch { ["a"] = 1 }).ToJson()), Is.EqualTo("""{"a":1}"""));
    });

    [Test]
    public void A_type_without_a_json_form_is_refused_with_the_way_out()
    {
        var facts = new Dictionary<string, object> { ["customer"] = new Customer() };

        Assert.That(
            () => FactPatch.From(facts),
            Throws.ArgumentException.With.Message.Contains(nameof(Customer)).And.Message.Contains("FromObject").And.Property("Data").Contains(new System.Collections.DictionaryEntry("Key", "customer")));
    }

    [Test]
    public void A_dictionary_that_is_no_json_object_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => FactPatch.From(new Dictionary<string, object> { ["x"] = new Dictionary<int, int> { [1] = 1 } }), Throws.ArgumentException);
        Assert.That(() => FactPatch.From(new[] { new KeyValuePair<string, int>(null!, 1) }), Throws.ArgumentException);
        Assert.That(
            () => FactPatch.From(new[] { new KeyValuePair<string, int>("a", 1), new KeyValuePair<string, int>("a", 2) }),
            Throws.ArgumentException.With.Message.Contains("twice"));
    });

    [Test]
    public void A_structure_that_contains_itself_is_refused()
    {
        var loop = new List<object>();
        loop.Add(loop);

        Assert.That(() => FactPatch.From(new Dictionary<string, object> { ["x"] = loop }), Throws.ArgumentException.With.Message.Contains("contains itself"));
    }

    [Test]
    public void An_object_gives_the_members_that_are_set()
    {
        var customer = new Customer { Name = "Jo", Balance = 1.10m, Since = new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc) };

        Assert.That(Json.Text(FactPatch.FromObject(customer).ToJson()), Is.EqualTo("""{"full_name":"Jo","Balance":1.10,"Since":"2024-01-02T00:00:00Z"}"""));
    }

    [Test]
    public void A_serializer_of_the_caller_decides_otherwise()
    {
        var serializer = Newtonsoft.Json.JsonSerializer.Create(new JsonSerializerSettings { NullValueHandling = NullValueHandling.Include });

        Assert.That(FactPatch.FromObject(new Customer(), serializer).Keys, Does.Contain("Plan"));
    }

    [Test]
    public void Settings_that_a_program_made_for_other_data_do_not_matter()
    {
        var before = JsonConvert.DefaultSettings;
        JsonConvert.DefaultSettings = () => new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All };
        try
        {
            Assert.That(FactPatch.FromObject(new Customer { Name = "Jo" }).ContainsKey("$type"), Is.False);
        }
        finally
        {
            JsonConvert.DefaultSettings = before;
        }
    }

    [Test]
    public void A_function_makes_the_facts_without_reflection() =>
        Assert.That(
            Json.Text(FactPatch.FromObject(new Customer { Name = "Jo" }, customer => new JObject { ["name"] = customer.Name }).ToJson()),
            Is.EqualTo("""{"name":"Jo"}"""));

    [Test]
    public void An_object_that_is_no_json_object_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => FactPatch.FromObject(new[] { 1 }), Throws.ArgumentException.With.Message.Contains("list"));
        Assert.That(() => FactPatch.FromObject("text"), Throws.ArgumentException);
        Assert.That(() => FactPatch.FromObject(1, _ => null!), Throws.ArgumentException.With.Message.Contains("returned null"));
    });

    [Test]
    public void A_text_keeps_digits_and_strings_that_look_like_dates()
    {
        const string Text = """{"id":9007199254740993,"big":123456789012345678901234567890,"pi":3.1415926535897932384626433832,"price":1.10,"day":"2024-01-01","time":"2024-01-01T00:00:00.000Z"}""";

        Assert.That(Json.Text(FactPatch.Parse(Text).ToJson()), Is.EqualTo(Text));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[1]")]
    [TestCase("null")]
    [TestCase("""{"a":1} x""")]
    [TestCase("""{"a":1}{"b":2}""")]
    [TestCase("""{"a":1,"a":2}""")]
    [TestCase("""{"secret":NaN}""")]
    [TestCase("""{"secret":1e400}""")]
    [TestCase("secret")]
    public void A_text_that_is_no_json_object_is_refused_without_repeating_it(string text)
    {
        var refused = Assert.Throws<FactFormatException>(() => FactPatch.Parse(text))!;

        Assert.That(refused.ToString(), Does.Not.Contain("secret"));
    }

    [Test]
    public void Nothing_at_all_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => FactPatch.From((JObject)null!), Throws.ArgumentNullException);
        Assert.That(() => FactPatch.From((Dictionary<string, object>)null!), Throws.ArgumentNullException);
        Assert.That(() => FactPatch.FromObject((Customer)null!), Throws.ArgumentNullException);
        Assert.That(() => FactPatch.FromObject(new Customer(), (Func<Customer, JObject>)null!), Throws.ArgumentNullException);
        Assert.That(() => FactPatch.Parse(null!), Throws.ArgumentNullException);
    });

    private sealed class Customer
    {
        [JsonProperty("full_name")]
        public string? Name { get; set; }

        public string? Plan { get; set; }

        public decimal? Balance { get; set; }

        public DateTime? Since { get; set; }
    }
}
