using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Reports;
using MemoryApi.Benchmarks.Servers;
using MemoryApi.Emulator;
using MemoryApi.Mem0;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>Does memory grow with the number of memories that are listed, backed up or changed?</summary>
internal static class Scale
{
    private static readonly int[] Counts = [1_000, 10_000, 100_000];

    public static async Task<IReadOnlyList<Table>> MeasureAsync()
    {
        await using var server = await ServerProcess.StartAsync("emulate");
        using var client = Client(server.Address);
        var rows = new List<Measurement>();
        foreach (var count in Counts)
        {
            await SeedAsync(client, count);
            rows.AddRange(await InChildAsync(count, server.Address));
        }

        var table = new Table(
            "Scale: peak heap that is alive, in a process of its own, emulator in another", "Job", "Memories", "Time", "Peak heap", "Ratio to the smallest");
        foreach (var job in rows.GroupBy(static row => row.Job))
        {
            foreach (var row in job)
            {
                table.Add(
                    row.Job,
                    Table.Number(row.Count, "#,0"),
                    Table.Number(row.Seconds) + " s",
                    Table.Number(row.PeakBytes / 1024.0 / 1024.0, "0.00") + " MB",
                    Table.Ratio(row.PeakBytes, job.First().PeakBytes));
            }
        }

        return [table];
    }

    /// <summary>The work of the child process. Returns all measurements in one line.</summary>
    public static async Task<string> RunChildAsync(int count, Uri address)
    {
        using var client = Client(address);
        var owner = EntityScope.User(UserOf(count));
        var path = Path.GetTempFileName();
        try
        {
            await WarmUpAsync(client, path);
            var listed = await MeasureAsync("list", count, heap => ListAsync(client, owner, heap));
            var backedUp = await MeasureAsync("back up", count, heap => BackUpAsync(client, owner, path, heap));
            var updates = Math.Max(count / 2, 1);
            var updated = await MeasureAsync("batch update", updates, heap => UpdateAsync(client, path, updates, heap));
            return string.Join('|', new[] { listed, backedUp, updated }.Select(static one => one.ToLine()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>
    /// Fills the memory pools, which keep some memory for each thread that uses them. A long job uses more threads than a short one, and without
    /// this the difference would look like growth with the number of memories.
    /// </summary>
    private static async Task WarmUpAsync(Mem0Client client, string path)
    {
        var owner = EntityScope.User(UserOf(Counts[0]));
        var heap = new HeapPeak(int.MaxValue);
        for (var round = 0; round < 40; round++)
        {
            await ListAsync(client, owner, heap);
            await BackUpAsync(client, owner, path, heap);
        }
    }

    private static async Task<IReadOnlyList<Measurement>> InChildAsync(int count, Uri address)
    {
        using var child = ServerProcess.Start("scale-of", count.ToString(CultureInfo.InvariantCulture), address.AbsoluteUri);
        var line = await child.StandardOutput.ReadLineAsync();
        await child.WaitForExitAsync();
        return line is null ? throw new InvalidOperationException($"The process for {count} memories wrote no result.") : [.. line.Split('|').Select(Measurement.FromLine)];
    }

    private static async Task<int> ListAsync(Mem0Client client, EntityScope owner, HeapPeak heap)
    {
        var seen = 0;
        await foreach (var memory in client.Memories.ListAllAsync(owner, pageSize: 200))
        {
            seen += memory.Text is null ? 0 : 1;
            heap.Look(seen);
        }

        return seen;
    }

    private static async Task<int> BackUpAsync(Mem0Client client, EntityScope owner, string path, HeapPeak heap)
    {
        await using var file = File.Create(path);
        var result = await client.Memories.BackupAsync(owner, file, progress: new Looking<BackupProgress>(progress => heap.Look((int)progress.MemoryCount)));
        return (int)result.MemoryCount;
    }

    private static async Task<int> UpdateAsync(Mem0Client client, string backup, int count, HeapPeak heap)
    {
        // The ids are read from the file one at a time, so that no list of them counts as heap.
        var updates = File.ReadLines(backup)
            .Select(static line => Newtonsoft.Json.Linq.JObject.Parse(line))
            .Select(static line => (string?)line.SelectToken("memory.id") ?? (string?)line.SelectToken("id"))
            .OfType<string>()
            .Take(count)
            .Select(static id => new BatchMemoryUpdate(id) { Text = "changed" });
        var result = await client.Memories.UpdateManyAsync(updates, progress: new Looking<BatchProgress>(progress => heap.Look((int)progress.ItemCount)));
        return (int)result.ThrowIfIncomplete().ItemCount;
    }

    private static async Task<Measurement> MeasureAsync(string job, int count, Func<HeapPeak, Task<int>> run)
    {
        var heap = new HeapPeak(Math.Max(count / 20, 200));
        var startedAt = Stopwatch.GetTimestamp();
        var done = await run(heap);
        var seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        return done == count
            ? new Measurement(job, count, seconds, heap.Bytes)
            : throw new InvalidOperationException($"{job}: {done} memories instead of {count}.");
    }

    private static async Task SeedAsync(Mem0Client client, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(1000))
        {
            await client.Memories.AddAsync(new AddMemoriesRequest(
                [.. chunk.Select(static i => new Message(MessageRole.User, string.Create(CultureInfo.InvariantCulture, $"Fact number {i} of those that fill the store.")))])
            {
                UserId = UserOf(count),
                Infer = false,
            });
        }
    }

    private static string UserOf(int count) => string.Create(CultureInfo.InvariantCulture, $"user-{count}");

    private static Mem0Client Client(Uri address) => new(new EmulatorOptions().Mem0ApiKey, new Mem0ClientOptions { BaseAddress = address });

    private sealed class Looking<T>(Action<T> look) : IProgress<T>
    {
        public void Report(T value) => look(value);
    }
}
