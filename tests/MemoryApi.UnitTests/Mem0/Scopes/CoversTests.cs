using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Mem0.Scopes;

/// <summary>Whether a single memory may be used on behalf of a scope.</summary>
public sealed class CoversTests
{
    private static readonly EntityScope Alice = EntityScope.User("alice");
    private static readonly EntityScope AliceWithTutor = Alice.WithAgent("tutor");

    [Test]
    public void A_memory_of_the_user_is_covered_whether_it_names_the_agent_or_not()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Alice.Covers(Of("alice", null)), Is.True);
            Assert.That(AliceWithTutor.Covers(Of("alice", null)), Is.True);
            Assert.That(AliceWithTutor.Covers(Of("alice", "tutor")), Is.True);
            Assert.That(Alice.Covers(Of("alice", "tutor")), Is.True);
        });
    }

    [Test]
    public void A_memory_of_another_user_is_not_covered_even_of_the_same_agent()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Alice.Covers(Of("bob", null)), Is.False);
            Assert.That(AliceWithTutor.Covers(Of("bob", "tutor")), Is.False);
            Assert.That(Alice.Covers(Of("Alice", null)), Is.False, "ids are compared exactly");
        });
    }

    [Test]
    public void What_belongs_to_the_agent_alone_is_not_covered_by_a_scope_with_a_user()
    {
        Assert.Multiple(() =>
        {
            Assert.That(AliceWithTutor.Covers(Of(null, "tutor")), Is.False);
            Assert.That(EntityScope.Agent("tutor").Covers(Of(null, "tutor")), Is.True);
            Assert.That(AliceWithTutor.Covers(Of("", "tutor")), Is.False, "an empty id is none");
        });
    }

    [Test]
    public void A_memory_of_another_agent_app_or_run_is_not_covered()
    {
        Assert.Multiple(() =>
        {
            Assert.That(AliceWithTutor.Covers(Of("alice", "coach")), Is.False);
            Assert.That(Alice.WithApp("web").Covers(Of("alice", null, app: "mobile")), Is.False);
            Assert.That(Alice.WithRun("r1").Covers(Of("alice", null, run: "r2")), Is.False);
        });
    }

    [Test]
    public void A_memory_that_has_nothing_in_common_with_the_scope_is_not_covered()
    {
        Assert.Multiple(() =>
        {
            Assert.That(EntityScope.Agent("tutor").Covers(Of("alice", null)), Is.False);
            Assert.That(EntityScope.Run("r1").Covers(Of(null, null)), Is.False);
        });
    }

    [Test]
    public void What_a_search_found_is_compared_like_what_a_list_has() =>
        Assert.That(AliceWithTutor.Covers(new ScoredMemory { Id = "m1", UserId = "alice" }), Is.True);

    [Test]
    public void A_missing_memory_is_refused() =>
        Assert.That(() => Alice.Covers(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("memory"));

    [Test]
    public void It_is_the_same_as_the_rule_in_words()
    {
        var id = Gen.Elements<string?>(null, "a", "b");
        var ids = from user in id from agent in id from app in id from run in id select new[] { user, agent, app, run };
        var cases = (from ours in ids.Where(some => some.Any(one => one is not null)) from theirs in ids select (ours, theirs)).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(cases, both =>
        {
            var (ours, theirs) = both;
            var named = Enumerable.Range(0, 4).Where(kind => ours[kind] is not null && theirs[kind] is not null).ToList();
            var expected = named.Count > 0 && named.All(kind => ours[kind] == theirs[kind]) && (ours[0] is null || theirs[0] is not null);

            return EntityScope.Of(ours[0], ours[1], ours[2], ours[3])!.Covers(Of(theirs[0], theirs[1], theirs[2], theirs[3])) == expected;
        }));
    }

    private static Memory Of(string? user, string? agent, string? app = null, string? run = null) =>
        new() { Id = "m1", UserId = user, AgentId = agent, AppId = app, RunId = run };
}
