using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Emulator;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>The prediction against a service that was written apart from it, and on another JSON library.</summary>
public sealed class FactMergeAgainstEmulatorTests
{
    [Test]
    public async Task The_local_merge_predicts_what_the_service_does()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();
        using var client = Client(emulator);
        var memoryId = await NewMemoryAsync(client);
        var current = new JObject();

        Law.Holds(members =>
        {
            if (members.Count == 0)
            {
                return true;
            }

            var report = client.Memory.MergeFactsAsync(new ContactMemory { Id = memoryId, Facts = current }, FactPatch.From(members)).GetAwaiter().GetResult();
            current = report.Facts;
            return report.IsAsPredicted;
        });
    }

    [TestCase(FactMerge.Deep, "address", FactDeviationKind.NestedMerge)]
    [TestCase(FactMerge.NullRemovesKey, "trial", FactDeviationKind.RemovedByNull)]
    public async Task A_service_that_merges_otherwise_is_reported(FactMerge merge, string key, FactDeviationKind kind)
    {
        await using var emulator = await MemoryApiEmulator.StartAsync(new EmulatorOptions { FactMerge = merge });
        using var client = Client(emulator);
        var memoryId = await NewMemoryAsync(client);
        var first = await client.Memory.MergeFactsAsync(
            memoryId, new FactPatch { ["address"] = new JObject { ["city"] = "Ulm", ["zip"] = "89073" }, ["trial"] = true });

        var report = await client.Memory.MergeFactsAsync(
            first.Memory, new FactPatch { ["address"] = new JObject { ["city"] = "Bonn" }, ["trial"] = null });

        Assert.Multiple(() =>
        {
            Assert.That(first.IsAsPredicted);
            Assert.That(report.Deviations.Select(deviation => (deviation.Key, deviation.Kind)), Is.EqualTo(new[] { (key, kind) }));
        });
    }

    [Test]
    public async Task A_deep_merge_keeps_nested_members_that_a_plain_merge_would_lose()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();
        using var client = Client(emulator);
        var memoryId = await NewMemoryAsync(client);
        await client.Memory.MergeFactsAsync(memoryId, new FactPatch { ["address"] = new JObject { ["city"] = "Ulm", ["zip"] = "89073" } });

        var report = await client.Memory.MergeFactsDeepAsync(memoryId, new FactPatch { ["address"] = new JObject { ["city"] = "Bonn" } });

        Assert.Multiple(() =>
        {
            Assert.That(report.IsAsPredicted);
            Assert.That(Json.Text(report.Facts["address"]!), Is.EqualTo("""{"city":"Bonn","zip":"89073"}"""));
        });
    }

    private static BlandClient Client(MemoryApiEmulator emulator) =>
        new(emulator.BlandApiKey, new BlandClientOptions { BaseAddress = emulator.BaseAddress });

    private static async Task<string> NewMemoryAsync(BlandClient client)
    {
        var contact = await client.Contacts.ResolveAsync(new ResolveContactRequest { PhoneNumber = "+4915112345678" });
        var memory = await client.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest(contact.Contact.Id) { PersonaId = "persona-1" });
        return memory.Memory.Id;
    }
}
