using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Memories;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WaitUntilSearchableTests
{
    private const string First = "11111111-1111-4111-8111-111111111111";
    private const string Second = "22222222-2222-4222-8222-222222222222";

    private static readonly EntityScope Alice = EntityScope.User("alice");
    private static readonly AddMemoriesResult Queued = new() { Status = AddStatus.Pending, EventId = "e1" };

    private readonly WatchedTimeProvider _clock = new();

    private WaitOptions Wait => new() { TimeProvider = _clock, Limit = TimeSpan.FromSeconds(20) };

    [Test]
    public async Task It_waits_for_the_event_and_then_searches_until_all_that_was_stored_is_found()
    {
        using var service = ScriptedMem0.Responding(
            (200, Event("PENDING")), (200, Event("SUCCEEDED", (First, "ADD"), (Second, "ADD"))), (200, Found()), (200, Found(Second)), (200, Found(First)));
        using var client = service.Client();

        var (memoryEvent, _) = await _clock.FinishAsync(client.Memories.WaitUntilSearchableAsync(Queued, Alice, Wait));

        Assert.That(memoryEvent.Results, Has.Count.EqualTo(2));
        Assert.That(service.Arrived.Select(request => request.PathAndQuery), Is.EqualTo(new[]
        {
            "/v1/event/e1/", "/v1/event/e1/", "/v3/memories/search/", "/v3/memories/search/", "/v3/memories/search/",
        }));
        Assert.That(IdsOf(service.Arrived[2]), Is.EqualTo(new[] { First, Second }));
        Assert.That(IdsOf(service.Arrived[4]), Is.EqualTo(new[] { First }), "what was found isn't asked for again");
    }

    [Test]
    public async Task It_asks_for_just_the_stored_memories_also_for_those_that_are_hidden_by_default()
    {
        using var service = ScriptedMem0.Responding((200, Event("SUCCEEDED", (First, "ADD"))), (200, Found(First)));
        using var client = service.Client();

        await client.Memories.WaitUntilSearchableAsync(Queued, Alice.WithAgent("tutor"), Wait);

        Assert.That(
            service.Arrived[1].Body,
            Is.EqualTo(ScriptedMem0.Json(
                $$$"""{"query":"Likes tea","filters":{"AND":[{"OR":[{"user_id":"alice"},{"agent_id":"tutor"}]},{"memory_ids":["{{{First}}}"]}]},"top_k":1,"threshold":0.0,"show_expired":true,"include_merged":true}"""))
                .Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public async Task What_was_stored_at_once_is_only_searched_for()
    {
        using var service = ScriptedMem0.Responding((200, Found(First)));
        using var client = service.Client();
        var addition = new AddMemoriesResult { Status = AddStatus.Succeeded, Results = [new AddedMemory { Id = First, Event = MemoryEventKind.Add }] };

        var memoryEvent = await client.Memories.WaitUntilSearchableAsync(addition, Alice, Wait);

        Assert.That(memoryEvent.Results![0].Id, Is.EqualTo(First));
        Assert.That(service.Arrived.Select(request => request.PathAndQuery), Is.EqualTo(new[] { "/v3/memories/search/" }));
        Assert.That((string?)service.Arrived[0].Body!["query"], Is.Not.Empty, "a query must not be blank");
    }

    [Test]
    public async Task Where_nothing_was_stored_it_ends_with_the_event([Values("DELETE", "NOOP", null)] string? change)
    {
        using var service = ScriptedMem0.Responding((200, change is null ? Event("SUCCEEDED") : Event("SUCCEEDED", (First, change))));
        using var client = service.Client();

        await client.Memories.WaitUntilSearchableAsync(Queued, Alice, Wait);

        Assert.That(service.Arrived, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_limit_ends_both_waits_and_says_which_it_was()
    {
        using var pending = ScriptedMem0.Responding((200, Event("PENDING")));
        using var lagging = ScriptedMem0.Responding((200, Event("SUCCEEDED", (First, "ADD"), (Second, "ADD"))), (200, Found(First)), (200, Found()));
        using var pendingClient = pending.Client();
        using var laggingClient = lagging.Client();

        var (early, _) = await _clock.FailAsync<MemoryEventTimeoutException>(pendingClient.Memories.WaitUntilSearchableAsync(Queued, Alice, Wait));
        var (late, _) = await _clock.FailAsync<MemorySearchTimeoutException>(laggingClient.Memories.WaitUntilSearchableAsync(Queued, Alice, Wait));

        Assert.That(early.LastEvent!.Status, Is.EqualTo(EventStatus.Pending));
        Assert.That((late.Limit, late.Operation), Is.EqualTo((TimeSpan.FromSeconds(20), "Memories_Search")));
        Assert.That(late.MissingIds, Is.EqualTo(new[] { Second }));
        Assert.That(late.ToString(), Does.Not.Contain(Second).And.Not.Contain("tea"));
    }

    [Test]
    public void A_failed_event_is_an_exception_and_nothing_is_searched()
    {
        using var service = ScriptedMem0.Responding((200, Event("FAILED")));
        using var client = service.Client();

        Assert.That(async () => await client.Memories.WaitUntilSearchableAsync(Queued, Alice, Wait), Throws.InstanceOf<MemoryEventFailedException>());
        Assert.That(service.Arrived, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_can_not_be_waited_for_is_refused_before_sending()
    {
        using var service = ScriptedMem0.Responding((500, ""));
        using var client = service.Client();

        Assert.That(
            async () => await client.Memories.WaitUntilSearchableAsync(new AddMemoriesResult { Status = AddStatus.Pending }, Alice),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("addition"));
        Assert.That(async () => await client.Memories.WaitUntilSearchableAsync(Queued, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("scope"));
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public async Task Cancelling_ends_the_wait_as_a_cancellation()
    {
        using var service = ScriptedMem0.Responding((200, Event("SUCCEEDED", (First, "ADD"))), (200, Found()));
        using var client = service.Client();
        using var cancellation = new CancellationTokenSource();
        var waiting = client.Memories.WaitUntilSearchableAsync(Queued, Alice, Wait, cancellationToken: cancellation.Token);
        await _clock.NextWaitAsync(waiting);

        await cancellation.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(cancellation.Token));
    }

    private static IEnumerable<string?> IdsOf(ArrivedRequest request) => request.Body!.SelectToken("filters.AND[1].memory_ids")!.Values<string>();

    private static string Event(string status, params (string Id, string Change)[] results) => new JObject
    {
        ["id"] = "e1",
        ["status"] = status,
        ["results"] = new JArray(results.Select(result => new JObject
        {
            ["id"] = result.Id, ["event"] = result.Change, ["data"] = new JObject { ["memory"] = "Likes tea" },
        })),
    }.ToString();

    private static string Found(params string[] ids) => new JObject
    {
        ["results"] = new JArray(ids.Select(id => new JObject { ["id"] = id, ["memory"] = "Likes tea", ["created_at"] = "2026-01-15T10:30:00Z" })),
    }.ToString();
}
