using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Models;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Json;

/// <summary>Every way in which users write and read JSON gives the JSON that the service sends, and reads it without loss.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RoundTripTests
{
    private const int Seeds = 12;

    private static IEnumerable<GeneratedModel> Models => GeneratedModel.All;

    private static IEnumerable<JsonWay> Ways => JsonWay.All;

    // Those that keep the names of a user's class and don't pass over nulls.
    private static IEnumerable<JsonWay> PlainWays => Ways.Where(static way => !way.Name.Contains("indented", StringComparison.Ordinal));

    private static IEnumerable<Type> OpenEnums => new[] { typeof(Mem0Client), typeof(BlandClient) }.SelectMany(static client => client.Assembly.GetExportedTypes())
        .Where(static type => type.IsValueType && type.Namespace == "MemoryApi." + type.Assembly.GetName().Name!.Split('.')[^1] && type.GetProperty("IsKnown") is not null);

    [TestCaseSource(nameof(Models))]
    public void A_model_is_written_and_read_as_the_service_does_it(GeneratedModel model)
    {
        for (var seed = 100; seed < 100 + Seeds; seed++)
        {
            var value = new RandomValues(seed).Model(model.Type, 3);
            var json = model.Write(value);
            foreach (var way in JsonWay.All)
            {
                AssertSame(way.Write(value, model.Type), json, () => $"written by {way}");
                Assert.That(model.Write(way.Read(json, model.Type)!), Is.EqualTo(json), () => "read by " + way);
            }
        }
    }

    [Test]
    public void The_source_generated_context_has_every_model_and_open_enum()
    {
        var missing = GeneratedModel.All.Select(static model => model.Type).Concat(OpenEnums).Where(static type => EveryModelContext.Default.GetTypeInfo(type) is null);

        Assert.That(missing, Is.Empty, "Add them to " + nameof(EveryModelContext));
        Assert.That(OpenEnums.Count(), Is.GreaterThan(10));
    }

    [TestCaseSource(nameof(OpenEnums))]
    public void An_open_enum_is_its_text_as_a_value_and_as_a_name(Type type)
    {
        foreach (var text in new[] { "", "unheard of", "größe \"😀\"\n", "2026-01-15", "17" })
        {
            var value = Activator.CreateInstance(type, text)!;
            var quoted = JsonSerializer.Serialize(text);
            var byName = typeof(Dictionary<,>).MakeGenericType(type, typeof(int));
            var counts = (System.Collections.IDictionary)Activator.CreateInstance(byName)!;
            counts.Add(value, 3);
            foreach (var way in Ways.Where(static way => way.Name != "a source-generated context"))
            {
                AssertSame(way.Write(value, type), quoted, () => $"{way}: {text}");
                Assert.That(way.Read(quoted, type), Is.EqualTo(value), () => $"{way}: {text}");
                AssertSame(Without(way.Write(counts, byName), "$type"), $"{{{quoted}:3}}", () => $"{way}: {text}");
                Assert.That(way.Read($"{{{quoted}:3}}", byName), Is.EqualTo(counts), () => $"{way}: {text}");
            }
        }

        var nullable = typeof(Nullable<>).MakeGenericType(type);
        Assert.That(Ways.Where(static way => way.Name != "a source-generated context").Select(way => way.Read("null", nullable)), Is.All.Null);
        Assert.That(JsonSerializer.Serialize(Activator.CreateInstance(type)), Is.EqualTo("\"\""), "the default");
    }

    [TestCaseSource(nameof(Ways))]
    public void A_class_of_a_user_holds_every_type_of_the_libraries(object way)
    {
        var (write, read) = ((JsonWay)way).Functions();
        var memory = new Memory { Id = "m1", Text = "Likes tea", Metadata = new JObject { ["trip"] = new JArray("Lisbon", new JObject { ["nights"] = 3 }) }, CreatedAt = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)) };
        var value = new UsersClass
        {
            Memory = memory,
            Memories = [memory, null],
            ByName = new Dictionary<string, Memory?> { ["one"] = memory, ["none"] = null },
            Kind = MemoryEventKind.Add,
            MaybeKind = new MemoryEventKind("ARCHIVE"),
            Counts = new Dictionary<MemoryEventKind, int> { [MemoryEventKind.Update] = 2, ["NEW"] = 1 },
            Name = "Ada",
            Until = new CalendarDate(2030, 1, 2),
            Kept = memory,
            Number = 0,
            Day = new CalendarDate(2031, 12, 31),
            MaybeDay = new CalendarDate(1, 1, 1),
            Facts = new FactPatch { ["seats"] = 12, ["plan"] = null },
            Content = MessageContent.FromImage("https://images.test/1"),
            Anything = new Memory { Id = "m2" },
        };
        const string Memory = """{"id":"m1","memory":"Likes tea","metadata":{"trip":["Lisbon",{"nights":3}]},"created_at":"2030-01-02T03:04:05+02:00"}""";
        const string Image = """{"type":"image_url","image_url":{"url":"https://images.test/1"}}""";
        const string Expected =
            $$"""
            {"memory":{{Memory}},"memories":[{{Memory}},null],"byname":{"one":{{Memory}},"none":null},"kind":"ADD","maybekind":"ARCHIVE","counts":{"UPDATE":2,"NEW":1},"name":"Ada","until":"2030-01-02",
             "kept":{{Memory}},"number":0,"day":"2031-12-31","maybeday":"0001-01-01","facts":{"seats":12,"plan":null},"content":{{Image}},"anything":{"id":"m2"} }
            """;

        var json = write(value);
        var again = read(json);

        Assert.That(Comparable(json), Is.EqualTo(Comparable(Expected)));
        Assert.That(Comparable(write(again)), Is.EqualTo(Comparable(Expected)));
        Assert.That((again.Name.IsSet, again.Until.Value, again.Kept.Value!.Text), Is.EqualTo((true, value.Until.Value, "Likes tea")));
    }

    [TestCaseSource(nameof(PlainWays))]
    public void Optional_members_are_set_to_null_or_not_set(object way)
    {
        var (write, read) = ((JsonWay)way).Functions();

        var cleared = read("""{"Name":null,"Until":null,"Kept":null,"Kind":"ADD","Day":"2030-01-02","Number":null}""");

        Assert.That((cleared.Name, cleared.Until, cleared.Kept.Value), Is.EqualTo((new Optional<string?>(null), new Optional<CalendarDate?>(null), (Memory?)null)));
        Assert.That(cleared.Number.IsSet, Is.False, "null is no number");
        Assert.That(read("""{"Kind":"ADD"}""").Name.IsSet, Is.False);
        Assert.That(Comparable(write(new UsersClass { Name = null })), Does.Not.Contain("(not set)").And.Not.Contain("isset"));
    }

    [Test]
    public void An_optional_member_that_is_not_set_is_left_out_with_default_values()
    {
        var value = new UsersClass { Name = new Optional<string?>(null) };

        var platform = JsonSerializer.Serialize(value, new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault });
        var newtonsoft = Newtonsoft.Json.JsonConvert.SerializeObject(value, new Newtonsoft.Json.JsonSerializerSettings { DefaultValueHandling = Newtonsoft.Json.DefaultValueHandling.Ignore });

        Assert.That(platform, Is.EqualTo("""{"Name":null}"""));
        Assert.That(newtonsoft, Is.EqualTo("""{"Name":null}"""));
    }

    [TestCaseSource(nameof(Ways))]
    public void A_text_that_looks_like_a_date_stays_as_it_is(object way)
    {
        const string Text = "2026-01-15T10:30:00.120-08:00";
        var (write, read) = ((JsonWay)way).Functions();

        var value = read(write(new UsersClass { Memory = new Memory { Text = Text, Metadata = new JObject { ["at"] = Text } }, Name = Text, Content = Text }));

        Assert.That((value.Memory!.Text, (string?)value.Memory.Metadata!["at"]), Is.EqualTo((Text, Text)));
        if (((JsonWay)way).MakesDates)
        {
            // Newtonsoft's reader makes a date of a text of the user's own class before it asks a converter.
            Assert.That(new[] { value.Name.Value!, value.Content!.Text! }.Select(static text => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)), Is.All.EqualTo(DateTimeOffset.Parse(Text, CultureInfo.InvariantCulture)));
        }
        else
        {
            Assert.That((value.Name.Value, value.Content!.Text), Is.EqualTo((Text, Text)));
        }
    }

    [TestCaseSource(nameof(Ways))]
    public void Half_of_a_surrogate_pair_is_not_written(object way)
    {
        var (write, _) = ((JsonWay)way).Functions();
        UsersClass[] values =
        [
            new() { Memory = new Memory { Text = "a\ud83d" } },
            new() { Memory = new Memory { Metadata = new JObject { ["\ude00"] = 1 } } },
            new() { Memory = new Memory { Metadata = new JObject { ["a"] = new JArray("\ud83d") } } },
            new() { Memory = new Memory { Categories = ["\ud83d"] } },
            new() { Memory = new Memory { AdditionalProperties = { ["\ud83d"] = 1 } } },
            new() { MaybeKind = new MemoryEventKind("a\ud83d") },
            new() { Content = "a\ud83d" },
        ];

        foreach (var value in values)
        {
            Assert.That(() => write(value), Throws.InstanceOf<JsonException>().Or.InstanceOf<Newtonsoft.Json.JsonException>());
        }
    }

    private static string Without(string json, string name)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        members.Remove(name);
        return JsonSerializer.Serialize(members);
    }

    /// <summary>JSON on one line without what libraries add or spell otherwise: names of types, the case of a user's own names.</summary>
    private static string Comparable(string json)
    {
        using var reader = new Newtonsoft.Json.JsonTextReader(new System.IO.StringReader(json)) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
        var members = (JObject)JToken.ReadFrom(reader);
        foreach (var type in members.Descendants().OfType<JProperty>().Where(static member => member.Name == "$type").ToList())
        {
            type.Remove();
        }

        return new JObject(members.Properties()
            .Select(static member => new JProperty(member.Name.Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant(), List(member.Value)))
            .OrderBy(static member => member.Name, StringComparer.Ordinal)).ToString(Newtonsoft.Json.Formatting.None);

        static JToken List(JToken value) => (value as JObject)?["$values"] ?? value;
    }

    private static void AssertSame(string json, string expected, Func<string> describe)
    {
        using var left = JsonDocument.Parse(json);
        using var right = JsonDocument.Parse(expected);
        Assert.That(JsonElement.DeepEquals(left.RootElement, right.RootElement), Is.True, () => $"{describe()}\n{json}\nnot\n{expected}");
    }
}
