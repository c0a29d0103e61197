using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Contenders;
using MemoryApi.Benchmarks.Reports;
using MemoryApi.Benchmarks.Servers;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>What does memory add to a turn of a chat client, in time and in allocation, beyond the calls that it makes?</summary>
internal static class ChatMemory
{
    private const int Samples = 101;
    private const int Turns = 2000;
    private static readonly EntityScope Alice = EntityScope.User("alice").WithAgent("tutor").WithApp("school");

    public static async Task<IReadOnlyList<Table>> MeasureAsync() => [await TimeAsync(), await AllocationAsync()];

    /// <summary>Alternates between searches and turns, so that both run under the same load of the machine.</summary>
    private static async Task<Table> TimeAsync()
    {
        await using var server = await ServerProcess.StartAsync("emulate");
        using var mem0 = new Mem0Client(EmulatorOptions.DefaultMem0ApiKey, new Mem0ClientOptions { BaseAddress = server.Address });
        for (var i = 0; i < 20; i++)
        {
            await mem0.Memories.AddAsync($"What Alice likes for dinner, number {i}.", Alice, infer: false);
        }

        await using var memory = new Mem0Memory(mem0);
        using var model = new ReadyModel();
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();
        var bare = new List<double>();
        var searches = new List<double>();
        var turns = new List<double>();
        for (var i = -20; i < Samples; i++)
        {
            var times = new[]
            {
                await TimeOfAsync(() => model.GetResponseAsync("What shall I have for dinner?")),
                await TimeOfAsync(() => mem0.Memories.SearchAsync("What shall I have for dinner?", MemoryFilter.UserId.Is("alice"), topK: 5)),
                await TimeOfAsync(() => chat.GetResponseAsync("What shall I have for dinner?")),
            };
            await memory.FlushAsync();
            if (i >= 0)
            {
                bare.Add(times[0]);
                searches.Add(times[1]);
                turns.Add(times[2]);
            }
        }

        var table = new Table($"A turn with memory over loopback, median of {Samples}, storing in the background", "What", "Median", "p95");
        foreach (var (name, samples) in new[] { ("the model alone", bare), ("a search alone", searches), ("a turn with memory", turns) })
        {
            table.Add(name, Table.Number(Reports.Samples.Median(samples), "0.00") + " ms", Table.Number(Reports.Samples.Percentile(samples, 0.95), "0.00") + " ms");
        }

        table.Add("a turn beyond the search", Table.Number(Reports.Samples.Median(turns) - Reports.Samples.Median(searches), "0.00") + " ms", "");
        return table;
    }

    private static async Task<Table> AllocationAsync()
    {
        using var mem0 = new Mem0Client("key", new Mem0ClientOptions { BaseAddress = CannedTransport.Mem0, Transport = new CannedTransport() });
        await using var memory = new Mem0Memory(mem0);
        using var model = new ReadyModel();
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();
        Message[] messages = [Message.User("What shall I have for dinner?"), Message.Assistant("Dal.")];

        var calls = await BytesOfAsync(async () =>
        {
            await model.GetResponseAsync("What shall I have for dinner?");
            await mem0.Memories.SearchAsync("What shall I have for dinner?", MemoryFilter.UserId.Is("alice") & MemoryFilter.AppId.Is("school"), topK: 5);
            await mem0.Memories.AddAsync(messages, Alice);
        });
        var said = 0;
        var turn = await BytesOfAsync(async () =>
        {
            await chat.GetResponseAsync("What shall I have for dinner?");

            // Programs don't flush after a turn; here it keeps the queue short.
            if (++said % 100 == 0)
            {
                await memory.FlushAsync();
            }
        });
        var table = new Table($"What a turn allocates, mean of {Turns} in memory", "What", "Allocated");
        table.Add("the model, a search and an add", Table.Number(calls / 1024) + " KB");
        table.Add("a turn with memory", Table.Number(turn / 1024) + " KB");
        table.Add("a turn beyond its calls", Table.Number((turn - calls) / 1024) + " KB");
        return table;
    }

    private static async Task<double> TimeOfAsync(Func<Task> action)
    {
        var startedAt = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
    }

    private static async Task<double> BytesOfAsync(Func<Task> action)
    {
        for (var i = 0; i < 200; i++)
        {
            await action();
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Turns; i++)
        {
            await action();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Turns;
    }

    /// <summary>A model that takes no time.</summary>
    private sealed class ReadyModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Dal.")));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
