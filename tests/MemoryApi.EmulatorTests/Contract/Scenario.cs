using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Emulator;

namespace MemoryApi.EmulatorTests;

/// <summary>Calls every operation of some groups, after creating the state that it needs.</summary>
internal sealed record Scenario(string Name, Func<EmulatorSession, Task> RunAsync, Action<EmulatorOptions>? Configure = null)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Memories", Mem0Scenarios.MemoriesAsync),
        new("Memories, batches", Mem0Scenarios.BatchesAsync),
        new("Memories, earlier responses", Mem0Scenarios.EarlierResponsesAsync, options => options.Mem0Responses = Mem0Responses.Earlier),
        new("Entities", Mem0Scenarios.EntitiesAsync),
        new("Events and exports", Mem0Scenarios.EventsAndExportsAsync),
        new("Profiles", Mem0Scenarios.ProfilesAsync),
        new("Projects", Mem0Scenarios.ProjectsAsync),
        new("Dream", Mem0Scenarios.DreamAsync),
        new("Organizations", Mem0Scenarios.OrganizationsAsync),
        new("Webhooks", Mem0Scenarios.WebhooksAsync),
        new("Account", Mem0Scenarios.AccountAsync),
        new("Legacy", Mem0Scenarios.LegacyAsync),
        new("Contacts", BlandScenarios.ContactsAsync),
        new("Memory", BlandScenarios.MemoryAsync),
        new("MemorySchemas", BlandScenarios.MemorySchemasAsync),
        new("Stores", BlandScenarios.StoresAsync),
    ];

    public override string ToString() => Name;
}
