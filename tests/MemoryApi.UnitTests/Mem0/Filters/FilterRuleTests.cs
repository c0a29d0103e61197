using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Filters;

/// <summary>Which conditions each field takes, and what is said about the others.</summary>
public sealed class FilterRuleTests
{
    private const string Entity = "eq, ne and in, or the id itself";
    private const string Time = "gt, gte, lt, lte, ne and in, or the value itself in place of eq";
    private const string Category = "in and contains";
    private const string Keyword = "contains and icontains";
    private const string Ids = "in, or the list itself";
    private const string Key = "eq, ne and contains, or the value itself";

    private static readonly string[] Operators = ["eq", "ne", "in", "gt", "gte", "lt", "lte", "contains", "icontains"];

    private static readonly (string[] Fields, string Takes, string[] Scalar, string[] List, bool TakesText, bool TakesList, bool TakesNumber)[] Rules =
    [
        (["user_id", "agent_id", "app_id", "run_id"], Entity, ["eq", "ne"], ["in"], true, false, false),
        (["created_at", "updated_at", "timestamp", "expiration_date"], Time, ["gt", "gte", "lt", "lte", "ne"], ["in"], true, false, true),
        (["categories"], Category, ["contains"], ["in"], false, false, false),
        (["keywords"], Keyword, ["contains", "icontains"], [], false, false, false),
        (["memory_ids"], Ids, [], ["in"], false, true, false),
    ];

    [Test]
    public void Each_field_takes_its_operators_and_no_others()
    {
        foreach (var (fields, takes, scalar, list, _, _, _) in Rules)
        {
            foreach (var field in fields)
            {
                foreach (var name in Operators)
                {
                    var takesText = scalar.Contains(name);
                    var takesList = list.Contains(name);
                    var problem = takesText || takesList ? $"has an operator \"{name}\" with a value of the wrong type" : $"takes {takes}; \"{name}\" isn't among these operators";
                    Check(field, Condition(name, "x"), takesText ? null : problem);
                    Check(field, Condition(name, new JArray("x", "y")), takesList ? null : problem);
                    Check(field, Condition(name, " "), problem);
                    Check(field, Condition(name, new JArray("x", "")), problem);
                    Check(field, Condition(name, new JArray()), problem);
                    Check(field, Condition(name, JValue.CreateNull()), problem);
                    Check(field, Condition(name, new JObject()), problem);
                }
            }
        }
    }

    [Test]
    public void Each_field_takes_its_values_and_no_others()
    {
        foreach (var (fields, takes, _, _, takesText, takesList, takesNumber) in Rules)
        {
            var problem = $"takes {takes}; it has another value";
            foreach (var field in fields)
            {
                Check(field, "x", takesText ? null : problem);
                Check(field, new JArray("x", "y"), takesList ? null : problem);
                Check(field, 17, takesNumber ? null : problem);
                Check(field, 1.5, takesNumber ? null : problem);
                Check(field, double.NaN, problem);
                Check(field, double.NegativeInfinity, problem);
                Check(field, true, problem);
                Check(field, " ", problem);
                Check(field, JValue.CreateNull(), problem);
                Check(field, new JArray(), problem);
                Check(field, new JArray("x", 1), problem);
                Check(field, new JObject(), $"takes {takes}; it has no operator");
            }
        }
    }

    [Test]
    public void Times_are_texts_numbers_and_dates()
    {
        foreach (var name in new[] { "gt", "gte", "lt", "lte", "ne" })
        {
            Check("created_at", Condition(name, 17), null);
            Check("created_at", Condition(name, 1.5), null);
            Check("created_at", Condition(name, DateTimeOffset.UnixEpoch), null);
            Check("created_at", Condition(name, true), $"has an operator \"{name}\" with a value of the wrong type");
        }

        Check("created_at", Condition("in", new JArray(1, "2024-01-01")), null);
        Check("created_at", Condition("in", new JArray(1, true)), "has an operator \"in\" with a value of the wrong type");
    }

    [Test]
    public void Several_operators_are_all_checked()
    {
        Check("created_at", new JObject { ["gte"] = 1, ["lt"] = 2 }, null);
        Check("created_at", new JObject { ["gte"] = 1, ["eq"] = 2 }, $"takes {Time}; \"eq\" isn't among these operators");
        Check("created_at", new JObject { ["gte"] = 1, ["lt"] = new JArray() }, "has an operator \"lt\" with a value of the wrong type");
    }

    [TestCase("text")]
    [TestCase("keywords_search")]
    public void Undocumented_fields_take_whatever_is_not_null(string field)
    {
        foreach (var condition in new JToken[] { "x", 1, true, new JArray(), new JObject(), Condition("whatever", 1) })
        {
            Check(field, condition, null);
        }

        Check(field, JValue.CreateNull(), "takes whatever isn't null; it has another value");
    }

    [Test]
    public void A_key_of_metadata_takes_scalars()
    {
        foreach (var value in new JToken[] { "x", "", 1, 1.5, true, JValue.CreateNull(), DateTimeOffset.UnixEpoch, Guid.Empty, new Uri("https://a.test"), TimeSpan.Zero, new byte[] { 1 } })
        {
            Check("metadata", new JObject { ["k"] = value }, null);
            foreach (var name in Operators)
            {
                Check("metadata", new JObject { ["k"] = Condition(name, value) }, name is "eq" or "ne" or "contains" ? null : $"has a key that takes {Key}; \"{name}\" isn't among these operators");
            }
        }

        Check("metadata", new JObject { ["k"] = new JArray("x") }, $"has a key that takes {Key}; it has another value");
        Check("metadata", new JObject { ["k"] = new JObject() }, $"has a key that takes {Key}; it has no operator");
        Check("metadata", new JObject { ["k"] = Condition("eq", new JArray("x")) }, "has a key that has an operator \"eq\" with a value of the wrong type");
        Check("metadata", new JObject { ["k"] = new JValue((string?)null) }, $"has a key that takes {Key}; it has another value");
        Check("metadata", new JObject(), "must be an object with at least one key");
        Check("metadata", "x", "must be an object with at least one key");
    }

    [TestCase("""{"user":"a"}""", "filters.user is no field of the filter language. Own data is found by metadata.")]
    [TestCase("{}", "filters is empty.")]
    [TestCase("""{"AND":[{}]}""", "filters.AND[0] is empty.")]
    [TestCase("""{"OR":[{"user_id":"a"},{"AND":[{"run_id":"b"},"c"]}]}""", "filters.OR[1].AND[1] must be an object.")]
    [TestCase("""{"NOT":{"AND":[]}}""", "filters.NOT.AND must be a list with at least one filter.")]
    [TestCase("""{"AND":[{"user_id":"a"}],"OR":[{"run_id":"b"}]}""", "filters has AND beside OR, of which the service drops the OR. Put one into a list of the other.")]
    public void The_place_of_a_problem_is_named(string json, string text) =>
        Assert.That(() => MemoryFilter.Parse((JObject)ScriptedMem0.Json(json)), Throws.ArgumentException.With.Message.EqualTo(text + " (Parameter 'json')"));

    [Test]
    public void Filters_nest_64_levels_and_no_more()
    {
        Assert.That(() => MemoryFilter.Parse(Lists(64)), Throws.Nothing);
        Assert.That(() => MemoryFilter.Parse(Exclusions(64)), Throws.Nothing);
        Assert.That(() => MemoryFilter.Parse(Lists(65)), Throws.ArgumentException.With.Message.Contains("[0] is nested more than 64 levels deep."));
        Assert.That(() => MemoryFilter.Parse(Exclusions(65)), Throws.ArgumentException.With.Message.Contains(".NOT is nested more than 64 levels deep."));

        static JObject Lists(int depth) => depth == 0 ? new JObject { ["user_id"] = "a" } : new JObject { ["AND"] = new JArray(Lists(depth - 1)) };
        static JObject Exclusions(int depth) => depth == 0 ? new JObject { ["user_id"] = "a" } : new JObject { ["NOT"] = Exclusions(depth - 1) };
    }

    [TestCase("""{"user_id":{"ne":"a"}}""", false)]
    [TestCase("""{"user_id":{"ne":"a","in":["b"]}}""", true)]
    [TestCase("""{"user_id":{"in":["b"],"ne":"a"}}""", true)]
    [TestCase("""{"user_id":"*"}""", true)]
    [TestCase("""{"metadata":{"user_id":"a"}}""", false)]
    [TestCase("""{"OR":[{"categories":{"in":["x"]}},{"run_id":"r"}]}""", true)]
    [TestCase("""{"AND":[{"NOT":{"user_id":"a"}},{"app_id":{"ne":"x"}}]}""", false)]
    public void An_entity_that_is_only_excluded_is_none(string json, bool hasEntity)
    {
        var filter = MemoryFilter.Parse((JObject)ScriptedMem0.Json(json));

        Assert.That(() => new ListMemoriesRequest(filter), hasEntity ? Throws.Nothing : Throws.ArgumentException.With.Message.EqualTo(
            "The filter names no user, agent, app or run that memories may belong to, and the service refuses one that doesn't. Add a condition such as MemoryFilter.UserId.Is(…), or IsAny() for whatever belongs to anybody. (Parameter 'filter')"));
    }

    [Test]
    public void Keywords_are_found_wherever_they_stand()
    {
        var user = MemoryFilter.UserId.Is("a");
        var keywords = MemoryFilter.Keywords.Contains("x");
        foreach (var filter in new[] { user & keywords, keywords | user, user & !keywords, user & (user | (user & keywords)) })
        {
            Assert.That(() => new SearchMemoriesRequest("q", filter), Throws.ArgumentException.With.Message.StartsWith("A search fails on a condition on keywords. List with it instead, or put the words into the query."));
        }

        Assert.That(() => new SearchMemoriesRequest("q", user & MemoryFilter.Metadata("keywords").Is("x")), Throws.Nothing);
        Assert.That(() => new SearchMemoriesRequest("q", MemoryFilter.Unchecked(new JObject { ["keywords"] = "x" })), Throws.Nothing);
    }

    [Test]
    public void Lists_of_the_same_kind_become_one_and_two_exclusions_none()
    {
        var (a, b, c) = (MemoryFilter.UserId.Is("a"), MemoryFilter.RunId.Is("b"), MemoryFilter.AppId.Is("c"));

        Assert.That(Text(a & (b & c)), Is.EqualTo("""{"AND":[{"user_id":"a"},{"run_id":"b"},{"app_id":"c"}]}"""));
        Assert.That(Text((a | b) | c), Is.EqualTo("""{"OR":[{"user_id":"a"},{"run_id":"b"},{"app_id":"c"}]}"""));
        Assert.That(Text((a | b) & c), Is.EqualTo("""{"AND":[{"OR":[{"user_id":"a"},{"run_id":"b"}]},{"app_id":"c"}]}"""));
        Assert.That(Text(!!a), Is.EqualTo("""{"user_id":"a"}"""));
        Assert.That(Text(!!!a), Is.EqualTo("""{"NOT":{"user_id":"a"}}"""));
    }

    [Test]
    public void An_export_gets_a_list()
    {
        Assert.That(Export(MemoryFilter.UserId.Is("a")), Is.EqualTo("""{"AND":[{"user_id":"a"}]}"""));
        Assert.That(Export(!MemoryFilter.UserId.Is("a")), Is.EqualTo("""{"AND":[{"NOT":{"user_id":"a"}}]}"""));
        Assert.That(Export(MemoryFilter.UserId.Is("a") | MemoryFilter.RunId.Is("b")), Is.EqualTo("""{"OR":[{"user_id":"a"},{"run_id":"b"}]}"""));
        Assert.That(Export(MemoryFilter.Unchecked(new JObject { ["x"] = 1 })), Is.EqualTo("""{"x":1}"""));

        static string Export(MemoryFilter filter) => filter.ToExportJson().ToString(Formatting.None);
    }

    [Test]
    public void Equal_filters_are_equal()
    {
        var filter = MemoryFilter.UserId.Is("a");

        Assert.That(filter.Equals((object)MemoryFilter.UserId.Is("a")), Is.True);
        foreach (var other in new object?[] { "a", null, MemoryFilter.UserId.Is("b") })
        {
            Assert.That(filter.Equals(other), Is.False);
            Assert.That(filter.Equals(other as MemoryFilter), Is.False);
        }

        Assert.That(filter.GetHashCode(), Is.Not.EqualTo(MemoryFilter.UserId.Is("b").GetHashCode()));
    }

    [Test]
    public void A_missing_argument_is_named()
    {
        var filter = MemoryFilter.UserId.Is("a");
        foreach (var (call, name) in new (Action Call, string Name)[]
        {
            (() => MemoryFilter.Metadata(null!), "key"),
            (() => MemoryFilter.MemoryIds((IEnumerable<string>)null!), "ids"),
            (() => MemoryFilter.Parse(null!), "json"),
            (() => MemoryFilter.Unchecked(null!), "json"),
            (() => MemoryFilter.Of(null!), "scope"),
            (() => _ = (MemoryFilter)null! & filter, "left"),
            (() => _ = filter | (MemoryFilter)null!, "right"),
            (() => _ = !(MemoryFilter)null!, "filter"),
            (() => MemoryFilter.Metadata("k").Is(null!), "value"),
            (() => MemoryFilter.Metadata("k").IsNot(null!), "value"),
            (() => MemoryFilter.Metadata("k").Contains(null!), "value"),
            (() => MemoryFilter.Categories.In((IEnumerable<string>)null!), "categories"),
            (() => MemoryFilter.CreatedAt.In((IEnumerable<DateTimeOffset>)null!), "times"),
            (() => MemoryFilter.CreatedAt.In((IEnumerable<CalendarDate>)null!), "dates"),
            (() => MemoryFilter.UserId.In((IEnumerable<string>)null!), "ids"),
        })
        {
            Assert.That(() => call(), Throws.ArgumentNullException.With.Property("ParamName").EqualTo(name));
        }
    }

    [Test]
    public void A_refused_value_is_explained()
    {
        foreach (var (call, text) in new (Action Call, string Text)[]
        {
            (() => MemoryFilter.MemoryIds(), "ids must not be empty. (Parameter 'ids')"),
            (() => MemoryFilter.ExpirationDate.In(), "dates must not be empty. (Parameter 'dates')"),
            (() => MemoryFilter.Unchecked([]), "The filter is empty. (Parameter 'json')"),
            (() => MemoryFilter.CreatedAt.Between(DateTimeOffset.MaxValue, DateTimeOffset.MinValue), "The last time is earlier than the first. (Parameter 'last')"),
            (() => MemoryFilter.CreatedAt.Between(new CalendarDate(2030, 1, 2), new CalendarDate(2030, 1, 1)), "The last day is earlier than the first. (Parameter 'last')"),
            (() => MemoryFilter.Metadata("k").Is(new JArray()), "The service compares metadata only with a text, a finite number or a boolean, not with null, an object, a list or what isn't JSON; this is of the type Array. (Parameter 'value')"),
        })
        {
            Assert.That(() => call(), Throws.ArgumentException.With.Message.EqualTo(text));
        }

        Assert.That(Text(MemoryFilter.CreatedAt.Between(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)), Is.EqualTo("""{"created_at":{"gte":"1970-01-01T00:00:00Z","lte":"1970-01-01T00:00:00Z"}}"""));
    }

    [Test]
    public void Each_way_to_name_a_time_is_sent()
    {
        var (time, day) = (DateTimeOffset.UnixEpoch.AddTicks(12_345_678), new CalendarDate(2030, 5, 6));
        const string Sent = "1970-01-01T00:00:01.234567Z";

        Assert.That(
            new[]
            {
                MemoryFilter.CreatedAt.Is(time), MemoryFilter.CreatedAt.IsNot(time), MemoryFilter.CreatedAt.Before(time), MemoryFilter.CreatedAt.UpTo(time), MemoryFilter.CreatedAt.After(time),
                MemoryFilter.CreatedAt.From(time), MemoryFilter.CreatedAt.In(time, time), MemoryFilter.CreatedAt.Is(day), MemoryFilter.CreatedAt.IsNot(day), MemoryFilter.CreatedAt.Before(day),
                MemoryFilter.CreatedAt.UpTo(day), MemoryFilter.CreatedAt.After(day), MemoryFilter.CreatedAt.From(day), MemoryFilter.CreatedAt.In(day, day),
            }.Select(filter => filter.ToJson()["created_at"]!.ToString(Formatting.None)),
            Is.EqualTo(new[]
            {
                $"\"{Sent}\"", $$"""{"ne":"{{Sent}}"}""", $$"""{"lt":"{{Sent}}"}""", $$"""{"lte":"{{Sent}}"}""", $$"""{"gt":"{{Sent}}"}""",
                $$"""{"gte":"{{Sent}}"}""", $$"""{"in":["{{Sent}}","{{Sent}}"]}""", "\"2030-05-06\"", """{"ne":"2030-05-06"}""", """{"lt":"2030-05-06"}""",
                """{"lte":"2030-05-06"}""", """{"gt":"2030-05-06"}""", """{"gte":"2030-05-06"}""", """{"in":["2030-05-06","2030-05-06"]}""",
            }));
    }

    private static JObject Condition(string name, JToken operand) => new() { [name] = operand };

    private static string Text(MemoryFilter filter) => filter.ToJson().ToString(Formatting.None);

    private static void Check(string field, JToken condition, string? problem)
    {
        var json = new JObject { [field] = condition };
        if (problem is null)
        {
            Assert.That(() => MemoryFilter.Parse(json), Throws.Nothing, json.ToString());
        }
        else
        {
            Assert.That(() => MemoryFilter.Parse(json), Throws.ArgumentException.With.Message.EqualTo($"filters.{field} {problem}. (Parameter 'json')"), json.ToString());
        }
    }
}
