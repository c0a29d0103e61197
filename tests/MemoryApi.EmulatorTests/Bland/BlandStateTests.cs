using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests.Bland;

/// <summary>Changes of Bland's state in the emulator.</summary>
internal sealed class BlandStateTests
{
    private const string Phone = "+15551234567";

    [Test]
    public async Task Resolving_finds_a_contact_by_any_of_its_identifiers()
    {
        await using var session = await EmulatorSession.StartAsync();

        var created = await session.CallAsync("Contacts_Resolve", new { request = new { phone_number = Phone, email = "ann@example.com" } });
        var found = await session.CallAsync("Contacts_Resolve", new { request = new { email = "ann@example.com", external_id = "crm-1" } });

        Assert.That(((bool)created["created"]!, (bool)found["created"]!), Is.EqualTo((true, false)));
        Assert.That((string?)found["contact"]!["id"], Is.EqualTo((string?)created["contact"]!["id"]));
        Assert.That(session.Emulator.Bland.ContactCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Finding_nobody_is_a_null_and_creates_nobody()
    {
        await using var session = await EmulatorSession.StartAsync();

        var found = await session.CallAsync("Contacts_Find", new { request = new { phone_number = Phone } });

        Assert.That(found.Type, Is.EqualTo(JTokenType.Null));
        Assert.That(session.Emulator.Bland.ContactCount, Is.Zero);
    }

    [TestCase("/v1/contacts/resolve")]
    [TestCase("/v1/contacts/find")]
    public async Task A_contact_without_an_identifier_is_refused_in_the_words_of_the_service(string path)
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync("POST", path, """{"name":"Ann"}""");

        Assert.That(exchange.Status, Is.EqualTo(400), exchange.ToString());
        Assert.That((string?)exchange.Json!["errors"]![0]!["message"], Is.EqualTo("At least one identifier (phone_number, email, or external_id) is required"));
    }

    [Test]
    public async Task Merging_moves_identifiers_and_memories_to_the_primary_contact()
    {
        await using var session = await EmulatorSession.StartAsync();
        var primary_contact_id = await ContactAsync(session, new { phone_number = Phone });
        var duplicate_contact_id = await ContactAsync(session, new { email = "ann@example.com" });
        var own = await MemoryAsync(session, primary_contact_id);
        var other = await MemoryAsync(session, duplicate_contact_id);
        await session.CallAsync("Memory_MergeFacts", new { memory_id = own, request = new { facts = new { plan = "pro" } } });
        await session.CallAsync("Memory_MergeFacts", new { memory_id = other, request = new { facts = new { plan = "trial", city = "Austin" } } });

        await session.CallAsync("Contacts_Merge", new { request = new { primary_contact_id, duplicate_contact_id } });

        var found = await session.CallAsync("Contacts_Find", new { request = new { email = "ann@example.com" } });
        var facts = (await session.CallAsync("Memory_Get", new { memory_id = own }))["facts"];
        Assert.That((string?)found["id"], Is.EqualTo(primary_contact_id));
        Assert.That(JToken.DeepEquals(facts, JObject.Parse("""{"plan":"pro","city":"Austin"}""")), Is.True, facts!.ToString());
        Assert.That((await session.RefusedAsync("Contacts_Get", new { contact_id = duplicate_contact_id })).StatusCode, Is.EqualTo(404));
        Assert.That((await session.RefusedAsync("Memory_Get", new { memory_id = other })).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task A_contact_has_one_memory_for_each_persona()
    {
        await using var session = await EmulatorSession.StartAsync();
        var contact = await ContactAsync(session, new { phone_number = Phone });

        var first = await MemoryAsync(session, contact, "p1");

        Assert.That(await MemoryAsync(session, contact, "p1"), Is.EqualTo(first));
        Assert.That(await MemoryAsync(session, contact, "p2"), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Facts_are_added_and_overwritten_and_a_nested_object_is_replaced()
    {
        await using var session = await EmulatorSession.StartAsync();
        var memory_id = await MemoryAsync(session, await ContactAsync(session, new { phone_number = Phone }));

        await session.CallAsync("Memory_MergeFacts", new { memory_id, request = new { facts = new { name = "Ann", address = new { city = "Austin" } } } });
        var merged = await session.CallAsync("Memory_MergeFacts", new { memory_id, request = new { facts = new { address = new { state = "TX" } } } });

        Assert.That(JToken.DeepEquals(merged["facts"], JObject.Parse("""{"name":"Ann","address":{"state":"TX"}}""")), Is.True, merged.ToString());
    }

    [Test]
    public async Task Resetting_empties_the_memory_and_keeps_its_id()
    {
        await using var session = await EmulatorSession.StartAsync();
        var contact_id = await ContactAsync(session, new { phone_number = Phone });
        var memory_id = await MemoryAsync(session, contact_id);
        session.Emulator.Bland.RecordCall(memory_id, "call-1", [("user", "Hello")], "Said hello.", """{"mood":"good"}""");

        await session.CallAsync("Memory_Reset", new { request = new { contact_id, persona_id = "p1" } });

        var memory = await session.CallAsync("Memory_Get", new { memory_id });
        Assert.That(memory["facts"], Is.Empty);
        Assert.That(memory["recent_messages"], Is.Empty);
        Assert.That(memory["summary"]!.Type, Is.EqualTo(JTokenType.Null));
    }

    [Test]
    public async Task A_call_leaves_messages_and_its_changes()
    {
        await using var session = await EmulatorSession.StartAsync();
        var memory_id = await MemoryAsync(session, await ContactAsync(session, new { phone_number = Phone }));

        session.Emulator.Bland.RecordCall(memory_id, "call-1", [("user", "Hello"), ("assistant", "Hi")], "Said hello.", """{"mood":"good"}""");

        var messages = await session.CallAsync("Memory_GetMessages", new { memory_id });
        var changes = await session.CallAsync("Memory_GetChanges", new { call_id = "call-1" });
        Assert.That(messages.Select(message => (string?)message["content"]), Is.EqualTo(new[] { "Hello", "Hi" }));
        Assert.That(changes["initial_memory"]!["facts"], Is.Empty);
        Assert.That((string?)changes["changes"]!["summary"], Is.EqualTo("Said hello."));
    }

    [Test]
    public async Task A_message_with_another_role_is_refused_and_nothing_of_the_call_is_recorded()
    {
        await using var session = await EmulatorSession.StartAsync();
        var memory_id = await MemoryAsync(session, await ContactAsync(session, new { phone_number = Phone }));

        Assert.That(
            () => session.Emulator.Bland.RecordCall(memory_id, "call-1", [("user", "Hello"), ("asistant", "Hi")], "Said hello."),
            Throws.ArgumentException.With.Message.StartsWith("A message can't have the role 'asistant'. The roles are user and assistant."));
        Assert.That(await session.CallAsync("Memory_GetMessages", new { memory_id }), Is.Empty);
    }

    [Test]
    public async Task A_disabled_persona_learns_nothing_from_a_call()
    {
        await using var session = await EmulatorSession.StartAsync();
        var memory_id = await MemoryAsync(session, await ContactAsync(session, new { phone_number = Phone }));
        await session.CallAsync("Memory_SetEnabled", new { request = new { memory_enabled = false, persona_id = "p1", version_id = "v1" } });

        session.Emulator.Bland.RecordCall(memory_id, "call-1", [("user", "Hello")]);

        Assert.That(await session.CallAsync("Memory_GetMessages", new { memory_id }), Is.Empty);
    }

    [Test]
    public async Task A_store_keeps_its_users_and_their_calls()
    {
        await using var session = await EmulatorSession.StartAsync();
        var memory_id = (string)(await session.CallAsync("Stores_Create", new { request = new { name = "Support" } }))["id"]!;
        var user = new { memory_id, request = new { phone_number = Phone } };
        await session.CallAsync("Stores_AddUser", user);
        session.Emulator.Bland.RegisterStoreCall("call-1", Phone, "Asked for the price.");

        await session.CallAsync("Stores_AddCall", new { memory_id, request = new { call_id = "call-1" } });
        await session.CallAsync("Stores_AddCall", new { memory_id, request = new { call_id = "call-1" } });

        var calls = await session.CallAsync("Stores_SearchUserCalls", user);
        Assert.That(calls.Select(call => (string?)call["summary"]), Is.EqualTo(new[] { "Asked for the price." }));
        Assert.That((await session.RefusedAsync("Stores_AddUser", user)).StatusCode, Is.EqualTo(400));
        await session.CallAsync("Stores_RemoveUser", user);
        Assert.That((await session.RefusedAsync("Stores_GetUser", user)).StatusCode, Is.EqualTo(404));
        await session.CallAsync("Stores_Delete", new { memory_id });
        Assert.That((await session.RefusedAsync("Stores_Get", new { memory_id })).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task The_rate_limit_counts_memory_routes_in_a_fixed_window()
    {
        var time = new FakeTimeProvider();
        await using var session = await EmulatorSession.StartAsync(options =>
        {
            options.BlandRateLimit = 2;
            options.TimeProvider = time;
        });
        await session.CallAsync("Stores_List");
        await session.CallAsync("Contacts_List");
        await session.CallAsync("Stores_List");

        var refusal = await session.RefusedAsync("Stores_List");

        Assert.That(refusal, Is.TypeOf<MemoryApiRateLimitException>());
        Assert.That(refusal.Headers["Retry-After"], Is.EqualTo(new[] { "900" }));
        Assert.That(session.Log.Last.ContentType, Is.EqualTo("text/html"));
        Assert.That(session.Emulator.Counters.Processed("Stores_List"), Is.EqualTo(2));
        await session.CallAsync("Contacts_List");
        time.Advance(TimeSpan.FromMinutes(15));
        await session.CallAsync("Stores_List");
    }

    private static async Task<string> ContactAsync(EmulatorSession session, object request) =>
        (string)(await session.CallAsync("Contacts_Resolve", new { request }))["contact"]!["id"]!;

    private static async Task<string> MemoryAsync(EmulatorSession session, string contact_id, string persona_id = "p1") =>
        (string)(await session.CallAsync("Memory_GetOrCreate", new { request = new { contact_id, persona_id } }))["memory"]!["id"]!;
}
