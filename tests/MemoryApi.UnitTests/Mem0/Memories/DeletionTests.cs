using System;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Mem0.Memories;

public sealed class DeletionTests
{
    private const string Queued = """{"message":"Delete in progress.","event_id":"e1"}""";

    [Test]
    public async Task All_of_one_entity_is_deleted()
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        var deletion = await client.Memories.DeleteAllAsync(EntityScope.Run("r/1"));

        Assert.That(deletion.EventId, Is.EqualTo("e1"));
        Assert.That(service.Arrived[0].ToString(), Is.EqualTo("DELETE /v1/memories/?run_id=r%2F1"));
    }

    [Test]
    public void Several_entities_are_refused_since_the_service_may_honour_one_only()
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        Assert.That(
            () => client.Memories.DeleteAllAsync(EntityScope.User("alice").WithRun("r1")),
            Throws.ArgumentException.With.Message.Contains("doesn't guarantee").And.Message.Contains("DeleteManyAsync").And.Message.Contains("DeleteAllUncheckedAsync"));
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public async Task The_whole_project_takes_a_method_of_its_own()
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        await client.Memories.DeleteAllInProjectAsync();

        Assert.That(service.Arrived[0].ToString(), Is.EqualTo("DELETE /v1/memories/?user_id=%2A&agent_id=%2A&app_id=%2A&run_id=%2A").Or.EqualTo("DELETE /v1/memories/?user_id=*&agent_id=*&app_id=*&run_id=*"));
    }

    [TestCase("user", "DELETE /v1/memories/?user_id=*")]
    [TestCase("agent", "DELETE /v1/memories/?agent_id=*")]
    [TestCase("app", "DELETE /v1/memories/?app_id=*")]
    [TestCase("run", "DELETE /v1/memories/?run_id=*")]
    public async Task The_memories_of_everybody_of_a_type_take_a_method_that_says_so(string type, string expected)
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        var deletion = await client.Memories.DeleteAllOfEveryAsync(type);

        Assert.That(deletion.EventId, Is.EqualTo("e1"));
        Assert.That(Uri.UnescapeDataString(service.Arrived[0].ToString()), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("users")]
    [TestCase("*")]
    public void An_unknown_type_is_refused_before_sending(string type)
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        Assert.That(() => client.Memories.DeleteAllOfEveryAsync(type), Throws.ArgumentException.With.Property("ParamName").EqualTo("type"));
        Assert.That(() => client.Entities.DeleteEveryAsync(type), Throws.ArgumentException.With.Property("ParamName").EqualTo("type"));
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public async Task Several_entities_take_a_method_that_promises_nothing()
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        await client.Memories.DeleteAllUncheckedAsync(EntityScope.User("alice").WithRun("r1"));

        Assert.That(service.Arrived[0].ToString(), Is.EqualTo("DELETE /v1/memories/?user_id=alice&run_id=r1"));
    }

    [TestCase(null, null, null, null, "it sets none")]
    [TestCase("", null, null, null, "blank")]
    [TestCase(" ", null, null, null, "blank")]
    [TestCase("alice", "tutor", null, null, "doesn't guarantee")]
    [TestCase("*", null, null, null, "DeleteAllOfEveryAsync")]
    [TestCase(null, null, null, "*", "DeleteAllOfEveryAsync")]
    [TestCase("*", "*", "*", "*", "DeleteAllInProjectAsync")]
    public async Task What_would_delete_something_else_is_refused_on_every_way(string? user, string? agent, string? app, string? run, string reason)
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        Assert.That(() => client.Memories.DeleteAllAsync(user, agent, app, run), Throws.ArgumentException.With.Message.Contains(reason));
        Assert.That(() => client.WithRawResponse.Memories.DeleteAllAsync(user, agent, app, run), Throws.ArgumentException.With.Message.Contains(reason));
        Assert.That(service.Arrived, Is.Empty);
        await client.Memories.DeleteAllAsync("alice");
        Assert.That(service.Arrived, Has.Count.EqualTo(1));
    }
}
