using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MemoryApi.AITests.Recall;

/// <summary>When recalling fails, the turn goes on without notes.</summary>
public class RecallFailureTests
{
    private static readonly EntityScope Alice = EmulatedMem0.Scope("alice");

    private readonly ScriptedChatClient _model = new("Fine.");

    [OneTimeTearDown]
    public void Dispose() => _model.Dispose();

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(400)]
    [TestCase(404)]
    public async Task A_failure_is_logged_with_type_status_and_request_id_and_the_turn_goes_on(int status)
    {
        await using var mem0 = await StartAsync();
        mem0.Emulator.Faults.Next(10).ForOperation("Memories_Search").Respond(status, """{"detail":"secret"}""", headers: new System.Collections.Generic.KeyValuePair<string, string>("X-Request-Id", "req-77"));
        var logs = new CollectedLogs();
        await using var memory = mem0.Memory(loggerFactory: logs);
        using var chat = _model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        var response = await chat.GetResponseAsync("Dinner?");
        await memory.FlushAsync();

        Assert.That(response.Text, Is.EqualTo("Fine."));
        Assert.That(_model.Last.Notes, Is.Null);
        Assert.That(mem0.Adds, Has.Count.EqualTo(1), "what was said is stored all the same");
        var entry = logs.Entries.Single();
        Assert.That((entry.Level, entry.Id), Is.EqualTo((LogLevel.Warning, 1)));
        Assert.That(entry.Text, Does.Contain($"status {status}").And.Contain("req-77").And.Contain("Exception").And.Not.Contain("secret"));
    }

    [Test]
    public async Task A_slow_service_costs_a_turn_the_timeout_and_no_more()
    {
        await using var mem0 = await StartAsync();
        mem0.Emulator.Faults.Next(10).ForOperation("Memories_Search").Delay(TimeSpan.FromSeconds(30));
        var logs = new CollectedLogs();
        await using var memory = mem0.Memory(options => options.RecallTimeout = TimeSpan.FromMilliseconds(200), logs);
        using var chat = _model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        var startedAt = Stopwatch.GetTimestamp();
        await chat.GetResponseAsync("Dinner?");

        Assert.That(Stopwatch.GetElapsedTime(startedAt), Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(logs.MemoryEvents, Is.EqualTo(new[] { 1 }));
        Assert.That(logs.Entries[0].Text, Does.Contain("MemoryApiTimeoutException"));
    }

    [Test]
    public async Task A_service_that_is_not_there_costs_a_turn_nothing_once_the_circuit_is_open()
    {
        var mem0 = await StartAsync();
        await mem0.Emulator.DisposeAsync();
        await using var memory = mem0.Memory(options => options.RetryFor = TimeSpan.Zero);
        using var chat = _model.AsBuilder().UseMem0Memory(memory, Alice).Build();
        for (var i = 0; i < 30; i++)
        {
            await memory.RecallAsync("warm up", Alice);
        }

        var startedAt = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            await chat.GetResponseAsync("Dinner?");
        }

        Assert.That(Stopwatch.GetElapsedTime(startedAt), Is.LessThan(TimeSpan.FromSeconds(2)), "20 turns");
        Assert.That(_model.Last.Notes, Is.Null);
        mem0.Client.Dispose();
    }

    [TestCase(401)]
    [TestCase(403)]
    public async Task A_key_that_is_refused_is_logged_as_an_error_once_in_5_minutes(int status)
    {
        var clock = new FakeTimeProvider();
        await using var mem0 = await StartAsync();
        mem0.Emulator.Faults.Next(1000).For("*").Respond(status);
        var logs = new CollectedLogs();
        await using var memory = mem0.Memory(
            options =>
            {
                options.TimeProvider = clock;
                options.StoreTurns = false;
            },
            logs);
        using var chat = _model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        for (var i = 0; i < 3; i++)
        {
            Assert.That((await chat.GetResponseAsync("Dinner?")).Text, Is.EqualTo("Fine."));
        }

        Assert.That(logs.MemoryEvents, Is.EqualTo(new[] { 3 }));
        Assert.That(logs.Entries[0].Level, Is.EqualTo(LogLevel.Error));
        Assert.That(logs.Entries[0].Text, Does.Contain($"status {status}"));
        clock.Advance(TimeSpan.FromMinutes(5));
        await chat.GetResponseAsync("Dinner?");
        await chat.GetResponseAsync("Dinner?");
        Assert.That(logs.MemoryEvents, Is.EqualTo(new[] { 3, 3 }));
    }

    [Test]
    public async Task A_client_that_was_disposed_too_early_ends_no_turn()
    {
        await using var mem0 = await StartAsync();
        await using var memory = mem0.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, Alice).Build();
        mem0.Client.Dispose();

        Assert.That((await chat.GetResponseAsync("Dinner?")).Text, Is.EqualTo("Fine."));
        await memory.FlushAsync();
        Assert.That(mem0.Unstored, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Where_it_is_wanted_a_failure_surfaces()
    {
        await using var mem0 = await StartAsync();
        mem0.Emulator.Faults.Next(10).ForOperation("Memories_Search").Respond(500);
        await using var memory = mem0.Memory(options => options.ThrowOnFailure = true);
        using var chat = _model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        Assert.That(async () => await chat.GetResponseAsync("Dinner?"), Throws.InstanceOf<MemoryApiServerException>());
    }

    private static Task<EmulatedMem0> StartAsync() => EmulatedMem0.StartAsync(options => options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1));
}
