using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Soak;

/// <summary>The calls of a soak, and what became of them.</summary>
public sealed class SoakWork
{
    private readonly MemoryApiEmulator _emulator;
    private readonly Mem0Client _mem0;
    private readonly BlandClient _bland;
    private readonly string _memoryId;
    private readonly string _contactMemoryId;
    private int _number;
    private long _addsSucceeded;
    private long _addsUnknown;
    private long _addsBefore;

    private SoakWork(MemoryApiEmulator emulator, Mem0Client mem0, BlandClient bland, string memoryId, string contactMemoryId)
    {
        _emulator = emulator;
        _mem0 = mem0;
        _bland = bland;
        _memoryId = memoryId;
        _contactMemoryId = contactMemoryId;
    }

    public ConcurrentDictionary<string, int> Outcomes { get; } = new();

    public ConcurrentQueue<string> Wrong { get; } = new();

    public static async Task<SoakWork> PrepareAsync(MemoryApiEmulator emulator, Mem0Client mem0, BlandClient bland)
    {
        await mem0.Memories.AddAsync(Add("the beginning"));
        var page = await mem0.Memories.ListAsync(new ListMemoriesRequest(new JObject { ["user_id"] = "soak" }));
        var contact = await bland.Contacts.ResolveAsync(new ResolveContactRequest { PhoneNumber = "+15550100" });
        var memory = await bland.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest(contact.Contact!.Id!) { PersonaId = "p1" });
        return new SoakWork(emulator, mem0, bland, page.Results![0].Id!, memory.Memory!.Id!);
    }

    /// <summary>Forgets what was counted; the emulator's state stays.</summary>
    public void Restart()
    {
        Outcomes.Clear();
        _addsSucceeded = 0;
        _addsUnknown = 0;
        _addsBefore = _emulator.Counters.Adds;
    }

    public async Task CallAsync()
    {
        var number = Interlocked.Increment(ref _number);
        var call = (number % 8) switch
        {
            0 => AddAsync(number),
            1 or 5 => IdempotentAsync("mem0 get", async () => (await _mem0.Memories.GetAsync(_memoryId)).Id == _memoryId),
            2 => IdempotentAsync("mem0 search", async () => (await _mem0.Memories.SearchAsync(new SearchMemoriesRequest("beginning", new JObject { ["user_id"] = "soak" }) { TopK = 3 })).Results is { Count: > 0 }),
            3 => IdempotentAsync("mem0 update", async () => (await _mem0.Memories.UpdateAsync(_memoryId, new UpdateMemoryRequest { Metadata = new JObject { ["n"] = 1 } })).Id == _memoryId),
            4 => DeleteAsync(number),
            6 => IdempotentAsync("bland merge facts", async () => (await _bland.Memory.MergeFactsAsync(_contactMemoryId, new MergeFactsRequest(new JObject { ["k" + (number % 10)] = number }))).Id == _contactMemoryId),
            _ => IdempotentAsync("bland get", async () => (await _bland.Memory.GetAsync(_contactMemoryId)).Id == _contactMemoryId),
        };
        await call;
    }

    /// <summary>Each add that was answered was carried out once; one whose answer was lost at most once.</summary>
    public void AssertAddsAreCarriedOutOnce()
    {
        var carriedOut = _emulator.Counters.Adds - _addsBefore;
        TestContext.Out.WriteLine($"  adds: {_addsSucceeded} answered, {_addsUnknown} ended with an error, {carriedOut} carried out");
        Assert.That(carriedOut, Is.InRange(_addsSucceeded, _addsSucceeded + _addsUnknown), "an add was carried out twice");
        Assert.That(_emulator.Counters.CarriedOut("Memories_Add"), Is.EqualTo(_emulator.Counters.Adds));
    }

    private static AddMemoriesRequest Add(string text) => new([new Message("user", text)]) { UserId = "soak", Infer = false };

    private async Task AddAsync(int number)
    {
        try
        {
            // For another user each, so that the store doesn't slow down what reads it.
            await _mem0.Memories.AddAsync(new AddMemoriesRequest([new Message("user", "text " + number)]) { UserId = "soak-" + number, Infer = false });
            Interlocked.Increment(ref _addsSucceeded);
            Count("mem0 add: answered");
        }
        catch (MemoryApiException failure)
        {
            Interlocked.Increment(ref _addsUnknown);
            Count("mem0 add: " + failure.GetType().Name);
            if (failure.Attempts > 1 && failure is not MemoryApiRateLimitException && failure.StatusCode is null)
            {
                // Only after 429, which comes without anything carried out.
                Count("mem0 add: error after a retry");
            }
        }
        catch (Exception failure)
        {
            Wrong.Enqueue("add: " + failure.GetType());
        }
    }

    private async Task DeleteAsync(int number)
    {
        // What was never there: 404 is the right answer, unless an earlier answer of this very call was lost.
        try
        {
            await _mem0.Memories.DeleteAsync("none-" + number);
            Count("mem0 delete: 404 after a lost answer");
        }
        catch (MemoryApiNotFoundException)
        {
            Count("mem0 delete: 404");
        }
        catch (MemoryApiException failure)
        {
            Count("mem0 delete: " + failure.GetType().Name);
        }
        catch (Exception failure)
        {
            Wrong.Enqueue("delete: " + failure.GetType());
        }
    }

    private async Task IdempotentAsync(string name, Func<Task<bool>> call)
    {
        try
        {
            if (await call())
            {
                Count(name + ": right result");
            }
            else
            {
                Wrong.Enqueue(name + ": wrong result");
            }
        }
        catch (Exception failure) when (failure is MemoryApiServerException or MemoryApiRateLimitException or MemoryApiTransportException)
        {
            Count($"{name}: {failure.GetType().Name}");
        }
        catch (Exception failure)
        {
            Wrong.Enqueue($"{name}: {failure.GetType()} {failure.Message}");
        }
    }

    private void Count(string outcome) => Outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
}
