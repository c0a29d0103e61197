using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Memories;

public sealed class AddTests
{
    private const string Queued = """{"event_id":"e1","status":"PENDING"}""";

    [Test]
    public async Task A_text_is_a_message_of_the_user_with_the_entities_at_the_top_level()
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        var result = await client.Memories.AddAsync(
            "I am vegetarian",
            EntityScope.User("alice").WithRun("trip"),
            metadata: new JObject { ["source"] = "chat" },
            infer: false,
            expirationDate: new CalendarDate(2031, 2, 3));

        Assert.That(result.EventId, Is.EqualTo("e1"));
        Assert.That(service.Arrived[0].ToString(), Is.EqualTo("POST /v3/memories/add/"));
        Assert.That(service.Arrived[0].Body, Is.EqualTo(ScriptedMem0.Json("""
            {"messages":[{"role":"user","content":"I am vegetarian"}],"user_id":"alice","run_id":"trip","metadata":{"source":"chat"},
             "infer":false,"expiration_date":"2031-02-03"}
            """)).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public async Task Messages_are_sent_in_their_order_with_their_roles()
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        await client.Memories.AddAsync(
            [Message.System("Be kind"), Message.User("Hi", name: "Alice"), Message.Assistant("Hello")], EntityScope.Agent("tutor"));

        Assert.That(service.Arrived[0].Body, Is.EqualTo(ScriptedMem0.Json("""
            {"messages":[{"role":"system","content":"Be kind"},{"role":"user","content":"Hi","name":"Alice"},{"role":"assistant","content":"Hello"}],
             "agent_id":"tutor"}
            """)).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public void What_the_service_would_refuse_is_not_sent()
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();
        var scope = EntityScope.User("alice");

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Memories.AddAsync(" ", scope), Throws.ArgumentException.With.Property("ParamName").EqualTo("text"));
            Assert.That(() => client.Memories.AddAsync(Array.Empty<Message>(), scope), Throws.ArgumentException.With.Property("ParamName").EqualTo("messages"));
            Assert.That(() => client.Memories.AddAsync([null!], scope), Throws.ArgumentException.With.Message.Contains("messages[0]"));
            Assert.That(() => client.Memories.AddAsync("text", null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("scope"));
            Assert.That(
                () => client.Memories.AddAsync(new AddMemoriesRequest([Message.User("text")])),
                Throws.ArgumentException.With.Message.Contains("UserId, AgentId, AppId or RunId"));
            Assert.That(
                () => client.Memories.AddAsync(new AddMemoriesRequest([Message.User("text")]) { UserId = " " }),
                Throws.ArgumentException.With.Message.Contains("AddMemoriesRequest.UserId"));
            Assert.That(() => Message.User(null!), Throws.ArgumentNullException);
            Assert.That(service.Arrived, Is.Empty);
        });
    }
}
