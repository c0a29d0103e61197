using System;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Mem0.Scopes;

public sealed class EntityScopeTests
{
    [Test]
    public void Combining_leaves_the_original_as_it_was()
    {
        var user = EntityScope.User("alice");
        var all = user.WithAgent("tutor").WithApp("web").WithRun("r1");

        Assert.That((user.UserId, user.AgentId, user.AppId, user.RunId), Is.EqualTo(("alice", (string?)null, (string?)null, (string?)null)));
        Assert.That((all.UserId, all.AgentId, all.AppId, all.RunId), Is.EqualTo(("alice", "tutor", "web", "r1")));
    }

    [Test]
    public void Naming_a_kind_again_replaces_it() =>
        Assert.That(EntityScope.Run("a").WithRun("b"), Is.EqualTo(EntityScope.Run("b")));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    public void A_blank_id_is_refused(string? id)
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => EntityScope.User(id!), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("userId"));
            Assert.That(() => EntityScope.Agent(id!), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("agentId"));
            Assert.That(() => EntityScope.User("a").WithApp(id!), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("appId"));
            Assert.That(() => EntityScope.User("a").WithRun(id!), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("runId"));
        });
    }

    [Test]
    public void The_wildcard_is_refused_with_the_way_to_ask_for_anybody() =>
        Assert.That(() => EntityScope.User("*"), Throws.ArgumentException.With.Message.Contains("MemoryFilter.UserId.IsAny()"));

    [Test]
    public void Scopes_combine_to_filters()
    {
        var (alice, tutor, web) = (EntityScope.User("alice"), EntityScope.Agent("tutor"), EntityScope.App("web"));

        Assert.Multiple(() =>
        {
            Assert.That(alice | tutor, Is.EqualTo(MemoryFilter.UserId.Is("alice") | MemoryFilter.AgentId.Is("tutor")));
            Assert.That(alice & web, Is.EqualTo(MemoryFilter.UserId.Is("alice") & MemoryFilter.AppId.Is("web")));
            Assert.That(alice & !tutor, Is.EqualTo(MemoryFilter.UserId.Is("alice") & !MemoryFilter.AgentId.Is("tutor")));
            Assert.That(alice | tutor | web, Is.EqualTo(MemoryFilter.UserId.Is("alice") | MemoryFilter.AgentId.Is("tutor") | MemoryFilter.AppId.Is("web")));
            Assert.That(alice & MemoryFilter.Categories.In("food"), Is.EqualTo(MemoryFilter.UserId.Is("alice") & MemoryFilter.Categories.In("food")));
            Assert.That(() => alice | tutor.WithUser("bob"), Throws.ArgumentException);
        });
    }

    [Test]
    public void Equality_is_by_all_ids()
    {
        Assert.Multiple(() =>
        {
            Assert.That(EntityScope.User("a").WithRun("r"), Is.EqualTo(EntityScope.Run("r").WithUser("a")));
            Assert.That(EntityScope.User("a") == EntityScope.User("a"), Is.True);
            Assert.That(EntityScope.User("a") != EntityScope.Agent("a"), Is.True);
            Assert.That(EntityScope.User("a").Equals(null), Is.False);
        });
    }

    [Test]
    public void Its_text_names_kinds_and_no_ids() =>
        Assert.That(EntityScope.User("alice").WithRun("r1").ToString(), Is.EqualTo("(user, run)"));
}
