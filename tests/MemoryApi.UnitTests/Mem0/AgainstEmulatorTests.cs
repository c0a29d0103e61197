using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Mem0.Filters;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0;

/// <summary>The conveniences against something that was written without knowing them.</summary>
public sealed class AgainstEmulatorTests
{
    private static readonly EntityScope Alice = EntityScope.User("alice");
    private static readonly WaitOptions Quick = new() { FirstInterval = TimeSpan.FromMilliseconds(10), LongestInterval = TimeSpan.FromMilliseconds(50) };

    private MemoryApiEmulator _emulator = null!;
    private Mem0Client _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _emulator = await MemoryApiEmulator.StartAsync();
        _client = new Mem0Client(_emulator.Mem0ApiKey, new Mem0ClientOptions { BaseAddress = _emulator.BaseAddress });
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Test]
    public async Task An_addition_is_waited_for_found_and_deleted()
    {
        var added = await _client.Events.WaitAsync(await _client.Memories.AddAsync("I am vegetarian", Alice), Quick);
        var found = await _client.Memories.SearchAsync("vegetarian", Alice);
        var deleted = await _client.Events.WaitAsync(await _client.Memories.DeleteAllAsync(Alice), Quick);
        var left = await _client.Memories.ListAsync(Alice);

        Assert.That(added.Results, Has.Count.EqualTo(1));
        Assert.That(found.Results[0].Id, Is.EqualTo(added.Results![0].Id));
        Assert.That(deleted.Status, Is.EqualTo(EventStatus.Succeeded));
        Assert.That(left.Results, Is.Empty);
    }

    [Test]
    public async Task The_whole_project_is_deleted_by_its_own_method()
    {
        await AddAsync("a", Alice);
        await AddAsync("b", EntityScope.Agent("tutor"));

        await _client.Events.WaitAsync(await _client.Memories.DeleteAllInProjectAsync(), Quick);

        var left = await _client.Memories.ListAsync(MemoryFilter.UserId.IsAny() | MemoryFilter.AgentId.IsAny());
        Assert.That(left.Results, Is.Empty);
    }

    [Test]
    public void A_list_takes_every_filter_that_can_be_built_and_a_search_every_one_without_keywords()
    {
        var anybody = MemoryFilter.UserId.IsAny();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(ArbitraryFilters.All, filter =>
            _client.Memories.ListAsync(anybody & filter).GetAwaiter().GetResult().Count == 0));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(ArbitraryFilters.WithoutKeywords, filter =>
            _client.Memories.SearchAsync("query", anybody | filter).GetAwaiter().GetResult().Results.Count == 0));
    }

    [Test]
    public async Task Filters_find_what_they_say()
    {
        await AddAsync("Likes Rome", Alice, new JObject { ["source"] = "chat", ["stars"] = 5 });
        await AddAsync("Likes Paris", Alice, new JObject { ["source"] = "mail" });
        await AddAsync("Likes Oslo", EntityScope.User("bob"), new JObject { ["source"] = "chat" });
        var users = MemoryFilter.UserId.In("alice", "bob");

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await TextsAsync(users & MemoryFilter.Metadata("source").Is("chat")), Is.EquivalentTo(new[] { "Likes Rome", "Likes Oslo" }));
            Assert.That(await TextsAsync(users & !MemoryFilter.Metadata("source").Is("chat")), Is.EquivalentTo(new[] { "Likes Paris" }));
            Assert.That(await TextsAsync(users & MemoryFilter.UserId.IsNot("alice")), Is.EquivalentTo(new[] { "Likes Oslo" }));
            Assert.That(await TextsAsync(users & MemoryFilter.Metadata("stars").Is(5)), Is.EquivalentTo(new[] { "Likes Rome" }));
            Assert.That(
                await TextsAsync(Alice & (MemoryFilter.Keywords.ContainsInAnyCase("rome") | MemoryFilter.Keywords.Contains("Paris"))),
                Is.EquivalentTo(new[] { "Likes Rome", "Likes Paris" }));
            Assert.That(await TextsAsync(Alice & MemoryFilter.CreatedAt.After(DateTimeOffset.UtcNow.AddDays(1))), Is.Empty);
        });
    }

    [Test]
    public async Task AnyOf_finds_what_belongs_to_the_user_the_agent_or_both_and_Covers_leaves_out_the_agents_own()
    {
        var both = Alice.WithAgent("tutor");
        await AddAsync("Likes Rome", Alice);
        await AddAsync("Explains patiently", EntityScope.Agent("tutor"));
        await AddAsync("Learns Italian", both);
        await AddAsync("Likes Oslo", EntityScope.User("bob"));
        await AddAsync("Learns Danish", EntityScope.User("bob").WithAgent("tutor"));

        var found = await _client.Memories.ListAsync(MemoryFilter.AnyOf(both));

        Assert.That(found.Results.Select(memory => memory.Text), Is.EquivalentTo(new[] { "Likes Rome", "Explains patiently", "Learns Italian", "Learns Danish" }), "all who share the agent share its memories");
        Assert.That(found.Results.Where(both.Covers).Select(memory => memory.Text), Is.EquivalentTo(new[] { "Likes Rome", "Learns Italian" }));
    }

    [Test]
    public async Task An_export_is_waited_for()
    {
        await AddAsync("Likes Rome", Alice);
        var schema = (JObject)ScriptedMem0.Json("""{"type":"object","properties":{"city":{"type":"string"}}}""");

        var export = await _client.Exports.CreateAndWaitAsync(new CreateExportRequest(schema, Alice), Quick);

        Assert.That(export.ContainsKey("city"), Is.True);
    }

    [Test]
    public async Task Metadata_is_merged()
    {
        var id = await AddAsync("Likes Rome", Alice, new JObject { ["keep"] = 1, ["drop"] = 2 });

        var memory = await _client.Memories.MergeMetadataAsync(id, new JObject { ["drop"] = null, ["add"] = "x" });

        Assert.That(memory.Metadata, Is.EqualTo(ScriptedMem0.Json("""{"keep":1,"add":"x"}""")).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public async Task Many_memories_are_changed_and_deleted()
    {
        var ids = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            ids.Add(await AddAsync("text " + i, Alice));
        }

        var batch = new BatchOptions { ChunkSize = 10 };
        var updated = await _client.Memories.UpdateManyAsync(ids.Select(id => new BatchMemoryUpdate(id) { Metadata = new JObject { ["seen"] = true } }), batch);
        var seen = await _client.Memories.ListAsync(Alice & MemoryFilter.Metadata("seen").Is(true));
        var deleted = await _client.Memories.DeleteManyAsync(ids, batch);

        Assert.That((updated.IsComplete, seen.Count, deleted.IsComplete), Is.EqualTo((true, 25, true)));
        Assert.That((await _client.Memories.ListAsync(Alice)).Count, Is.Zero);
    }

    [Test]
    public async Task A_backup_is_restored_once()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddAsync("text " + i, i % 2 == 0 ? Alice : Alice.WithRun("r1"), new JObject { ["number"] = i });
        }

        using var stream = new MemoryStream();
        var backup = await _client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 3 });
        var before = await SnapshotAsync();
        await _client.Events.WaitAsync(await _client.Memories.DeleteAllAsync(Alice), Quick);
        stream.Position = 0;
        var first = await _client.Memories.RestoreAsync(stream);
        stream.Position = 0;
        var second = await _client.Memories.RestoreAsync(stream);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That((backup.MemoryCount, backup.ExpectedCount), Is.EqualTo((7L, 7L)));
            Assert.That((first.RestoredCount, first.PresentCount, first.IsComplete), Is.EqualTo((7L, 0L, true)));
            Assert.That((second.RestoredCount, second.PresentCount, second.IsComplete), Is.EqualTo((0L, 7L, true)));
            Assert.That(await SnapshotAsync(), Is.EquivalentTo(before));
        });

        async Task<List<(string?, string?, string?, long?, string?)>> SnapshotAsync()
        {
            var memories = new List<(string?, string?, string?, long?, string?)>();
            await foreach (var memory in _client.Memories.ListAllAsync(Alice))
            {
                memories.Add((memory.Text, memory.UserId, memory.RunId, memory.CreatedAt?.ToUnixTimeSeconds(), memory.Metadata?["number"]?.ToString()));
            }

            return memories;
        }
    }

    [Test]
    public async Task The_current_project_is_the_key_s()
    {
        var reference = await _client.Account.GetCurrentProjectAsync();
        var project = await _client.Projects.GetCurrentAsync();
        var organization = await _client.Organizations.GetCurrentAsync();
        await _client.Webhooks.CreateAsync(new CreateWebhookRequest("hook", "https://example.test/", [WebhookEventType.MemoryAdd]));

        Assert.That((project.ProjectId, organization.OrgId), Is.EqualTo((reference.ProjectId, reference.OrgId)));
        Assert.That(await _client.Webhooks.ListAsync(), Has.Count.EqualTo(1));
        Assert.That(_emulator.Requests.For("Account_Ping").Count, Is.EqualTo(1));
    }

    private async Task<string> AddAsync(string text, EntityScope scope, JObject? metadata = null) =>
        (await _client.Memories.AddAsync(text, scope, metadata, infer: false)).Results![0].Id;

    private async Task<IReadOnlyList<string?>> TextsAsync(MemoryFilter filter)
    {
        var texts = new List<string?>();
        await foreach (var memory in _client.Memories.ListAllAsync(filter))
        {
            texts.Add(memory.Text);
        }

        return texts;
    }
}
