using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Soak;

/// <summary>The calls of a soak, and what became of them.</summary>
public sealed class SoakWork
{
    private readonly MemoryApiEmulator _emulator;
    private readonly Mem0Client _mem0;
    private readonly BlandClient _bland;
    private readonly string _memoryId;
    private readonly string _contactMemoryId;
    private readonly SoakTally _tally;

    // By number, whether it was responded.
    private readonly ConcurrentDictionary<int, bool> _adds = new();
    private int _number;

    private SoakWork(MemoryApiEmulator emulator, Mem0Client mem0, BlandClient bland, SoakTally tally, string memoryId, string contactMemoryId)
    {
        _emulator = emulator;
        _mem0 = mem0;
        _bland = bland;
        _tally = tally;
        _memoryId = memoryId;
        _contactMemoryId = contactMemoryId;
    }

    public static async Task<SoakWork> PrepareAsync(MemoryApiEmulator emulator, Mem0Client mem0, BlandClient bland, SoakTally tally)
    {
        await mem0.Memories.AddAsync(Add("the beginning"));
        var page = await mem0.Memories.ListAsync(new ListMemoriesRequest(new JObject { ["user_id"] = "soak" }));
        var contact = await bland.Contacts.ResolveAsync(new ResolveContactRequest { PhoneNumber = "+15550100" });
        var memory = await bland.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest(contact.Contact!.Id!) { PersonaId = "p1" });
        return new SoakWork(emulator, mem0, bland, tally, page.Results![0].Id!, memory.Memory!.Id!);
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

    /// <summary>Notes what the emulator has counted, and looks for each add whether it was processed as often as it should.</summary>
    public async Task EndAsync()
    {
        // One add was made to prepare.
        _tally.End(_emulator.Counters.Adds - 1, _emulator.Faults.Injected);
        _emulator.Faults.Clear();
        await Parallel.ForEachAsync(_adds, async (add, token) =>
        {
            var page = await _mem0.Memories.ListAsync(new ListMemoriesRequest(new JObject { ["user_id"] = UserOf(add.Key) }), cancellationToken: token);
            var count = page.Results!.Count;
            if (add.Value ? count != 1 : count > 1)
            {
                _tally.Wrong.Enqueue($"add {add.Key} ({(add.Value ? "succeeded" : "failed")}) was processed {count} times");
            }
        });
    }

    private static string UserOf(int number) => FormattableString.Invariant($"soak-{number}");

    private static AddMemoriesRequest Add(string text) => new([new Message("user", text)]) { UserId = "soak", Infer = false };

    private async Task AddAsync(int number)
    {
        try
        {
            // For another user each, so that the store doesn't slow down what reads it.
            await _mem0.Memories.AddAsync(new AddMemoriesRequest([new Message("user", "text " + number)]) { UserId = UserOf(number), Infer = false });
            _tally.AddSucceeded();
            _adds[number] = true;
            _tally.Count("mem0 add: succeeded");
        }
        catch (MemoryApiException failure)
        {
            _tally.AddFailed();
            _adds[number] = false;
            _tally.Count("mem0 add: " + failure.GetType().Name);
            if (failure.Attempts > 1 && failure is not MemoryApiRateLimitException && failure.StatusCode is null)
            {
                // Only after 429, after which nothing was processed.
                _tally.Count("mem0 add: error after a retry");
            }
        }
        catch (Exception failure)
        {
            _tally.Wrong.Enqueue("add: " + failure.GetType());
        }
    }

    private async Task DeleteAsync(int number)
    {
        // What was never there: 404 is the right response, unless an earlier response of this very call was lost.
        try
        {
            await _mem0.Memories.DeleteAsync(new Guid(number, 0, 0, new byte[8]).ToString());
            _tally.Count("mem0 delete: 404 after a lost response");
        }
        catch (MemoryApiNotFoundException)
        {
            _tally.Count("mem0 delete: 404");
        }
        catch (MemoryApiException failure)
        {
            _tally.Count("mem0 delete: " + failure.GetType().Name);
        }
        catch (Exception failure)
        {
            _tally.Wrong.Enqueue("delete: " + failure.GetType());
        }
    }

    private async Task IdempotentAsync(string name, Func<Task<bool>> call)
    {
        try
        {
            if (await call())
            {
                _tally.Count(name + ": right result");
            }
            else
            {
                _tally.Wrong.Enqueue(name + ": wrong result");
            }
        }
        catch (Exception failure) when (failure is MemoryApiServerException or MemoryApiRateLimitException or MemoryApiTransportException)
        {
            _tally.Count($"{name}: {failure.GetType().Name}");
        }
        catch (Exception failure)
        {
            _tally.Wrong.Enqueue($"{name}: {failure.GetType()} {failure.Message}");
        }
    }
}
