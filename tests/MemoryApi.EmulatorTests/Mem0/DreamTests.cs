using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Microsoft.Extensions.Time.Testing;

namespace MemoryApi.EmulatorTests.Mem0;

/// <summary>The results of Dream, as the clients read them.</summary>
internal sealed class DreamTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private EmulatorSession _session = null!;

    [SetUp]
    public async Task StartAsync() => _session = await EmulatorSession.StartAsync(options => options.TimeProvider = _time);

    [TearDown]
    public async Task StopAsync() => await _session.DisposeAsync();

    [Test]
    public async Task Synthesis_is_off_until_it_is_switched_on_and_remembers_since_when()
    {
        var before = await _session.Mem0.Dream.GetConfigAsync();
        var on = await _session.Mem0.Dream.UpdateConfigAsync(new UpdateDreamConfigRequest { ReflectionEnabled = true });
        var since = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromDays(1));
        var direct = await _session.Mem0.Dream.UpdateConfigAsync(new UpdateDreamConfigRequest { ReflectionEnabled = true, ReflectionMode = DreamReflectionMode.Direct });
        var off = await _session.Mem0.Dream.UpdateConfigAsync(new UpdateDreamConfigRequest { ReflectionEnabled = false });

        Assert.That(States(before, on, direct, off), Is.EqualTo(new (bool?, DateTimeOffset?, DreamReflectionMode?)[]
        {
            (false, null, DreamReflectionMode.Batch),
            (true, since, DreamReflectionMode.Batch),
            (true, since, DreamReflectionMode.Direct),
            (false, null, DreamReflectionMode.Direct),
        }));
    }

    [Test]
    public async Task Every_run_is_reached_by_cursors_while_others_are_added()
    {
        var runs = Enumerable.Range(0, 7).Select(number => Synthesize("Pattern " + number).RunId).ToList();
        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _session.Mem0.Dream.ListRunsAsync(limit: 3, cursor: cursor);
            read.AddRange(page.Results.Select(run => run.RunId));
            cursor = page.NextCursor;
            Synthesize("Added meanwhile");
        }
        while (cursor is not null);

        Assert.That(read, Is.EqualTo(Enumerable.Reverse(runs)));
    }

    [Test]
    public async Task A_long_run_has_its_first_memories_with_it_and_leads_to_the_others()
    {
        var source = _session.Emulator.Mem0.AddMemory("Runs at six", "ann", runId: "r1");
        var (first, runId) = _session.Emulator.Mem0.Synthesize("Pattern 0", [source]);
        var ids = new List<string> { first };
        for (var i = 1; i < 25; i++)
        {
            ids.Add(_session.Emulator.Mem0.Synthesize("Pattern " + i, [source], runId).MemoryId);
        }

        var run = (await _session.Mem0.Dream.ListRunsAsync()).Results.Single();
        var read = run.Synthesized!.Select(memory => (string?)memory["id"]).ToList();
        for (var cursor = run.MemCursor; cursor is not null;)
        {
            var page = await _session.Mem0.Dream.ListRunMemoriesAsync(run.RunId, limit: 6, cursor: cursor);
            read.AddRange(page.Results!.Select(memory => (string?)memory["id"]));
            cursor = page.NextCursor;
        }

        Assert.That((run.Count, run.HasMore, run.At), Is.EqualTo(((int?)25, (bool?)true, (DateTimeOffset?)_time.GetUtcNow())));
        Assert.That(run.Sources!.Select(memory => (string?)memory["id"]), Is.EqualTo(new[] { source }));
        Assert.That(read, Is.EqualTo(ids));
    }

    [Test]
    public async Task A_synthesized_memory_belongs_to_the_user_says_so_and_leads_to_its_sources()
    {
        var (memoryId, _) = Synthesize("Is an early riser");

        var memory = await _session.Mem0.Memories.GetAsync(memoryId);
        var sources = await _session.Mem0.Dream.GetSourcesAsync(memoryId);

        Assert.That((memory.UserId, memory.Synthesized), Is.EqualTo(("ann", (bool?)true)));
        Assert.That(sources["results"]!.Select(source => (string?)source["memory"]), Is.EqualTo(new[] { "Source of Is an early riser" }));
    }

    [Test]
    public async Task What_was_superseded_is_listed_latest_first_and_counted()
    {
        var (tea, milk, coffee) = (Add("tea"), Add("milk"), Add("coffee"));
        _session.Emulator.Mem0.Supersede(tea, milk);
        _time.Advance(TimeSpan.FromMinutes(1));
        _session.Emulator.Mem0.Supersede(milk, coffee);

        var activity = await _session.Mem0.Dream.ListActivityAsync();
        var stats = await _session.Mem0.Dream.GetStatsAsync();

        Assert.That(activity.Results!.Select(change => (string?)change["memory_id"]), Is.EqualTo(new[] { milk, tea }));
        Assert.That(((int)stats["active"]!, (int)stats["superseded"]!), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_preview_counts_users_with_20_memories_and_changes_nothing()
    {
        for (var i = 0; i < 20; i++)
        {
            _session.Emulator.Mem0.AddMemory("Fact " + i, "ann");
            _session.Emulator.Mem0.AddMemory("Fact " + i, i == 0 ? "carl" : "bob");
        }

        var preview = await _session.Mem0.Dream.PreviewAsync();

        Assert.That(((int)preview["eligible_users"]!, (int)preview["eligible_memories"]!), Is.EqualTo((1, 20)));
        Assert.That(_session.Emulator.Mem0.MemoryCount, Is.EqualTo(40));
    }

    [Test]
    public async Task Another_project_has_its_own_configuration_and_nothing_to_dream_of()
    {
        Synthesize("Is an early riser");
        var project = (await _session.Mem0.Projects.CreateAsync("Other")).ProjectId!;
        await _session.Mem0.Dream.UpdateConfigAsync("org_emulator", project, new UpdateDreamConfigRequest { ReflectionEnabled = true });

        Assert.That((await _session.Mem0.Dream.ListRunsAsync("org_emulator", project)).Results, Is.Empty);
        Assert.That((await _session.Mem0.Dream.GetConfigAsync()).Config!.ReflectionEnabled, Is.False);
    }

    private static IEnumerable<(bool?, DateTimeOffset?, DreamReflectionMode?)> States(params DreamConfig[] configs) =>
        configs.Select(config => (config.Config!.ReflectionEnabled, config.Config.ReflectionEnabledAt, config.Config.ReflectionMode));

    private string Add(string what) => _session.Emulator.Mem0.AddMemory("Likes " + what, "ann");

    private (string MemoryId, string RunId) Synthesize(string pattern) =>
        _session.Emulator.Mem0.Synthesize(pattern, [_session.Emulator.Mem0.AddMemory("Source of " + pattern, "ann")]);
}
