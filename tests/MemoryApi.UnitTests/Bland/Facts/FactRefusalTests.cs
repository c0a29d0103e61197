using System;
using System.Collections;
using System.Collections.Generic;
using MemoryApi.Bland;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>Facts that are refused, and the messages of the exceptions.</summary>
public sealed class FactRefusalTests
{
    private const string Reasons = ": it is invalid there, has a key twice or half of a surrogate pair, nests too deep, or has a number that is too large.";

    private static readonly FactPatch Patch = new() { ["a"] = 1 };

    [Test]
    public void A_missing_argument_is_named()
    {
        var client = new FactTransport([]).Client();
        var memory = new ContactMemory { Id = "m" };
        foreach (var (call, name) in new (Action Call, string Name)[]
        {
            (() => new FactConflictException("no.", null!, 1), "report"),
            (() => new FactDeviation(null!, FactDeviationKind.Missing, null, null), "key"),
            (() => new FactMergeReport(memory, null!, null), "patch"),
            (() => new FactMergeResult(null!, Patch), "memory"),
            (() => new FactMergeResult(memory, null!), "patch"),
            (() => FactPatch.From((System.Text.Json.Nodes.JsonObject)null!), "facts"),
            (() => FactPatch.FromObject<object>(null!), "value"),
            (() => FactPatch.Parse(null!), "json"),
            (() => _ = Patch[null!], "key"),
            (() => new FactPatch()[null!] = 1, "key"),
            (() => Patch.ContainsKey(null!), "key"),
            (() => Patch.TryGetValue(null!, out _), "key"),
            (() => client.Memory.MergeFactsAsync((ContactMemory)null!, Patch), "memory"),
            (() => client.Memory.MergeFactsAsync("m", (FactPatch)null!), "patch"),
            (() => new FactPatchJson().Write(default, null!), "value"),
        })
        {
            Assert.That(() => call(), Throws.ArgumentNullException.With.Property("ParamName").EqualTo(name));
        }
    }

    [Test]
    public void A_memory_without_an_id_is_refused_before_anything_is_sent()
    {
        using var transport = new FactTransport([]);
        using var client = transport.Client();

        Assert.That(() => client.Memory.MergeFactsAsync(new ContactMemory(), Patch), Throws.ArgumentException.With.Message.Contains("memory.Id").And.Property("ParamName").EqualTo("memory"));
        Assert.That(transport.Calls, Is.Empty);
    }

    [Test]
    public void Fewer_than_one_round_are_refused()
    {
        using var transport = new FactTransport([]);
        using var client = transport.Client();

        Assert.That(() => client.Memory.MergeFactsDeepAsync("m", Patch, maxRounds: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("A deep merge takes 1 round or more."));
        Assert.That(async () => await client.Memory.MergeFactsDeepAsync("m", Patch, maxRounds: 1), Throws.Nothing);
    }

    [TestCase(1, "1 round.")]
    [TestCase(2, "2 rounds.")]
    public void A_conflict_says_how_often_it_was_tried(int maxRounds, string rounds)
    {
        using var transport = new FactTransport(JObject.Parse("""{"a":{"b":1}}"""), (_, _) => { });
        using var client = transport.Client();

        Assert.That(
            async () => await client.Memory.MergeFactsDeepAsync("m", new FactPatch { ["a"] = new JObject { ["b"] = 2 } }, maxRounds),
            Throws.InstanceOf<FactConflictException>().With.Message.EqualTo(
                $"The facts in the response differ from the merged facts after {rounds} Another writer changes them at the same time, or the service merges otherwise than expected; Deviations says where."));
    }

    [Test]
    public void A_refused_value_or_key_is_explained_without_being_quoted()
    {
        foreach (var (make, text) in new (Action Make, string Text)[]
        {
            (() => FactPatch.From([new KeyValuePair<string, int>(null!, 1)]), "A key of the facts is null. Leave the entry out. (Parameter 'facts')"),
            (() => FactPatch.From([new KeyValuePair<string, int>("secret", 1), new("secret", 2)]), "A key of the facts comes twice. Decide which value to send. (Parameter 'facts')"),
            (() => FactPatch.From(new Dictionary<string, object?> { ["a"] = new Hashtable { [7] = "x" } }), "A fact has a dictionary with keys of the type System.Int32. Make them strings."),
            (() => FactPatch.From(new Dictionary<string, object?> { ["a"] = new Version(1, 2) }), "A fact can't be made of the type System.Version. Use a JSON value, a list or a dictionary, or make the patch with FromObject."),
            (() => FactPatch.FromObject(7), "Facts are made of an object with members, not of a single value or a list. (Parameter 'value')"),
            (() => FactPatch.FromObject(7, _ => null!), "The function returned null. Return an object with the facts. (Parameter 'convert')"),
            (() => new FactPatch { ["a"] = JValue.CreateComment("secret") }, "A fact has a JSON token of the type Comment, which can't be sent. Use a JSON value."),
            (() => new FactPatch { ["a"] = new JRaw("{secret") }, "A fact has raw JSON that can't be read. Use a parsed token."),
            (() => new FactPatch { ["a"] = double.NaN }, "A fact is not a finite number, which JSON has no form for. Leave it out, or send null."),
        })
        {
            Assert.That(() => make(), Throws.ArgumentException.With.Message.EqualTo(text));
        }

        Assert.That(() => new FactPatch { ["a\ud83d"] = 1 }, Throws.ArgumentException.With.Message.StartsWith("A fact").And.Message.Contain("surrogate").And.Property("ParamName").EqualTo("value"));
        Assert.That(() => FactPatch.From([new KeyValuePair<string, int>("k", 1), new("k", 2)]), Throws.ArgumentException.With.Property("Data").Contains(new DictionaryEntry("Key", "k")));
        Assert.That(() => _ = Patch["b"], Throws.InstanceOf<KeyNotFoundException>().With.Message.EqualTo("The patch doesn't set this key."));
    }

    [TestCase("[1]", "The text is JSON, but not an object. Facts are a JSON object.")]
    [TestCase("{\n \"a\": nul}", "The text can't be read as JSON at line 2, position 10" + Reasons)]
    [TestCase("{\"a\":1,\"a\":2}", "The text can't be read as JSON at line 1, position 8" + Reasons)]
    public void A_text_without_facts_is_explained(string json, string text) =>
        Assert.That(() => FactPatch.Parse(json), Throws.InstanceOf<FactFormatException>().With.Message.EqualTo(text));

    [Test]
    public void A_fact_may_nest_64_levels_and_no_more()
    {
        Assert.That(FactPatch.Parse("{\"a\":" + Nested(64) + "}").Count, Is.EqualTo(1));
        Assert.That(() => FactPatch.Parse("{\"a\":" + Nested(65) + "}"), Throws.InstanceOf<FactFormatException>());
        Assert.That(FactPatch.From(new Dictionary<string, object?> { ["a"] = Lists(63) }).Count, Is.EqualTo(1));
        Assert.That(FactPatch.From(new Dictionary<string, object?> { ["a"] = Maps(63) }).Count, Is.EqualTo(1));
        Assert.That(FactPatch.From(new Dictionary<string, object?> { ["a"] = Tables(63) }).Count, Is.EqualTo(1));
        foreach (var nested in new object[] { Lists(64), Maps(64), Tables(64) })
        {
            Assert.That(
                () => FactPatch.From(new Dictionary<string, object?> { ["a"] = nested }),
                Throws.ArgumentException.With.Message.EqualTo("A fact nests deeper than 64 levels, or contains itself. Flatten it."));
        }

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
        static object Lists(int depth) => depth == 0 ? 1 : new List<object> { Lists(depth - 1) };
        static object Maps(int depth) => depth == 0 ? 1 : new Dictionary<string, object?> { ["x"] = Maps(depth - 1) };
        static object Tables(int depth) => depth == 0 ? 1 : new Hashtable { ["x"] = Tables(depth - 1) };
    }

    [Test]
    public void A_structure_that_contains_itself_is_refused()
    {
        var table = new Hashtable();
        table["x"] = table;
        var map = new Dictionary<string, object?>();
        map["x"] = map;
        var pairs = new List<KeyValuePair<string, object?>>();
        pairs.Add(new("x", pairs));

        foreach (var endless in new object[] { table, map, pairs })
        {
            Assert.That(() => FactPatch.From(new Dictionary<string, object?> { ["a"] = endless }), Throws.ArgumentException.With.Message.Contains("contains itself"));
        }
    }

    [Test]
    public void Facts_of_a_memory_may_nest_deeper_than_those_that_are_sent()
    {
        JToken deep = 1;
        for (var i = 0; i < 200; i++)
        {
            deep = new JObject { ["x"] = deep };
        }

        var memory = new ContactMemory { Facts = (JObject)deep };
        Assert.That(memory.GetFacts<JObject>(), Is.EqualTo(deep).Using<JToken>(JToken.DeepEquals));
        Assert.That(memory.GetFacts<JObject>(new Newtonsoft.Json.JsonSerializer()), Is.EqualTo(deep).Using<JToken>(JToken.DeepEquals), "whatever the serializer");
    }

    [Test]
    public void A_patch_shows_its_size_only()
    {
        Assert.That(new FactPatch().ToString(), Is.EqualTo("(0 facts)"));
        Assert.That(Patch.ToString(), Is.EqualTo("(1 fact)"));
        Assert.That(new FactPatch { ["a"] = 1, ["b"] = 2 }.ToString(), Is.EqualTo("(2 facts)"));
    }

    [Test]
    public void Both_JSON_libraries_read_and_write_a_patch_and_refuse_what_is_none()
    {
        const string Json = """{"a":1,"b":{"c":"2026-01-15T10:30:00Z"}}""";

        Assert.That(System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Deserialize<FactPatch>(Json)), Is.EqualTo(Json));
        Assert.That(Newtonsoft.Json.JsonConvert.SerializeObject(Newtonsoft.Json.JsonConvert.DeserializeObject<FactPatch>(Json)), Is.EqualTo(Json));
        Assert.That(() => System.Text.Json.JsonSerializer.Deserialize<FactPatch>("[1]"), Throws.InstanceOf<System.Text.Json.JsonException>().With.Message.Contains("an object"));
        Assert.That(
            () => System.Text.Json.JsonSerializer.Deserialize<FactPatch>("{\"a\":" + new string('[', 62) + new string('[', 3) + new string(']', 65) + "}", new System.Text.Json.JsonSerializerOptions { MaxDepth = 200 }),
            Throws.InstanceOf<System.Text.Json.JsonException>().With.Message.Contains("deeper than 64 levels"));
    }

    [Test]
    public void Values_without_a_JSON_form_are_sent_as_text()
    {
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

        Assert.That((string?)FactPatch.From(new Dictionary<string, object?> { ["id"] = id })["id"], Is.EqualTo("0f8fad5b-d9cb-469f-a165-70867728950e"));
    }
}
