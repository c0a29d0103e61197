using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests.Mem0;

/// <summary>Searches return changes only after a lag; reads and lists return them at once.</summary>
internal sealed class SearchLagTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private EmulatorSession _session = null!;

    [SetUp]
    public async Task StartAsync() => _session = await EmulatorSession.StartAsync(options =>
    {
        options.TimeProvider = _time;
        options.SearchLag = Lag;
    });

    [TearDown]
    public async Task StopAsync() => await _session.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_was_added_is_read_at_once_and_found_after_the_lag(bool infer)
    {
        var added = await AddAsync("I love espresso", infer);
        var done = await _session.CallAsync("Events_Get", new { event_id = (string?)added["event_id"] });

        Assert.That((string?)done["status"], Is.EqualTo("SUCCEEDED"));
        Assert.That(await ListAsync(), Is.EqualTo(new[] { "I love espresso" }));
        Assert.That(await SearchAsync("espresso"), Is.Empty);
        _time.Advance(Lag - Blink);
        Assert.That(await SearchAsync("espresso"), Is.Empty);
        _time.Advance(Blink);
        Assert.That(await SearchAsync("espresso"), Is.EqualTo(new[] { "I love espresso" }));
    }

    [Test]
    public async Task The_deprecated_searches_lag_as_well()
    {
        await AddAsync("I love espresso");

        var before = await LegacyAsync();
        _time.Advance(Lag);

        Assert.That(before, Is.EqualTo((0, 0)));
        Assert.That(await LegacyAsync(), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_changed_memory_is_found_as_it_was_until_the_lag_is_over()
    {
        var memory_id = _session.Emulator.Mem0.AddMemory("Likes tea", "ann");

        var updated = await _session.CallAsync("Memories_Update", new { memory_id, request = new { text = "Likes coffee" } });

        Assert.That((string?)updated["memory"], Is.EqualTo("Likes coffee"));
        Assert.That((await SearchAsync("tea"), await SearchAsync("coffee")), Is.EqualTo((new[] { "Likes tea" }, Array.Empty<string>())));
        _time.Advance(Lag);
        Assert.That((await SearchAsync("tea"), await SearchAsync("coffee")), Is.EqualTo((Array.Empty<string>(), new[] { "Likes coffee" })));
    }

    [Test]
    public async Task Each_of_several_changes_is_seen_when_its_own_lag_is_over()
    {
        var memory_id = _session.Emulator.Mem0.AddMemory("Likes 0", "ann");
        for (var i = 1; i <= 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _session.CallAsync("Memories_Update", new { memory_id, request = new { text = "Likes " + i } });
        }

        foreach (var seen in new[] { 2, 3, 4, 5, 5 })
        {
            Assert.That(await SearchAsync("likes"), Is.EqualTo(new[] { "Likes " + seen }));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Test]
    public async Task Categories_and_structured_attributes_are_known_after_the_lag()
    {
        await AddAsync("I love to travel");

        var early = await FirstAsync();
        _time.Advance(Lag);
        var late = await FirstAsync();

        Assert.That((early["categories"]!.Type, early["structured_attributes"]!.Type), Is.EqualTo((JTokenType.Null, JTokenType.Null)));
        Assert.That((late["categories"]!.Type, late["structured_attributes"]!.Type), Is.EqualTo((JTokenType.Array, JTokenType.Object)));
    }

    [Test]
    public async Task What_is_deleted_is_gone_at_once()
    {
        var memory_id = _session.Emulator.Mem0.AddMemory("Likes tea", "ann");

        await _session.CallAsync("Memories_Delete", new { memory_id });

        Assert.That(await SearchAsync("tea"), Is.Empty);
    }

    [Test]
    public async Task Indexing_can_be_completed_without_waiting()
    {
        await AddAsync("I love espresso");
        _session.Emulator.Mem0.CompleteEvents();

        _session.Emulator.Mem0.CompleteIndexing();

        Assert.That(await SearchAsync("espresso"), Is.EqualTo(new[] { "I love espresso" }));
        Assert.That((await FirstAsync())["structured_attributes"]!.Type, Is.EqualTo(JTokenType.Object));
    }

    private Task<JToken> AddAsync(string content, bool infer = true) =>
        _session.CallAsync("Memories_Add", new { request = new { messages = new[] { new { role = "user", content } }, user_id = "ann", infer } });

    private async Task<string?[]> SearchAsync(string query)
    {
        var found = await _session.CallAsync("Memories_Search", new { request = new { query, filters = new { user_id = "ann" } } });
        return [.. found["results"]!.Select(memory => (string?)memory["memory"])];
    }

    private async Task<(int V1, int V2)> LegacyAsync()
    {
        var first = await _session.CallAsync("Legacy_Search", new { request = new { query = "espresso", user_id = "ann" } });
        var second = await _session.CallAsync("Legacy_SearchV2", new { request = new { query = "espresso", filters = new { user_id = "ann" } } });
        return (first.Count(), second.Count());
    }

    private async Task<JToken> FirstAsync() => (await _session.CallAsync("Memories_List", new { request = new { filters = new { user_id = "ann" } } }))["results"]![0]!;

    private async Task<string?[]> ListAsync() =>
        [.. (await _session.CallAsync("Memories_List", new { request = new { filters = new { user_id = "ann" } } }))["results"]!.Select(memory => (string?)memory["memory"])];
}
