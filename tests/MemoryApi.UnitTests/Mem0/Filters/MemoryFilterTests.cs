using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Filters;

public sealed class MemoryFilterTests
{
    private static readonly DateTimeOffset Noon = new(2030, 5, 6, 14, 0, 0, 123, TimeSpan.FromHours(2));
    private static readonly CalendarDate Day = new(2030, 5, 6);

    private static IEnumerable<TestCaseData> Conditions()
    {
        yield return Case(MemoryFilter.UserId.Is("alice"), """{"user_id":"alice"}""");
        yield return Case(MemoryFilter.AgentId.IsNot("x"), """{"agent_id":{"ne":"x"}}""");
        yield return Case(MemoryFilter.AppId.In("a", "b"), """{"app_id":{"in":["a","b"]}}""");
        yield return Case(MemoryFilter.RunId.IsAny(), """{"run_id":"*"}""");
        yield return Case(MemoryFilter.CreatedAt.Is(Noon), """{"created_at":"2030-05-06T12:00:00.123Z"}""");
        yield return Case(MemoryFilter.CreatedAt.IsNot(Day), """{"created_at":{"ne":"2030-05-06"}}""");
        yield return Case(MemoryFilter.UpdatedAt.After(Noon), """{"updated_at":{"gt":"2030-05-06T12:00:00.123Z"}}""");
        yield return Case(MemoryFilter.UpdatedAt.From(Day), """{"updated_at":{"gte":"2030-05-06"}}""");
        yield return Case(MemoryFilter.Timestamp.Before(Noon), """{"timestamp":{"lt":"2030-05-06T12:00:00.123Z"}}""");
        yield return Case(MemoryFilter.ExpirationDate.UpTo(Day), """{"expiration_date":{"lte":"2030-05-06"}}""");
        yield return Case(MemoryFilter.CreatedAt.Between(Day, Day), """{"created_at":{"gte":"2030-05-06","lte":"2030-05-06"}}""");
        yield return Case(MemoryFilter.CreatedAt.In(Day), """{"created_at":{"in":["2030-05-06"]}}""");
        yield return Case(MemoryFilter.Categories.In("travel"), """{"categories":{"in":["travel"]}}""");
        yield return Case(MemoryFilter.Categories.Contains("trav"), """{"categories":{"contains":"trav"}}""");
        yield return Case(MemoryFilter.Metadata("k").Is("v"), """{"metadata":{"k":"v"}}""");
        yield return Case(MemoryFilter.Metadata("k").Is(3), """{"metadata":{"k":3}}""");
        yield return Case(MemoryFilter.Metadata("k").IsNot(true), """{"metadata":{"k":{"ne":true}}}""");
        yield return Case(MemoryFilter.Metadata("k").Contains("v"), """{"metadata":{"k":{"contains":"v"}}}""");
        yield return Case(MemoryFilter.Keywords.Contains("Rome"), """{"keywords":{"contains":"Rome"}}""");
        yield return Case(MemoryFilter.Keywords.ContainsInAnyCase("rome"), """{"keywords":{"icontains":"rome"}}""");
        yield return Case(MemoryFilter.MemoryIds("m1", "m2"), """{"memory_ids":["m1","m2"]}""");
        yield return Case(EntityScope.User("alice"), """{"user_id":"alice"}""");
        yield return Case(EntityScope.User("alice").WithRun("r"), """{"AND":[{"user_id":"alice"},{"run_id":"r"}]}""");
        yield return Case(
            MemoryFilter.UserId.Is("a") & MemoryFilter.Categories.In("x") & MemoryFilter.RunId.IsAny(),
            """{"AND":[{"user_id":"a"},{"categories":{"in":["x"]}},{"run_id":"*"}]}""");
        yield return Case(
            EntityScope.User("a") & (MemoryFilter.AgentId.Is("b") | MemoryFilter.AppId.Is("c")) & !MemoryFilter.Keywords.Contains("x"),
            """{"AND":[{"user_id":"a"},{"OR":[{"agent_id":"b"},{"app_id":"c"}]},{"NOT":{"keywords":{"contains":"x"}}}]}""");
        yield return Case(
            MemoryFilter.Unchecked(new JObject { ["text"] = "x" }) | EntityScope.User("a"), """{"OR":[{"text":"x"},{"user_id":"a"}]}""");

        static TestCaseData Case(MemoryFilter filter, string json) => new TestCaseData(filter, json).SetArgDisplayNames(json);
    }

    [TestCaseSource(nameof(Conditions))]
    public void A_condition_is_sent_in_the_service_s_language(MemoryFilter filter, string json) =>
        Assert.That(filter.ToJson().ToString(Formatting.None), Is.EqualTo(json));

    [Test]
    public void Filters_with_numbers_of_any_size_are_compared()
    {
        var exact = MemoryFilter.Metadata("k").Is(1.5m);
        var huge = MemoryFilter.Metadata("k").Is(1e30);
        var alike = MemoryFilter.Metadata("k").Is(1.5);

        Assert.Multiple(() =>
        {
            Assert.That(exact.Equals(huge), Is.False);
            Assert.That(huge.Equals(exact), Is.False);
            Assert.That(exact.Equals(alike), Is.True);
            Assert.That(alike.GetHashCode(), Is.EqualTo(exact.GetHashCode()));
            Assert.That(huge.GetHashCode(), Is.EqualTo(MemoryFilter.Metadata("k").Is(1e30).GetHashCode()));
            Assert.That(exact.Equals(MemoryFilter.Metadata("k").Is("1.5")), Is.False);
        });
    }

    [Test]
    public void The_order_of_members_makes_no_other_filter()
    {
        var one = MemoryFilter.Unchecked(JObject.Parse("""{"a":{"gte":1,"lte":2},"b":["x","y"]}"""));
        var other = MemoryFilter.Unchecked(JObject.Parse("""{"b":["x","y"],"a":{"lte":2,"gte":1}}"""));

        Assert.That(other, Is.EqualTo(one));
        Assert.That(other.GetHashCode(), Is.EqualTo(one.GetHashCode()));
        Assert.That(other, Is.Not.EqualTo(MemoryFilter.Unchecked(JObject.Parse("""{"b":["y","x"],"a":{"lte":2,"gte":1}}"""))));
    }

    [TestCase("*")]
    [TestCase(" * ")]
    public void An_id_that_is_the_wildcard_is_refused_so_that_an_id_from_a_request_never_finds_everybody(string id)
    {
        Assert.Multiple(() =>
        {
            foreach (var entity in new[] { MemoryFilter.UserId, MemoryFilter.AgentId, MemoryFilter.AppId, MemoryFilter.RunId })
            {
                Assert.That(() => entity.Is(id), Throws.ArgumentException.With.Message.Contains("MemoryFilter.UserId.IsAny()"));
                Assert.That(() => entity.IsNot(id), Throws.ArgumentException);
                Assert.That(() => entity.In("alice", id), Throws.ArgumentException);
            }

            Assert.That(MemoryFilter.Parse(new JObject { ["user_id"] = "*" }), Is.EqualTo(MemoryFilter.UserId.IsAny()));
        });
    }

    [Test]
    public void Values_that_the_service_would_refuse_are_refused_when_the_filter_is_built()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => MemoryFilter.UserId.Is(" "), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.UserId.In(), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.UserId.In("a", ""), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.Categories.In(), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.MemoryIds(), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.Metadata(""), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.Metadata("k").Is(new JObject { ["in"] = new JArray("a") }), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.Metadata("k").Is(new JArray("a")), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.Metadata("k").Is((string)null!), Throws.ArgumentException);
            foreach (var odd in new JToken[]
            {
                JValue.CreateComment("c"), JValue.CreateUndefined(), new JRaw("{"), new JConstructor("Date", 1), new JProperty("a", 1),
                double.NaN, double.PositiveInfinity, float.NegativeInfinity,
            })
            {
                Assert.That(() => MemoryFilter.Metadata("k").Is(odd), Throws.ArgumentException.With.Property("ParamName").EqualTo("value"), odd.Type.ToString());
                Assert.That(() => MemoryFilter.Metadata("k").IsNot(odd), Throws.ArgumentException, odd.Type.ToString());
                Assert.That(() => MemoryFilter.Metadata("k").Contains(odd), Throws.ArgumentException, odd.Type.ToString());
            }

            Assert.That(() => MemoryFilter.Parse(new JObject { ["metadata"] = new JObject { ["k"] = new JRaw("{") } }), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.Parse(new JObject { ["created_at"] = new JObject { ["gt"] = double.NaN } }), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.CreatedAt.Between(Noon, Noon.AddDays(-1)), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.ExpirationDate.In(), Throws.ArgumentException);
            Assert.That(() => MemoryFilter.Unchecked([]), Throws.ArgumentException);
        });
    }

    [TestCase("{}", "filters is empty")]
    [TestCase("""{"user":"alice"}""", "filters.user is no field")]
    [TestCase("""{"metadata.trip":"x"}""", "filters.metadata.trip is no field")]
    [TestCase("""{"AND":[{"user_id":"a"}],"OR":[{"run_id":"b"}]}""", "AND beside OR")]
    [TestCase("""{"AND":[]}""", "filters.AND must be a list")]
    [TestCase("""{"AND":{"user_id":"a"}}""", "filters.AND must be a list")]
    [TestCase("""{"AND":["a"]}""", "filters.AND[0] must be an object")]
    [TestCase("""{"OR":[{"user_id":"a"},{"created_at":{"eq":"2024-01-01"}}]}""", "filters.OR[1].created_at takes gt, gte")]
    [TestCase("""{"NOT":"a"}""", "filters.NOT must be a filter, or a list with at least one")]
    [TestCase("""{"NOT":[]}""", "filters.NOT must be a filter, or a list with at least one")]
    [TestCase("""{"NOT":["a"]}""", "filters.NOT[0] must be an object")]
    [TestCase("""{"NOT":[{"user_id":"a"},{"user":"b"}]}""", "filters.NOT[1].user is no field")]
    [TestCase("""{"user_id":{"nin":["a"]}}""", "\"nin\" isn't among these operators")]
    [TestCase("""{"created_at":{">=":"2024-01-01"}}""", "\">=\" isn't among these operators")]
    [TestCase("""{"user_id":{"in":"a"}}""", "value of the wrong type")]
    [TestCase("""{"user_id":{}}""", "no operator")]
    [TestCase("""{"user_id":1}""", "another value")]
    [TestCase("""{"metadata":{"k":{"in":["a"]}}}""", "\"in\" isn't among these operators")]
    [TestCase("""{"metadata":{"k":{"gt":1}}}""", "\"gt\" isn't among these operators")]
    [TestCase("""{"metadata":{}}""", "at least one key")]
    [TestCase("""{"categories":{"eq":"a"}}""", "\"eq\" isn't among these operators")]
    [TestCase("""{"categories":"a"}""", "takes in and contains")]
    [TestCase("""{"keywords":"a"}""", "takes contains and icontains")]
    [TestCase("""{"memory_ids":"a"}""", "the list itself")]
    public void Parsing_refuses_what_the_service_is_known_to_refuse_and_names_the_place(string json, string problem) =>
        Assert.That(() => MemoryFilter.Parse((JObject)ScriptedMem0.Json(json)), Throws.ArgumentException.With.Message.Contains(problem));

    [TestCase("""{"user_id":"a","run_id":"b"}""", """{"AND":[{"user_id":"a"},{"run_id":"b"}]}""")]
    [TestCase("""{"metadata":{"a":1,"b":{"ne":2}}}""", """{"AND":[{"metadata":{"a":1}},{"metadata":{"b":{"ne":2}}}]}""")]
    [TestCase("""{"AND":[{"user_id":"a"}]}""", """{"AND":[{"user_id":"a"}]}""")]
    [TestCase("""{"user_id":{"eq":"a"}}""", """{"user_id":{"eq":"a"}}""")]
    [TestCase("""{"text":{"contains":"a"}}""", """{"text":{"contains":"a"}}""")]
    [TestCase("""{"created_at":1700000000}""", """{"created_at":1700000000}""")]
    [TestCase("""{"NOT":[{"user_id":"a"},{"run_id":"b"}]}""", """{"NOT":[{"user_id":"a"},{"run_id":"b"}]}""")]
    [TestCase("""{"app_id":"x","NOT":[{"user_id":"a","run_id":"b"}]}""", """{"AND":[{"app_id":"x"},{"NOT":[{"AND":[{"user_id":"a"},{"run_id":"b"}]}]}]}""")]
    public void Parsing_keeps_the_meaning(string json, string expected) =>
        Assert.That(MemoryFilter.Parse((JObject)ScriptedMem0.Json(json)).ToJson().ToString(Formatting.None), Is.EqualTo(expected));

    [Test]
    public void Parsing_endless_nesting_is_refused()
    {
        var filter = new JObject { ["user_id"] = "a" };
        for (var i = 0; i < 200; i++)
        {
            filter = new JObject { ["NOT"] = filter };
        }

        Assert.That(() => MemoryFilter.Parse(filter), Throws.ArgumentException.With.Message.Contains("64 levels"));
    }

    [Test]
    public void Unchecked_JSON_is_sent_as_it_is_and_does_not_follow_later_changes()
    {
        var raw = (JObject)ScriptedMem0.Json("""{"AND":[{"user_id":{"nin":["a"]}}],"OR":[]}""");
        var filter = MemoryFilter.Unchecked(raw);
        raw.RemoveAll();

        Assert.That(
            new SearchMemoriesRequest("query", filter).Filters.ToString(Formatting.None),
            Is.EqualTo("""{"AND":[{"user_id":{"nin":["a"]}}],"OR":[]}"""));
    }

    [Test]
    public void A_scope_with_user_and_agent_is_refused_since_it_does_not_say_which_of_two_things_is_meant() =>
        Assert.That(
            () => MemoryFilter.Of(EntityScope.User("alice").WithAgent("tutor")),
            Throws.ArgumentException.With.Message.Contains("Infer false belongs to both").And.Message.Contains("MemoryFilter.AnyOf(scope)").And.Message.Contains("whichever user they come from").And.Message.Contains("MemoryFilter.UserId.Is(…) & MemoryFilter.AgentId.Is(…)"));

    [Test]
    public void Either_the_user_or_the_agent_is_asked_for_explicitly()
    {
        var scope = EntityScope.User("alice").WithAgent("tutor");

        Assert.Multiple(() =>
        {
            Assert.That(MemoryFilter.AnyOf(scope), Is.EqualTo(MemoryFilter.UserId.Is("alice") | MemoryFilter.AgentId.Is("tutor")));
            Assert.That(
                MemoryFilter.AnyOf(scope.WithApp("web").WithRun("r1")).ToJson().ToString(Newtonsoft.Json.Formatting.None),
                Is.EqualTo("""{"AND":[{"OR":[{"user_id":"alice"},{"agent_id":"tutor"}]},{"app_id":"web"},{"run_id":"r1"}]}"""));
            Assert.That(MemoryFilter.AnyOf(EntityScope.User("alice").WithRun("r1")), Is.EqualTo(MemoryFilter.Of(EntityScope.User("alice").WithRun("r1"))));
            Assert.That(MemoryFilter.AnyOf(EntityScope.Agent("tutor")), Is.EqualTo(MemoryFilter.AgentId.Is("tutor")));
            Assert.That(() => MemoryFilter.AnyOf(null!), Throws.ArgumentNullException);
        });
    }

    [Test]
    public void A_list_of_exclusions_names_no_entity_and_is_seen_through_for_keywords()
    {
        var filter = MemoryFilter.Parse((JObject)ScriptedMem0.Json("""{"NOT":[{"user_id":"a"},{"keywords":{"contains":"x"}}]}"""));

        Assert.That(() => filter.ToListJson("filter"), Throws.ArgumentException.With.Message.Contains("names no user"));
        Assert.That(() => (EntityScope.User("b") & filter).ToSearchJson("filter"), Throws.ArgumentException.With.Message.Contains("keywords"));
    }

    private static IEnumerable<MemoryFilter> WithoutEntity()
    {
        yield return MemoryFilter.Categories.In("x");
        yield return MemoryFilter.UserId.IsNot("alice");
        yield return !MemoryFilter.UserId.Is("alice");
        yield return MemoryFilter.Metadata("user_id").Is("alice") | MemoryFilter.MemoryIds("m1");
    }

    [TestCaseSource(nameof(WithoutEntity))]
    public void A_search_and_a_list_need_an_entity_that_is_not_excluded(MemoryFilter filter)
    {
        using var service = ScriptedMem0.Responding((200, """{"results":[]}"""));
        using var client = service.Client();

        Assert.That(
            () => client.Memories.SearchAsync("query", filter),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("filter").And.Message.Contains("MemoryFilter.UserId.Is"));
        Assert.That(() => client.Memories.ListAsync(filter), Throws.ArgumentException.With.Property("ParamName").EqualTo("filter"));
        Assert.That(() => client.Memories.ListAllAsync(filter), Throws.ArgumentException);
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public void A_search_fails_on_keywords_so_they_are_refused_there_only()
    {
        var filter = EntityScope.User("alice") & !MemoryFilter.Keywords.Contains("Rome");

        Assert.That(() => new SearchMemoriesRequest("query", filter), Throws.ArgumentException.With.Message.Contains("keywords"));
        Assert.That(() => new ListMemoriesRequest(filter), Throws.Nothing);
    }

    [Test]
    public void Filters_without_a_condition_are_refused_also_when_raw()
    {
        using var service = ScriptedMem0.Responding((200, """{"results":[]}"""));
        using var client = service.Client();

        Assert.That(() => client.Memories.SearchAsync(new SearchMemoriesRequest("query", new JObject())), Throws.ArgumentException);
        Assert.That(() => client.Memories.ListAsync(new ListMemoriesRequest(new JObject())), Throws.ArgumentException);
        Assert.That(() => client.Memories.SummarizeAsync(new SummarizeMemoriesRequest(new JObject())), Throws.ArgumentException);
        Assert.That(() => client.Memories.SearchAsync(" ", EntityScope.User("a")), Throws.ArgumentException.With.Property("ParamName").EqualTo("query"));
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public async Task Search_and_list_take_a_scope_directly()
    {
        using var service = ScriptedMem0.Responding((200, """{"count":0,"next":null,"previous":null,"results":[]}"""));
        using var client = service.Client();

        await client.Memories.SearchAsync("food", EntityScope.User("alice"), topK: 3, threshold: 0.5);
        await client.Memories.ListAsync(EntityScope.Agent("tutor"), page: 2, pageSize: 50);
        await foreach (var _ in client.Memories.ListAllAsync(EntityScope.App("web"), pageSize: 10))
        {
        }

        Assert.That(
            service.Arrived.Select(request => request + " " + request.Body!.ToString(Formatting.None)),
            Is.EqualTo(new[]
            {
                """POST /v3/memories/search/ {"query":"food","filters":{"user_id":"alice"},"top_k":3,"threshold":0.5}""",
                """POST /v3/memories/?page=2&page_size=50 {"filters":{"agent_id":"tutor"}}""",
                """POST /v3/memories/?page=1&page_size=10 {"filters":{"app_id":"web"}}""",
            }));
    }

    [Test]
    public void Its_text_holds_nothing_of_it() => Assert.That(MemoryFilter.UserId.Is("alice").ToString(), Is.EqualTo("(filter)"));

    [Test]
    public void Its_JSON_is_a_new_object_each_time()
    {
        var filter = MemoryFilter.UserId.Is("alice");
        filter.ToJson()["user_id"] = "bob";

        Assert.That((string?)filter.ToJson()["user_id"], Is.EqualTo("alice"));
    }
}
