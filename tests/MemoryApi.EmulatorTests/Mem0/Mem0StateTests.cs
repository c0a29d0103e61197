using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests.Mem0;

/// <summary>Changes of Mem0's state in the emulator.</summary>
internal sealed class Mem0StateTests
{
    private static readonly TimeSpan EventDelay = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task An_inferring_add_stores_nothing_until_its_event_is_done()
    {
        await using var session = await StartQueuedAsync();

        var added = await AddAsync(session, "I love espresso");

        Assert.That((string?)added["status"], Is.EqualTo("PENDING"));
        Assert.That((string?)(await EventAsync(session, added))["status"], Is.EqualTo("PENDING"));
        Assert.That(session.Emulator.Mem0.MemoryCount, Is.Zero);
        _time.Advance(EventDelay);
        var done = await EventAsync(session, added);
        Assert.That((string?)done["status"], Is.EqualTo("SUCCEEDED"));
        Assert.That((string?)done["event_type"], Is.EqualTo("ADD"));
        Assert.That((string?)done["results"]![0]!["event"], Is.EqualTo("ADD"));
        Assert.That((double)done["latency"]!, Is.EqualTo(EventDelay.TotalMilliseconds));
        Assert.That(session.Emulator.Mem0.MemoryCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_failed_event_says_so_and_has_no_effect()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.FailEvents();

        var failed = await AddAsync(session, "I love espresso");
        var succeeded = await AddAsync(session, "I love tea");

        Assert.That((string?)(await EventAsync(session, failed))["status"], Is.EqualTo("FAILED"));
        Assert.That((string?)(await EventAsync(session, succeeded))["status"], Is.EqualTo("SUCCEEDED"));
        Assert.That(session.Emulator.Mem0.MemoryCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Completing_the_events_needs_no_time()
    {
        await using var session = await StartQueuedAsync();
        await AddAsync(session, "I love espresso");

        session.Emulator.Mem0.CompleteEvents();

        Assert.That(session.Emulator.Mem0.MemoryCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_verbatim_add_stores_each_new_message_at_once()
    {
        await using var session = await StartQueuedAsync();
        var request = new { messages = new[] { Message("I love espresso"), Message("I love tea") }, user_id = "ann", infer = false };

        var added = await session.CallAsync("Memories_Add", new { request });
        var again = await session.CallAsync("Memories_Add", new { request });

        Assert.That(added["results"]!.Count(), Is.EqualTo(2));
        Assert.That(again["results"], Is.Empty);
        Assert.That(session.Emulator.Mem0.MemoryCount, Is.EqualTo(2));
    }

    [Test]
    public async Task The_history_has_a_row_for_each_change_and_outlives_the_memory()
    {
        await using var session = await EmulatorSession.StartAsync();
        var memory_id = session.Emulator.Mem0.AddMemory("Likes tea", "ann");

        await session.CallAsync("Memories_Update", new { memory_id, request = new { text = "Likes coffee" } });
        await session.CallAsync("Memories_Delete", new { memory_id });

        var rows = await session.CallAsync("Memories_GetHistory", new { memory_id });
        Assert.That(
            rows.Select(row => ((string?)row["event"], (string?)row["old_memory"], (string?)row["new_memory"])),
            Is.EqualTo(new[] { ("ADD", (string?)null, "Likes tea"), ("UPDATE", "Likes tea", "Likes coffee"), ("DELETE", "Likes coffee", (string?)null) }));
        Assert.That((await session.RefusedAsync("Memories_Get", new { memory_id })).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task An_update_changes_what_it_sends_and_null_clears()
    {
        await using var session = await EmulatorSession.StartAsync();
        var memory_id = session.Emulator.Mem0.AddMemory("Likes tea", "ann", metadata: """{"a":1}""", expirationDate: new DateOnly(2099, 1, 1));

        var metadata = await session.CallAsync("Memories_Update", new { memory_id, request = new { metadata = new { b = 2 } } });
        var cleared = await session.CallAsync("Memories_Update", new { memory_id, request = new { expiration_date = (string?)null } });

        Assert.That(JToken.DeepEquals(metadata["metadata"], JObject.Parse("""{"b":2}""")), Is.True);
        Assert.That((string?)metadata["expiration_date"], Is.EqualTo("2099-01-01"));
        Assert.That(cleared["expiration_date"]!.Type, Is.EqualTo(JTokenType.Null));
        Assert.That((string?)cleared["memory"], Is.EqualTo("Likes tea"));
    }

    [Test]
    public async Task An_expired_memory_is_listed_only_on_request()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Mem0.AddMemory("Likes tea", "ann", expirationDate: new DateOnly(2020, 1, 1));
        var filters = new { user_id = "ann" };

        var usual = await session.CallAsync("Memories_List", new { request = new { filters } });
        var all = await session.CallAsync("Memories_List", new { request = new { filters, show_expired = true } });

        Assert.That(((int)usual["count"]!, (int)all["count"]!), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Entities_appear_with_their_first_memory()
    {
        await using var session = await EmulatorSession.StartAsync();
        var before = await session.CallAsync("Entities_List");

        session.Emulator.Mem0.AddMemory("Likes tea", "ann", runId: "r1");

        var after = await session.CallAsync("Entities_List");
        Assert.That((int)before["count"]!, Is.Zero);
        Assert.That(after["results"]!.Select(entity => ((string?)entity["type"], (string?)entity["name"])), Is.EquivalentTo(new[] { ("user", "ann"), ("run", "r1") }));
    }

    [Test]
    public async Task Deleting_a_user_entity_removes_its_memories_once_the_event_is_done()
    {
        await using var session = await StartQueuedAsync();
        session.Emulator.Mem0.AddMemory("Likes tea", "ann");
        session.Emulator.Mem0.AddMemory("Likes milk", "bob");
        var ann = new { entity_type = "user", entity_id = "ann" };

        var queued = await session.CallAsync("Entities_Delete", ann);

        Assert.That(session.Emulator.Mem0.MemoryCount, Is.EqualTo(2));
        await session.CallAsync("Entities_Get", ann);
        _time.Advance(EventDelay);
        var done = await EventAsync(session, queued);
        Assert.That(((string?)done["event_type"], (string?)done["status"]), Is.EqualTo(("DELETE_USER", "SUCCEEDED")));
        Assert.That(session.Emulator.Mem0.MemoryCount, Is.EqualTo(1));
        Assert.That((await session.RefusedAsync("Entities_Get", ann)).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task Deleting_all_of_a_user_spares_what_was_added_after_the_request()
    {
        await using var session = await StartQueuedAsync();
        session.Emulator.Mem0.AddMemory("Likes tea", "ann");

        await session.CallAsync("Memories_DeleteAll", new { user_id = "ann" });
        session.Emulator.Mem0.AddMemory("Likes milk", "ann");
        session.Emulator.Mem0.CompleteEvents();

        var left = await session.CallAsync("Memories_List", new { request = new { filters = new { user_id = "ann" } } });
        Assert.That(left["results"]!.Select(memory => (string?)memory["memory"]), Is.EqualTo(new[] { "Likes milk" }));
    }

    [Test]
    public async Task Latest_only_leaves_replaced_memories_out()
    {
        await using var session = await EmulatorSession.StartAsync();
        var older = session.Emulator.Mem0.AddMemory("Likes tea", "ann");
        session.Emulator.Mem0.Supersede(older, session.Emulator.Mem0.AddMemory("Likes coffee", "ann"));

        var latest = await session.CallAsync("Memories_List", new { request = new { filters = new { user_id = "ann" }, latest_only = true } });

        Assert.That(latest["results"]!.Select(memory => (string?)memory["memory"]), Is.EqualTo(new[] { "Likes coffee" }));
    }

    [Test]
    public async Task A_batch_update_with_an_unknown_memory_changes_none()
    {
        await using var session = await EmulatorSession.StartAsync();
        var memory_id = session.Emulator.Mem0.AddMemory("Likes tea", "ann");

        var refusal = await session.RefusedAsync("Memories_BatchUpdate", new
        {
            request = new { memories = new[] { new { memory_id, text = "Likes coffee" }, new { memory_id = Guid.NewGuid().ToString(), text = "x" } } },
        });

        Assert.That(refusal.StatusCode, Is.EqualTo(400));
        Assert.That((string?)(await session.CallAsync("Memories_Get", new { memory_id }))["memory"], Is.EqualTo("Likes tea"));
    }

    [Test]
    public async Task A_batch_delete_can_be_repeated()
    {
        await using var session = await EmulatorSession.StartAsync();
        var request = new { memories = new[] { new { memory_id = session.Emulator.Mem0.AddMemory("Likes tea", "ann") } } };

        await session.CallAsync("Memories_BatchDelete", new { request });
        var again = await session.CallAsync("Memories_BatchDelete", new { request });

        Assert.That((string?)again["message"], Is.EqualTo("Successfully deleted 0 memories"));
        Assert.That(session.Emulator.Mem0.MemoryCount, Is.Zero);
    }

    [Test]
    public async Task An_export_is_not_found_until_it_is_ready()
    {
        await using var session = await StartQueuedAsync();
        session.Emulator.Mem0.AddMemory("Loves espresso", "ann");
        var schema = new { type = "object", properties = new { all = new { type = "array", items = new { type = "string" } } } };
        var created = await session.CallAsync("Exports_Create", new { request = new { schema, filters = new { AND = new[] { new { user_id = "ann" } } } } });
        var request = new { memory_export_id = (string)created["id"]! };

        Assert.That((await session.RefusedAsync("Exports_Get", new { request })).StatusCode, Is.EqualTo(404));
        _time.Advance(EventDelay);
        var export = await session.CallAsync("Exports_Get", new { request });

        Assert.That(export["all"]!.Values<string>(), Is.EqualTo(new[] { "Loves espresso" }));
    }

    [Test]
    public async Task The_same_idempotency_key_starts_one_profile_job()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Mem0.AddMemory("Lives in Berlin", "ann");
        var arguments = new { idempotencyKey = "trigger-1", request = new { operation = "trigger", entity_type = "user", entity_id = "ann" } };

        var first = await session.CallAsync("Profiles_CreateJob", arguments);
        var second = await session.CallAsync("Profiles_CreateJob", arguments);
        var other = await session.CallAsync("Profiles_CreateJob", new { arguments.idempotencyKey, request = new { operation = "sample", entity_type = "user", limit = 1 } });

        Assert.That(new[] { second, other }.Select(job => (string?)job["job_id"]), Is.All.EqualTo((string?)first["job_id"]));
        Assert.That(new[] { first, second, other }.Select(job => (bool)job["replayed"]!), Is.EqualTo(new[] { false, true, true }));
        Assert.That((string?)other["operation"], Is.EqualTo("trigger"), "the earlier job is returned, although the request differs");
    }

    private Task<EmulatorSession> StartQueuedAsync() => EmulatorSession.StartAsync(options =>
    {
        options.EventDelay = EventDelay;
        options.TimeProvider = _time;
    });

    private static object Message(string content) => new { role = "user", content };

    private static Task<JToken> AddAsync(EmulatorSession session, string text) =>
        session.CallAsync("Memories_Add", new { request = new { messages = new[] { Message(text) }, user_id = "ann" } });

    private static Task<JToken> EventAsync(EmulatorSession session, JToken queued) =>
        session.CallAsync("Events_Get", new { event_id = (string)queued["event_id"]! });
}
