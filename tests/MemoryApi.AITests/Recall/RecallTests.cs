using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.Time.Testing;

namespace MemoryApi.AITests.Recall;

/// <summary>The results of a recall, and its limits.</summary>
public class RecallTests : EmulatorTests
{
    [Test]
    public async Task At_most_five_memories_are_asked_for_unless_the_options_say_otherwise()
    {
        for (var i = 0; i < 30; i++)
        {
            Service.Knows("alice", $"dinner number {i}");
        }

        await using var memory = Service.Memory();
        await using var greedy = Service.Memory(options =>
        {
            options.MaxMemories = 12;
            options.Threshold = 0.25;
        });

        Assert.That(await memory.RecallAsync("dinner", Alice), Has.Count.EqualTo(5));
        Assert.That(await greedy.RecallAsync("dinner", Alice), Has.Count.EqualTo(12));
        Assert.That(Service.Emulator.Requests.Last!.Body, Does.Contain("\"top_k\":12").And.Contain("\"threshold\":0.25"));
    }

    [Test]
    public async Task A_memory_that_does_not_fit_is_left_out_whole_and_the_next_is_tried()
    {
        Service.Knows("alice", "dinner dinner one");
        Service.Knows("alice", "dinner two " + new string('x', 90));
        Service.Knows("alice", "dinner three");
        await using var memory = Service.Memory(options => options.MaxCharacters = 40);

        var found = await memory.RecallAsync("dinner", Alice);

        Assert.That(found.Select(one => one.Text), Is.EquivalentTo(new[] { "dinner dinner one", "dinner three" }));
    }

    [Test]
    public async Task A_found_memory_has_id_text_time_and_score_and_shows_no_text_by_accident()
    {
        var id = Service.Knows("alice", "dinner at 7");
        await using var memory = Service.Memory();

        var found = (await memory.RecallAsync("dinner", Alice)).Single();

        Assert.That((found.Id, found.Text), Is.EqualTo((id, "dinner at 7")));
        Assert.That(found.NotedAt, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(5)));
        Assert.That(found.Score, Is.GreaterThan(0.1));
        Assert.That(found.ToString(), Does.Not.Contain("dinner").And.Not.Contain(id));
        Assert.That(new UnstoredTurn([Message.User("dinner")], Alice).ToString(), Does.Not.Contain("dinner").And.Not.Contain("alice"));
    }

    /// <summary>A search may return memories that don't match, for example because of a bug of the service.</summary>
    [Test]
    public async Task A_memory_of_another_user_that_a_search_returns_is_not_shown()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Search").Respond(200, """
            {"results":[
              {"id":"1","memory":"Bob's","user_id":"bob","score":0.9},
              {"id":"2","memory":"of the agent","agent_id":"tutor","score":0.9},
              {"id":"3","memory":"of another app","user_id":"alice","app_id":"bank","score":0.9},
              {"id":"4","memory":"Alice's","user_id":"alice","app_id":"school","score":0.9},
              {"id":"5","memory":"of somebody","score":0.8},
              {"id":"6","memory":null,"user_id":"alice"},
              {"id":"7","memory":" ","user_id":"alice"}]}
            """);
        await using var memory = Service.Memory();

        Assert.That((await memory.RecallAsync("dinner", Alice)).Select(found => found.Text), Is.EqualTo(new[] { "Alice's", "of somebody" }));
    }

    [TestCase("")]
    [TestCase(" \n")]
    public async Task A_blank_query_asks_nobody(string query)
    {
        await using var memory = Service.Memory();

        Assert.That(await memory.RecallAsync(query, Alice), Is.Empty);
        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }

    [Test]
    public void Options_out_of_range_are_all_named_at_once()
    {
        using var client = new Mem0Client("key");
        var options = new Mem0MemoryOptions { MaxMemories = 0, Threshold = 2, RecallTimeout = TimeSpan.Zero, QueueCapacity = 0, Writers = 65, RetryFor = TimeSpan.FromSeconds(-1) };

        var failure = Assert.Throws<ArgumentException>(() => _ = new Mem0Memory(client, options))!;

        Assert.That(failure.ParamName, Is.EqualTo("options"));
        foreach (var name in new[] { "MaxMemories", "Threshold", "RecallTimeout", "QueueCapacity", "Writers", "RetryFor" })
        {
            Assert.That(failure.Message, Does.Contain($"Mem0MemoryOptions.{name} has to be "));
        }

        Assert.That(failure.Message, Does.Not.Contain("MaxCharacters"));
    }

    [Test]
    public async Task Options_are_copied()
    {
        var options = new Mem0MemoryOptions { Metadata = new Newtonsoft.Json.Linq.JObject { ["a"] = 1 } };
        await using var memory = new Mem0Memory(Service.Client, options);
        options.StoreTurns = false;
        options.Metadata["a"] = 2;

        await memory.RememberAsync([new(Microsoft.Extensions.AI.ChatRole.User, "dinner")], [], Alice);
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Requests.Last!.Body, Does.Contain("{\"a\":1}"));
    }

    [Test]
    public async Task A_client_that_is_not_there_is_a_memory_without_content()
    {
        await using var memory = new Nothing();

        Assert.That(await memory.RecallAsync("dinner", Alice), Is.Empty);
        Assert.That(memory.CreateTools(Alice), Is.Empty);
        await memory.RememberAsync([new(Microsoft.Extensions.AI.ChatRole.User, "dinner")], [], Alice);
        await memory.FlushAsync();
    }

    private sealed class Nothing : Mem0Memory;
}
