using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Storing;

/// <summary>Many turns while the service fails at random. Each turn is confirmed or handed back; none is lost.</summary>
public class OutageTests
{
    private const int Turns = 1000;

    [TestCase(false, 0.2)]
    [TestCase(false, 0.7)]
    [TestCase(true, 0.3)]
    public async Task Each_of_1000_turns_is_confirmed_or_handed_back(bool repeatUncertain, double failures)
    {
        await using var mem0 = await EmulatedMem0.StartAsync(options =>
        {
            options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1);
            options.Resilience.CircuitBreaker.BreakDuration = TimeSpan.FromMilliseconds(500);
        });
        mem0.Emulator.Faults.Randomly(failures, seed: 7).AnyFailure();
        var memory = mem0.Memory(options =>
        {
            options.RepeatUncertain = repeatUncertain;
            options.RetryFor = TimeSpan.FromSeconds(3);
            options.DrainTimeout = TimeSpan.FromSeconds(5);
            options.Writers = 16;
        });
        var model = new ScriptedChatClient("Fine.");
        using var chat = model.AsBuilder().UseMem0Memory(memory, options => EmulatedMem0.Scope(options!.ModelId!)).Build();

        await Parallel.ForAsync(0, Turns, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, token) =>
            await chat.GetResponseAsync($"turn {i:0000}", new ChatOptions { ModelId = $"user{i % 20}" }, token));
        await memory.DisposeAsync();

        Assert.That(model.Calls, Has.Count.EqualTo(Turns), "no turn failed");
        var stored = Stored(mem0);
        var handedBack = mem0.Unstored.Select(turn => Number(turn.Messages[0].Content.Text!)).ToList();
        Assert.That(handedBack, Is.Unique);
        var certain = mem0.Unstored.Where(turn => !turn.MayHaveBeenStored).Select(turn => Number(turn.Messages[0].Content.Text!)).ToHashSet();

        Assert.That(Enumerable.Range(0, Turns).Except(stored).Except(handedBack), Is.Empty, "neither stored nor handed back");
        Assert.That(certain.Intersect(stored), Is.Empty, "stored, and handed back as surely not stored");
        Assert.That(stored, Is.Not.Empty);
    }

    /// <summary>The numbers of the turns that the service has stored. It has one memory for each message of a user.</summary>
    private static HashSet<int> Stored(EmulatedMem0 mem0)
    {
        mem0.Emulator.Faults.Clear();
        mem0.Emulator.Mem0.CompleteEvents();
        using var client = new Mem0Client(mem0.Emulator.Mem0ApiKey, new Mem0ClientOptions { BaseAddress = mem0.Emulator.BaseAddress });
        var numbers = new HashSet<int>();
        for (var user = 0; user < 20; user++)
        {
            var memories = client.Memories.ListAllAsync(EntityScope.User($"user{user}"), pageSize: 200).ToBlockingEnumerable();
            numbers.UnionWith(memories.Where(memory => memory.Text!.StartsWith("turn ", StringComparison.Ordinal)).Select(memory => Number(memory.Text!)));
        }

        return numbers;
    }

    private static int Number(string text) => int.Parse(text.AsSpan(5), CultureInfo.InvariantCulture);
}
