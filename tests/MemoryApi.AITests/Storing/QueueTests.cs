using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Storing;

/// <summary>The queue of turns: order, bound, flush and shutdown.</summary>
public class QueueTests : EmulatorTests
{
    protected override void Configure(Mem0ClientOptions options) => options.Resilience.Retry.MaxRetryAttempts = 0;

    [Test]
    public async Task Turns_of_one_scope_keep_their_order_also_when_some_have_to_wait()
    {
        Service.Emulator.Faults.Randomly(0.3, seed: 1).ForOperation("Memories_Add").TooManyRequests(TimeSpan.Zero);
        await using var memory = Service.Memory();

        for (var i = 0; i < 20; i++)
        {
            foreach (var user in new[] { "alice", "bob", "carol", "dave", "eve" })
            {
                await SayAsync(memory, user, $"{user} {i:00}");
            }
        }

        await memory.FlushAsync();

        var stored = Service.Emulator.Requests.For("Memories_Add").Where(request => request.StatusCode == 200).Select(request => request.Body).ToList();
        Assert.That(stored, Has.Count.EqualTo(100));
        foreach (var user in new[] { "alice", "bob", "carol", "dave", "eve" })
        {
            var own = stored.Where(body => body.Contains($"\"{user}\"", StringComparison.Ordinal)).Select(body => body.IndexOf($"{user} ", StringComparison.Ordinal) is var at ? body.Substring(at + user.Length + 1, 2) : "");
            Assert.That(own, Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"{i:00}")), user);
        }
    }

    [Test]
    public async Task A_full_queue_holds_a_turn_up_for_the_timeout_and_then_hands_it_back()
    {
        var clock = new WatchedTimeProvider();
        var logs = new CollectedLogs();
        Service.Emulator.Faults.Next(2).ForOperation("Memories_Add").Delay(TimeSpan.FromSeconds(30));
        await using var memory = Service.Memory(
            options =>
            {
                options.QueueCapacity = 2;
                options.RecallTimeout = TimeSpan.FromSeconds(2);
                options.TimeProvider = clock;
                options.DrainTimeout = TimeSpan.Zero;
            },
            logs);
        await SayAsync(memory, "alice", "a");
        await SayAsync(memory, "alice", "b");

        var third = SayAsync(memory, "alice", "c").AsTask();
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(2));
        Assert.That(third.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(2));
        await third;

        var unstored = Service.Unstored.Single();
        Assert.That((unstored.Messages[0].Content.Text, unstored.Failure, unstored.MayHaveBeenStored), Is.EqualTo(("c", (Exception?)null, false)));
        Assert.That(logs.MemoryEvents, Is.EqualTo(new[] { 2 }));
        Assert.That(logs.Entries[0].Text, Does.Contain("queue_full"));
    }

    [Test]
    public async Task A_turn_that_waits_for_room_gets_it_as_soon_as_there_is_some()
    {
        await using var memory = Service.Memory(options => options.QueueCapacity = 1);

        for (var i = 0; i < 50; i++)
        {
            await SayAsync(memory, "alice", $"{i}");
        }

        await memory.FlushAsync();
        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(50));
        Assert.That(Service.Unstored, Is.Empty);
    }

    [Test]
    public async Task A_caller_who_cancels_the_wait_for_room_gets_the_cancellation_and_the_turn_is_handed_back()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Delay(TimeSpan.FromSeconds(30));
        using var cancel = new CancellationTokenSource();
        await using var memory = Service.Memory(options =>
        {
            options.QueueCapacity = 1;
            options.DrainTimeout = TimeSpan.Zero;
        });
        await SayAsync(memory, "alice", "a");

        var waiting = memory.RememberAsync([new(ChatRole.User, "b")], [], EmulatedMem0.Scope("alice"), cancel.Token).AsTask();
        await cancel.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Service.Unstored.Single().Messages[0].Content.Text, Is.EqualTo("b"));
    }

    [Test]
    public async Task A_flush_waits_for_what_was_queued_before_and_can_be_cancelled()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Delay(TimeSpan.FromSeconds(30));
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await using var memory = Service.Memory(options => options.DrainTimeout = TimeSpan.Zero);

        await memory.FlushAsync();
        await SayAsync(memory, "alice", "a");

        Assert.That(async () => await memory.FlushAsync(cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Service.Unstored, Is.Empty);
    }

    [Test]
    public async Task A_shutdown_sends_what_is_queued_in_order()
    {
        Service.Emulator.Faults.Next(100).ForOperation("Memories_Add").DelayResponse(TimeSpan.FromMilliseconds(20));
        var logs = new CollectedLogs();
        var memory = Service.Memory(loggerFactory: logs);
        for (var i = 0; i < 100; i++)
        {
            await SayAsync(memory, $"user{i % 7}", $"turn {i:000}");
        }

        await memory.DisposeAsync();

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(100));
        Assert.That(Service.Unstored, Is.Empty);
        Assert.That(logs.MemoryEvents, Is.EqualTo(new[] { 4 }));
        await memory.FlushAsync();
        await memory.DisposeAsync();
    }

    [Test]
    public async Task After_the_limit_of_a_shutdown_what_is_left_is_handed_back()
    {
        var clock = new WatchedTimeProvider();
        Service.Emulator.Faults.Next(100).ForOperation("Memories_Add").Delay(TimeSpan.FromSeconds(60));
        var logs = new CollectedLogs();
        var memory = Service.Memory(
            options =>
            {
                options.TimeProvider = clock;
                options.Writers = 1;
            },
            logs);
        for (var i = 0; i < 100; i++)
        {
            await SayAsync(memory, $"user{i % 7}", $"turn {i:000}");
        }

        await Eventually.HoldsAsync(() => Service.Adds.Count == 1, "the first one is sent");
        var disposing = memory.DisposeAsync().AsTask();
        await clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(20));
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.That(disposing.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));
        await disposing;

        Assert.That(Service.Unstored.Select(turn => turn.Messages[0].Content.Text).Order(), Is.EqualTo(Enumerable.Range(0, 100).Select(i => $"turn {i:000}")));
        Assert.That(Service.Unstored.Count(turn => turn.MayHaveBeenStored), Is.EqualTo(1), "the one that was under way");
        Assert.That(logs.Entries[^1].Text, Does.Contain("0 were stored and 100 were not"));
    }

    [Test]
    public async Task A_turn_that_comes_after_the_end_is_handed_back_and_ends_no_call()
    {
        var memory = Service.Memory();
        using var chat = new ScriptedChatClient("Fine.").AsBuilder().UseMem0Memory(memory, EmulatedMem0.Scope("alice")).Build();
        await memory.DisposeAsync();

        Assert.That((await chat.GetResponseAsync("a")).Text, Is.EqualTo("Fine."));
        Assert.That(Service.Unstored.Single().Messages[0].Content.Text, Is.EqualTo("a"));
    }

    /// <summary>Callers add turns while the memory is disposed.</summary>
    [Test]
    public async Task In_a_race_with_the_end_each_turn_is_confirmed_or_handed_back()
    {
        for (var round = 0; round < 20; round++)
        {
            // Each round has its own emulator, since requests that were cut off at the end of a round may still be processed later.
            await using var mem0 = await EmulatedMem0.StartAsync();
            var memory = mem0.Memory(options =>
            {
                options.QueueCapacity = 5;
                options.DrainTimeout = round % 2 == 0 ? TimeSpan.FromSeconds(20) : TimeSpan.FromMilliseconds(5);
            });
            var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
            {
                for (var i = 0; i < 25; i++)
                {
                    await SayAsync(memory, $"user{caller}", $"turn {caller}/{i}");
                }
            })).ToList();
            await Eventually.HoldsAsync(() => mem0.Emulator.Counters.Adds > round, "some turns are stored");

            await Task.WhenAll(memory.DisposeAsync().AsTask(), memory.DisposeAsync().AsTask());
            await Task.WhenAll(callers);

            var certain = mem0.Unstored.Count(turn => !turn.MayHaveBeenStored);
            Assert.That(mem0.Emulator.Counters.Adds + certain, Is.InRange(200 - (mem0.Unstored.Count - certain), 200), $"round {round}");
            Assert.That(mem0.Unstored.Select(turn => turn.Messages[0].Content.Text), Is.Unique);
        }
    }

    [Test]
    public async Task Nothing_of_the_first_call_sticks_to_the_writers()
    {
        var user = new AsyncLocal<string?> { Value = "alice" };
        List<string?> seen = [];
        Service.Emulator.Faults.Next(2).ForOperation("Memories_Add").Respond(400);
        await using var memory = Service.Memory(options => options.OnUnstored = _ =>
        {
            seen.Add(user.Value);
            return default;
        });

        await SayAsync(memory, "alice", "a");
        user.Value = "bob";
        await SayAsync(memory, "alice", "b");
        await memory.FlushAsync();

        Assert.That(seen, Is.EqualTo(new string?[] { null, null }));
    }

    private static ValueTask SayAsync(Mem0Memory memory, string user, string text) => memory.RememberAsync([new(ChatRole.User, text)], [], EmulatedMem0.Scope(user));
}
