using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Values;

/// <summary>Metadata of what a program has at hand.</summary>
[NonParallelizable]
public sealed class JsonMetadataTests
{
    private const string Json = """{"source":"chat","at":"2026-01-02T03:04:05Z","exact":1.10,"tags":["a",null],"nested":{"day":"2026-01-02"}}""";

    [Test]
    public void An_anonymous_object_becomes_its_members() =>
        Assert.That(
            Text(JsonMetadata.From(new { source = "chat", stars = 5, at = "2026-01-02T03:04:05Z", missing = (string?)null, day = new CalendarDate(2026, 1, 2), nested = new { tags = new[] { "a" } } })),
            Is.EqualTo("""{"source":"chat","stars":5,"at":"2026-01-02T03:04:05Z","missing":null,"day":"2026-01-02","nested":{"tags":["a"]}}"""));

    [Test]
    public void A_dictionary_of_objects_becomes_its_entries()
    {
        var entries = new Dictionary<string, object?>
        {
            ["source"] = "chat", ["stars"] = 5, ["ok"] = true, ["none"] = null, ["tags"] = new[] { "a" }, ["nested"] = new Dictionary<string, object?> { ["k"] = 1.5m }, ["day"] = new CalendarDate(2026, 1, 2),
        };

        Assert.That(Text(JsonMetadata.From(entries)), Is.EqualTo("""{"source":"chat","stars":5,"ok":true,"none":null,"tags":["a"],"nested":{"k":1.5},"day":"2026-01-02"}"""));
        Assert.That(Text(JsonMetadata.From(new Dictionary<string, string> { ["a"] = "b" })), Is.EqualTo("""{"a":"b"}"""));
    }

    [Test]
    public void Each_form_of_System_Text_Json_keeps_what_it_says_dates_and_digits_included()
    {
        using var document = JsonDocument.Parse(Json);
        var forms = new[]
        {
            JsonMetadata.From((JsonObject)JsonNode.Parse(Json)!),
            JsonMetadata.From(document.RootElement),
            JsonMetadata.From((object)document),
            JsonMetadata.From(System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>(Json)!),
            JsonMetadata.From((object)System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>(Json)!),
            JsonMetadata.From(JsonText.ParseObject(Json)),
        };

        Assert.That(forms, Is.All.Matches<JObject>(form => Text(form!) == Json));
    }

    [Test]
    public void Values_of_System_Text_Json_within_other_objects_are_their_content()
    {
        using var document = JsonDocument.Parse("""{"x":[1]}""");
        var expected = """{"a":{"x":[1]},"b":{"x":[1]},"c":{"x":[1]}}""";

        Assert.That(Text(JsonMetadata.From(new { a = document.RootElement, b = JsonNode.Parse("""{"x":[1]}"""), c = document })), Is.EqualTo(expected));
        Assert.That(Text(JsonMetadata.From(new Dictionary<string, object?> { ["a"] = document.RootElement, ["b"] = JsonNode.Parse("""{"x":[1]}"""), ["c"] = document })), Is.EqualTo(expected));
    }

    [Test]
    public void Settings_that_the_program_made_for_Newtonsoft_do_not_count()
    {
        var before = JsonConvert.DefaultSettings;
        JsonConvert.DefaultSettings = () => new JsonSerializerSettings { ContractResolver = new Newtonsoft.Json.Serialization.CamelCasePropertyNamesContractResolver(), NullValueHandling = NullValueHandling.Ignore };
        try
        {
            Assert.That(Text(JsonMetadata.From(new { Source = "chat", None = (string?)null })), Is.EqualTo("""{"Source":"chat","None":null}"""));
        }
        finally
        {
            JsonConvert.DefaultSettings = before;
        }
    }

    [Test]
    public void Later_changes_do_not_reach_the_metadata()
    {
        var source = new JObject { ["k"] = 1 };
        var metadata = JsonMetadata.From((object)source);
        source["k"] = 2;

        Assert.That(Text(metadata), Is.EqualTo("""{"k":1}"""));
    }

    [Test]
    public void What_is_no_object_is_refused()
    {
        using var list = JsonDocument.Parse("[1]");
        Assert.Multiple(() =>
        {
            Assert.That(() => JsonMetadata.From((object)"text"), Throws.ArgumentException.With.Message.StartsWith("Metadata is an object with members"));
            Assert.That(() => JsonMetadata.From((object)new[] { 1 }), Throws.ArgumentException);
            Assert.That(() => JsonMetadata.From(list.RootElement), Throws.ArgumentException.With.Property("ParamName").EqualTo("json"));
            Assert.That(() => JsonMetadata.From(default(JsonElement)), Throws.ArgumentException);
            Assert.That(() => JsonMetadata.From((object)null!), Throws.ArgumentNullException);
            Assert.That(() => JsonMetadata.From((JsonObject)null!), Throws.ArgumentNullException);
            Assert.That(() => JsonMetadata.From((IEnumerable<KeyValuePair<string, object>>)null!), Throws.ArgumentNullException);
        });
    }

    [Test]
    public void What_a_dictionary_can_not_hold_is_refused_with_the_way_out()
    {
        var itself = new Dictionary<string, object?>();
        itself["again"] = itself;
        KeyValuePair<string, object>[] twice = [new("a", 1), new("a", 2)];
        KeyValuePair<string, object>[] nameless = [new(null!, 1)];

        Assert.Multiple(() =>
        {
            Assert.That(
                () => JsonMetadata.From(new Dictionary<string, object> { ["a"] = new Version(1, 2) }),
                Throws.ArgumentException.With.Message.EqualTo("Metadata can't be made of the type System.Version. Use a JSON value, a list or a dictionary, or make it JSON with JsonMetadata.From."));
            Assert.That(() => JsonMetadata.From(itself), Throws.ArgumentException.With.Message.EqualTo("Metadata nests deeper than 256 levels, or contains itself. Flatten it."));
            Assert.That(() => JsonMetadata.From(twice), Throws.ArgumentException.With.Message.StartsWith("A key comes twice."));
            Assert.That(() => JsonMetadata.From(nameless), Throws.ArgumentException.With.Message.StartsWith("A key is null."));
        });
    }

    private static string Text(JObject value) => value.ToString(Newtonsoft.Json.Formatting.None);
}
