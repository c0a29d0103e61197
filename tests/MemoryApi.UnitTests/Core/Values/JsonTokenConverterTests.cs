using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Values;

/// <summary>Tokens of Newtonsoft.Json in types of a program that uses System.Text.Json.</summary>
public sealed class JsonTokenConverterTests
{
    private const string Json = """{"Id":"m","Metadata":{"at":"2026-01-15T10:30:00Z","exact":12.50,"large":12345678901234567890,"list":[1,[null,true],{"a":{"b":1}}],"none":null,"empty":{}}}""";

    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonTokenConverter() } };

    [Test]
    public void A_type_with_metadata_is_written_and_read_with_every_value_unchanged()
    {
        var read = JsonSerializer.Deserialize<WithMetadata>(Json, Options)!;

        Assert.That(JsonSerializer.Serialize(read, Options), Is.EqualTo(Json));
        Assert.That(read.Metadata!["at"]!.Type, Is.EqualTo(JTokenType.String));
        Assert.That(JsonSerializer.Serialize(new { read.Metadata, Missing = (JObject?)null }, Options), Is.EqualTo(Json.Replace("\"Id\":\"m\",", string.Empty, StringComparison.Ordinal)[..^1] + ",\"Missing\":null}"));
    }

    [Test]
    public void A_member_can_name_the_converter_also_with_source_generation()
    {
        var value = new OfSourceGeneration { Facts = JsonText.ParseObject("""{"plan":{"seats":3}}"""), List = [1, "a"] };

        var json = JsonSerializer.Serialize(value, TokenContext.Default.OfSourceGeneration);
        var read = JsonSerializer.Deserialize(json, TokenContext.Default.OfSourceGeneration)!;

        Assert.That(json, Is.EqualTo("""{"Facts":{"plan":{"seats":3}},"List":[1,"a"],"Any":null}"""));
        Assert.That(JToken.DeepEquals(read.Facts, value.Facts) && JToken.DeepEquals(read.List, value.List) && read.Any is null, Is.True);
    }

    [Test]
    public void A_token_of_each_kind_is_written_and_read_and_another_kind_is_refused()
    {
        Assert.That(JsonSerializer.Deserialize<JToken>("[1]", Options), Is.InstanceOf<JArray>());
        Assert.That(JsonSerializer.Deserialize<JContainer>("{}", Options), Is.InstanceOf<JObject>());
        Assert.That(JsonSerializer.Deserialize<JValue>("\"a\"", Options)!.Value, Is.EqualTo("a"));
        Assert.That(JsonSerializer.Deserialize<Dictionary<string, JToken?>>("""{"a":null,"b":[]}""", Options)!["a"], Is.Null);
        Assert.That(() => JsonSerializer.Deserialize<JObject>("[1]", Options), Throws.InstanceOf<JsonException>().With.Message.Contains("an object"));
        Assert.That(() => JsonSerializer.Deserialize<JArray>("{}", Options), Throws.InstanceOf<JsonException>().With.Message.Contains("an array"));
        Assert.That(() => JsonSerializer.Serialize(new JProperty("a", 1), Options), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("JObject"));
        Assert.That(() => JsonSerializer.Serialize(new JObject { ["a"] = double.NaN }, Options), Throws.InstanceOf<JsonException>().With.Message.Contains("finite"));
    }

    [Test]
    public void Any_object_becomes_the_object_that_System_Text_Json_reads() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Arb.From(Objects()), static json =>
        {
            var metadata = JsonText.ParseObject(json);
            var expected = JsonNode.Parse(json)!;
            return JsonNode.DeepEquals(JsonMetadata.ToJsonObject(metadata), expected)
                && JsonNode.DeepEquals(JsonSerializer.SerializeToNode(metadata, Options), expected)
                && JToken.DeepEquals(JsonSerializer.Deserialize<JObject>(json, Options), metadata);
        }));

    [Test]
    public void What_JSON_can_not_represent_is_refused_as_an_argument()
    {
        Assert.That(() => JsonMetadata.ToJsonObject(null!), Throws.ArgumentNullException);
        Assert.That(
            () => JsonMetadata.ToJsonObject(new JObject { ["a"] = double.PositiveInfinity }),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("metadata").And.Message.Contains("finite"));
    }

    private static Gen<string> Objects()
    {
        var texts = Gen.Elements("\"a\"", "\"2026-01-15T10:30:00Z\"", "\"\\u00e9\\n\"", "\"\"", "1", "-0", "1.50", "1e3", "12345678901234567890", "true", "false", "null");
        return Members(3);

        Gen<string> Members(int depth) =>
            from count in Gen.Choose(0, 4)
            from values in Gen.ArrayOf(Value(depth), count)
            select "{" + string.Join(',', System.Linq.Enumerable.Select(values, static (value, i) => $"\"k{i}\":{value}")) + "}";

        Gen<string> Items(int depth) =>
            from count in Gen.Choose(0, 3)
            from values in Gen.ArrayOf(Value(depth), count)
            select "[" + string.Join(',', values) + "]";

        Gen<string> Value(int depth) => depth == 0 ? texts : Gen.OneOf(texts, Members(depth - 1), Items(depth - 1));
    }

    private sealed record WithMetadata(string Id, JObject? Metadata);
}

internal sealed class OfSourceGeneration
{
    [JsonConverter(typeof(JsonTokenConverter))]
    public JObject? Facts { get; set; }

    [JsonConverter(typeof(JsonTokenConverter))]
    public JArray? List { get; set; }

    [JsonConverter(typeof(JsonTokenConverter))]
    public JToken? Any { get; set; }
}

[JsonSerializable(typeof(OfSourceGeneration))]
internal sealed partial class TokenContext : JsonSerializerContext;
