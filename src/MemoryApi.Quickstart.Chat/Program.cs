using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.Quickstart.Chat;

/// <summary>Two users talk to one agent in three turns. The program prints the recalled memories, the notes that the model receives, and the stored memories.</summary>
internal static class Program
{
    private static readonly (string User, string Text)[] Turns =
    [
        ("alice", "I am vegetarian, and dinner may cost 20 euros."),
        ("bob", "What may dinner cost?"),
        ("alice", "What shall I have for dinner?"),
    ];

    private static async Task Main()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync(new EmulatorOptions { EventDelay = TimeSpan.Zero, TimeProvider = new StandingClock() });
        using var mem0 = new Mem0Client(emulator.Mem0ApiKey, new Mem0ClientOptions { BaseAddress = emulator.BaseAddress });
        await using var memory = new Mem0Memory(mem0);
        using var chat = new ScriptedModel().AsBuilder().UseMem0Memory(memory, options => ScopeOf(options!.AdditionalProperties!["user"]!.ToString()!)).Build();

        foreach (var (user, text) in Turns)
        {
            Console.WriteLine($"{user} says: {text}");
            var recalled = await memory.RecallAsync(text, ScopeOf(user));
            Console.WriteLine($"  recalled: {(recalled.Count == 0 ? "nothing" : string.Join(" | ", recalled.Select(one => one.Text)))}");
            var response = await chat.GetResponseAsync(text, new ChatOptions { AdditionalProperties = new() { ["user"] = user } });
            Console.WriteLine($"  response: {response.Text}");

            // Other programs don't need to wait for this. Here, the lines below show what the turn stored.
            await memory.FlushAsync();
            var stored = mem0.Memories.ListAllAsync(EntityScope.User(user));
            await foreach (var one in stored)
            {
                Console.WriteLine($"  stored:   {one.Text}");
            }
        }
    }

    private static EntityScope ScopeOf(string user) => EntityScope.User(user).WithAgent("concierge");
}
