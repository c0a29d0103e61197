using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.Logging;

namespace MemoryApi.AITests.Scripted;

/// <summary>An emulator with a client, and the requests that it received.</summary>
internal sealed class EmulatedMem0 : IAsyncDisposable
{
    /// <summary>All users of a test share one agent and one app, which must not give access to the memories of another user.</summary>
    public const string Agent = "tutor";

    public const string App = "school";

    private EmulatedMem0(MemoryApiEmulator emulator, Mem0Client client)
    {
        Emulator = emulator;
        Client = client;
    }

    public MemoryApiEmulator Emulator { get; }

    public Mem0Client Client { get; }

    public List<UnstoredTurn> Unstored { get; } = [];

    /// <summary>The texts of the received adds, with one line for each message.</summary>
    public IReadOnlyList<string> Adds => [.. Emulator.Requests.For("Memories_Add").Select(request => string.Join("\n", Messages(request).Select(message => $"{message["role"]}: {message["content"]}")))];

    public IReadOnlyList<string> Queries => [.. Emulator.Requests.For("Memories_Search").Select(request => (string)JsonNode.Parse(request.Body)!["query"]!)];

    public static async Task<EmulatedMem0> StartAsync(Action<Mem0ClientOptions>? configure = null, EmulatorOptions? options = null)
    {
        var emulator = await MemoryApiEmulator.StartAsync(options ?? new EmulatorOptions { EventDelay = TimeSpan.Zero });
        var clientOptions = new Mem0ClientOptions { BaseAddress = emulator.BaseAddress };
        configure?.Invoke(clientOptions);
        return new EmulatedMem0(emulator, new Mem0Client(emulator.Mem0ApiKey, clientOptions));
    }

    public static EntityScope Scope(string user) => EntityScope.User(user).WithAgent(Agent).WithApp(App);

    /// <summary>Creates a memory that adds unstored turns to <see cref="Unstored"/>.</summary>
    public Mem0Memory Memory(Action<Mem0MemoryOptions>? configure = null, ILoggerFactory? loggerFactory = null)
    {
        var options = new Mem0MemoryOptions
        {
            // On a busy machine, a search may take longer than the default of 2 s.
            RecallTimeout = TimeSpan.FromMinutes(1),
            OnUnstored = turn =>
            {
                lock (Unstored)
                {
                    Unstored.Add(turn);
                }

                return default;
            },
        };
        configure?.Invoke(options);
        return new Mem0Memory(Client, options, loggerFactory);
    }

    /// <summary>Adds a memory of a user, and returns its id.</summary>
    public string Knows(string user, string text) => Emulator.Mem0.AddMemory(text, userId: user, appId: App);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return Emulator.DisposeAsync();
    }

    private static IEnumerable<JsonNode> Messages(RecordedRequest request) => JsonNode.Parse(request.Body)!["messages"]!.AsArray().Select(message => message!);
}
