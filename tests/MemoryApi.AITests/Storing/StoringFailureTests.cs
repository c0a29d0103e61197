using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace MemoryApi.AITests.Storing;

/// <summary>Turns that the service doesn't store.</summary>
public class StoringFailureTests : EmulatorTests
{
    private readonly WatchedTimeProvider _clock = new();

    protected override void Configure(Mem0ClientOptions options) => options.Resilience.Retry.MaxRetryAttempts = 0;

    [Test]
    public async Task After_429_a_turn_waits_in_the_queue_as_long_as_the_service_asks_and_nothing_is_logged()
    {
        Service.Emulator.Faults.Next(3).ForOperation("Memories_Add").TooManyRequests(TimeSpan.FromSeconds(7));
        var logs = new CollectedLogs();
        await using var memory = Memory(logs: logs);

        await SayAsync(memory, "a");
        await AdvanceUntilAsync(() => Service.Adds.Count == 4);
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(1));
        Assert.That(Service.Unstored, Is.Empty);
        Assert.That(logs.Entries, Is.Empty);
    }

    [Test]
    public async Task After_2_minutes_of_429_a_turn_is_given_up_and_surely_was_not_stored()
    {
        Service.Emulator.Faults.Next(1000).ForOperation("Memories_Add").TooManyRequests();
        var logs = new CollectedLogs();
        await using var memory = Memory(logs: logs);

        await SayAsync(memory, "a");
        await AdvanceUntilAsync(() => Service.Unstored.Count == 1);

        Assert.That(Service.Unstored[0].Messages.Single().Content.Text, Is.EqualTo("a"));
        Assert.That(Service.Unstored[0].Scope, Is.EqualTo(Alice));
        Assert.That(Service.Unstored[0].Failure, Is.InstanceOf<MemoryApiRateLimitException>());
        Assert.That(Service.Unstored[0].MayHaveBeenStored, Is.False);
        Assert.That(Service.Adds.Count, Is.InRange(10, 20), "0.5, 1, 2, 4, 8 and then every 10 s");
        Assert.That(logs.Entries.Select(entry => (entry.Id, entry.Level)), Is.EqualTo(new[] { (2, LogLevel.Error) }));
    }

    [Test]
    public async Task A_turn_whose_add_the_service_reports_as_failed_is_handed_back()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Respond(200, """{"status":"FAILED","event_id":"e1","message":"quota"}""");
        await using var memory = Memory();

        await SayAsync(memory, "a");
        await memory.FlushAsync();

        Assert.That(Service.Unstored.Single().Failure, Is.InstanceOf<MemoryEventFailedException>());
        Assert.That(Service.Unstored.Single().Messages.Single().Content.Text, Is.EqualTo("a"));
        Assert.That(Service.Adds.Count, Is.EqualTo(1), "an add isn't repeated");
    }

    [Test]
    public async Task A_wait_that_lasts_longer_than_the_limit_is_not_begun()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").TooManyRequests(TimeSpan.FromHours(1));
        await using var memory = Memory();

        await SayAsync(memory, "a");
        await memory.FlushAsync();

        Assert.That(Service.Unstored, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task While_the_circuit_is_open_turns_wait_in_the_queue()
    {
        var client = new Mem0ClientOptions { BaseAddress = Service.Emulator.BaseAddress };
        client.Resilience.Retry.MaxRetryAttempts = 0;
        client.Resilience.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(1);
        using var mem0 = new Mem0Client(Service.Emulator.Mem0ApiKey, client);
        await using var memory = new Mem0Memory(mem0, new Mem0MemoryOptions { TimeProvider = _clock });
        Service.Emulator.Faults.Next(20).ForOperation("Memories_Search").Respond(503);
        for (var i = 0; i < 20; i++)
        {
            await memory.RecallAsync("x", Alice);
        }

        await SayAsync(memory, "a");
        await Task.Delay(100);
        Assert.That(Service.Adds, Is.Empty, "while the circuit is open");
        await AdvanceUntilAsync(() => Service.Emulator.Counters.Adds == 1);
        await memory.FlushAsync();
    }

    [TestCase(500, true)]
    [TestCase(503, true)]
    [TestCase(408, true)]
    [TestCase(400, false)]
    [TestCase(401, false)]
    [TestCase(403, false)]
    [TestCase(413, false)]
    public async Task A_turn_that_is_answered_with_an_error_is_handed_back_at_once(int status, bool mayHaveBeenStored)
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Respond(status, """{"detail":"secret"}""");
        var logs = new CollectedLogs();
        await using var memory = Memory(logs: logs);

        await SayAsync(memory, "a");
        await memory.FlushAsync();

        Assert.That(Service.Adds, Has.Count.EqualTo(1));
        Assert.That(Service.Unstored.Single().MayHaveBeenStored, Is.EqualTo(mayHaveBeenStored));
        Assert.That(((MemoryApiException)Service.Unstored.Single().Failure!).StatusCode, Is.EqualTo(status));
        Assert.That(logs.MemoryEvents, status is 401 or 403 ? Is.EqualTo(new[] { 3, 2 }) : Is.EqualTo(new[] { 2 }));
        Assert.That(logs.Entries.Select(entry => entry.Text), Has.None.Contains("secret"));
    }

    [Test]
    public async Task A_turn_whose_response_is_lost_says_that_it_may_have_been_stored()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").DropAfterHandling();
        await using var memory = Memory();

        await SayAsync(memory, "a");
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(1));
        Assert.That(Service.Unstored.Single().MayHaveBeenStored, Is.True);
    }

    [Test]
    public async Task A_response_that_cannot_be_read_says_so_too()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Respond(200, "<html>", "text/html");
        await using var memory = Memory(options => options.RepeatUncertain = true);

        await SayAsync(memory, "a");
        await memory.FlushAsync();

        Assert.That(Service.Unstored.Single().MayHaveBeenStored, Is.True);
        Assert.That(Service.Adds, Has.Count.EqualTo(1), "it wouldn't help to send it again");
    }

    [Test]
    public async Task On_demand_uncertain_turns_are_repeated_until_they_are_confirmed()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Respond(503);
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").DropAfterHandling();
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").TooManyRequests();
        await using var memory = Memory(options => options.RepeatUncertain = true);

        await SayAsync(memory, "a");
        await AdvanceUntilAsync(() => Service.Adds.Count == 4);
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(2), "the one whose response was lost, and the one that was confirmed");
        Assert.That(Service.Unstored, Is.Empty);
    }

    [Test]
    public async Task A_turn_that_once_may_have_been_stored_says_so_whatever_comes_later()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").DropAfterHandling();
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Respond(400);
        await using var memory = Memory(options => options.RepeatUncertain = true);

        await SayAsync(memory, "a");
        await AdvanceUntilAsync(() => Service.Unstored.Count == 1);

        Assert.That(Service.Unstored[0].Failure, Is.InstanceOf<MemoryApiValidationException>());
        Assert.That(Service.Unstored[0].MayHaveBeenStored, Is.True);
    }

    [Test]
    public async Task An_outbox_that_fails_ends_nothing()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Respond(500);
        var logs = new CollectedLogs();
        await using var memory = Memory(options => options.OnUnstored = turn => throw new InvalidOperationException(turn.Messages[0].Content.Text), logs);

        await SayAsync(memory, "secret");
        await SayAsync(memory, "b");
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(1));
        Assert.That(logs.MemoryEvents, Is.EqualTo(new[] { 2, 5 }));
        Assert.That(logs.Entries.Select(entry => entry.Text), Has.None.Contains("secret"));
    }

    [Test]
    public async Task Without_background_a_turn_is_stored_when_the_call_returns()
    {
        await using var memory = Memory(options => options.StoreInBackground = false);
        using var chat = new ScriptedChatClient("Fine.").AsBuilder().UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync("a");

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(1));
    }

    [Test]
    public async Task Without_background_a_failure_hands_the_turn_back_once_and_surfaces_only_on_demand()
    {
        Service.Emulator.Faults.Next(2).ForOperation("Memories_Add").TooManyRequests();
        await using var quiet = Memory(options => options.StoreInBackground = false);
        await using var loud = Memory(options =>
        {
            options.StoreInBackground = false;
            options.ThrowOnFailure = true;
        });

        await SayAsync(quiet, "a");
        Assert.That(async () => await SayAsync(loud, "b"), Throws.InstanceOf<MemoryApiRateLimitException>());

        Assert.That(Service.Unstored.Select(turn => turn.Messages[0].Content.Text), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Service.Adds, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Without_background_a_caller_who_cancels_gets_the_cancellation_and_the_turn_is_handed_back()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").DelayResponse(TimeSpan.FromSeconds(30));
        using var cancel = new CancellationTokenSource();
        await using var memory = Memory(options => options.StoreInBackground = false);

        var storing = memory.RememberAsync([new(ChatRole.User, "a")], [], Alice, cancel.Token).AsTask();
        await Eventually.HoldsAsync(() => Service.Emulator.Counters.Adds == 1, "the add has arrived");
        await cancel.CancelAsync();

        Assert.That(async () => await storing, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Service.Unstored.Single().MayHaveBeenStored, Is.True);
    }

    private Mem0Memory Memory(Action<Mem0MemoryOptions>? configure = null, ILoggerFactory? logs = null) => Service.Memory(
        options =>
        {
            options.TimeProvider = _clock;
            configure?.Invoke(options);
        },
        logs);

    private static ValueTask SayAsync(Mem0Memory memory, string text) => memory.RememberAsync([new(ChatRole.User, text)], [], Alice);

    /// <summary>Advances the clock whenever a timer waits.</summary>
    private Task AdvanceUntilAsync(Func<bool> condition) => Eventually.HoldsAsync(
        () =>
        {
            if (!condition() && _clock.NextWait is { } wait)
            {
                _clock.Advance(wait);
            }

            return condition();
        },
        "the condition holds after advancing the clock");
}
