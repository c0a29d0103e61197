using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests.Mem0;

/// <summary>The status of events, and listing them.</summary>
internal sealed class EventTests
{
    [Test]
    public async Task A_failed_event_says_why()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.FailEvents(error: "The model is busy.");

        var failed = await session.CallAsync("Events_Get", new { event_id = await AddAsync(session) });
        var succeeded = await session.CallAsync("Events_Get", new { event_id = await AddAsync(session) });

        Assert.That(((string?)failed["status"], (string?)failed["error"]), Is.EqualTo(("FAILED", "The model is busy.")));
        Assert.That(succeeded["error"]!.Type, Is.EqualTo(JTokenType.Null));
    }

    [Test]
    public async Task Events_are_listed_by_kind_and_day()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 23, 0, 0, TimeSpan.Zero));
        await using var session = await EmulatorSession.StartAsync(options => options.TimeProvider = time);
        var first = await AddAsync(session);
        time.Advance(TimeSpan.FromHours(2));
        var second = await AddAsync(session);
        var deletion = (string?)(await session.CallAsync("Memories_DeleteAll", new { user_id = "ann" }))["event_id"];

        Assert.That(await IdsAsync(session, new { }), Is.EqualTo(new[] { deletion, second, first }));
        Assert.That(await IdsAsync(session, new { event_type = "ADD" }), Is.EqualTo(new[] { second, first }));
        Assert.That(await IdsAsync(session, new { end_date = "2026-01-15" }), Is.EqualTo(new[] { first }));
        Assert.That(await IdsAsync(session, new { start_date = "2026-01-16", event_type = "DELETE_ALL" }), Is.EqualTo(new[] { deletion }));
    }

    [TestCase("", 50)]
    [TestCase("?page_size=7", 7)]
    [TestCase("?page_size=1000", 100)]
    public async Task A_page_has_50_events_unless_asked_otherwise_and_at_most_100(string query, int size)
    {
        await using var session = await EmulatorSession.StartAsync();
        for (var i = 0; i < 101; i++)
        {
            await AddAsync(session);
        }

        var page = (await session.SendAsync("GET", "/v1/events/" + query)).Json!;

        Assert.That(page["results"]!.Count(), Is.EqualTo(size));
        Assert.That((int)page["count"]!, Is.EqualTo(101));
    }

    private static async Task<string?> AddAsync(EmulatorSession session) => (string?)(await session.CallAsync(
        "Memories_Add", new { request = new { messages = new[] { new { role = "user", content = "I love tea" } }, user_id = "ann" } }))["event_id"];

    private static async Task<string?[]> IdsAsync(EmulatorSession session, object arguments) =>
        [.. (await session.CallAsync("Events_List", arguments))["results"]!.Select(listed => (string?)listed["id"])];
}
