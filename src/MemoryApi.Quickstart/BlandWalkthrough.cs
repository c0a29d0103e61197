using System;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Quickstart;

/// <summary>Resolves a contact, gets its memory and merges facts into it.</summary>
internal sealed class BlandWalkthrough(BlandClient client, StepAccount account)
{
    public async Task RunAsync()
    {
        account.Title("Bland AI: facts about a contact");

        var resolved = await client.Contacts.ResolveAsync(new ResolveContactRequest { ExternalId = $"quickstart-{Guid.NewGuid():N}", Name = "Ann" });
        account.Step($"resolve a contact: {(resolved.Created ? "created" : "found")} {resolved.Contact.Id}", resolved.Contact.Id.Length > 0);

        var memory = (await client.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest(resolved.Contact.Id) { AgentNumber = "+14155550100" })).Memory;
        account.Step($"get its memory: {memory.Id} with {memory.Facts?.Count ?? 0} facts", memory.Id.Length > 0);

        var first = await client.Memory.MergeFactsAsync(
            memory, new FactPatch { ["name"] = "Ann", ["plan"] = "trial", ["seats"] = 3 });
        account.Step($"merge facts: {Describe(first)}", first.IsAsPredicted && first.Added.Count == 3);

        var second = await client.Memory.MergeFactsAsync(
            first.Memory, new FactPatch { ["plan"] = "premium", ["address"] = new JObject { ["city"] = "Berlin" } });
        account.Step($"merge again: {Describe(second)}", second.IsAsPredicted && second.Added.Count == 1 && second.Changed.Count == 1 && second.Kept.Count == 2);

        var facts = (await client.Memory.GetAsync(memory.Id)).GetFacts(CustomerFacts.Of);
        account.Step(
            $"read them back as an object: {facts.Name}, {facts.Plan}, {facts.Seats} seats, {facts.Address?.City}",
            facts is { Name: "Ann", Plan: "premium", Seats: 3, Address.City: "Berlin" });

        try
        {
            await client.Memory.GetAsync("mem-00000000-0000-0000-0000-000000000000");
            account.Step("read a memory that doesn't exist: it was found", false);
        }
        catch (MemoryApiNotFoundException exception)
        {
            account.Step($"read a memory that doesn't exist: {exception.GetType().Name}, code {exception.ErrorCode}", exception.ErrorCode == "NOT_FOUND");
        }
    }

    private static string Describe(FactMergeReport report) =>
        $"added {List(report.Added)}, changed {List(report.Changed)}, kept {List(report.Kept)}";

    private static string List(System.Collections.Generic.IReadOnlyCollection<string> keys) =>
        keys.Count == 0 ? "nothing" : string.Join(" and ", keys);

    // The members are read by hand, so that the program can be trimmed. GetFacts<CustomerFacts>() would use reflection.
    private sealed record CustomerFacts(string? Name, string? Plan, int Seats, Address? Address)
    {
        public static CustomerFacts Of(JObject facts) => new(
            (string?)facts["name"],
            (string?)facts["plan"],
            (int?)facts["seats"] ?? 0,
            facts["address"] is JObject address ? new Address((string?)address["city"]) : null);
    }

    private sealed record Address(string? City);
}
