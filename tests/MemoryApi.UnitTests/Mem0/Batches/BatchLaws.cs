using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Batches;

/// <summary>Whatever fails, the account of what was done adds up.</summary>
public sealed class BatchLaws
{
    private static Arbitrary<(int Items, int ChunkSize, int Concurrency, int FailEvery, int InvalidEvery)> Runs { get; } = Arb.From(
        from items in Gen.Choose(0, 60)
        from chunkSize in Gen.Choose(1, 12)
        from concurrency in Gen.Choose(1, 5)
        from failEvery in Gen.Choose(2, 9)
        from invalidEvery in Gen.Elements(3, 7, 1000)
        select (items, chunkSize, concurrency, failEvery, invalidEvery));

    [Test]
    public void Each_item_is_sent_once_or_named_among_the_failures_and_none_twice() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Runs, run =>
        {
            var ids = Enumerable.Range(0, run.Items).Select(i => i % run.InvalidEvery == run.InvalidEvery - 1 ? " " : "m" + i).ToArray();
            var (underWay, mostUnderWay) = (0, 0);
            using var service = new ScriptedMem0(async (request, _) =>
            {
                var now = Interlocked.Increment(ref underWay);
                InterlockedMax(ref mostUnderWay, now);
                await Task.Yield();
                Interlocked.Decrement(ref underWay);
                return IdsOf(request).Any(id => int.Parse(id[1..]) % run.FailEvery == 0) ? (500, "") : (200, """{"message":"done"}""");
            });
            using var client = service.Client();
            var progress = new Collected<BatchProgress>();

            // Not a collection: an invalid item turns up only when it is reached.
            var result = client.Memories.DeleteManyAsync(
                ids.Select(id => id), new BatchOptions { ChunkSize = run.ChunkSize, MaxConcurrency = run.Concurrency }, progress).GetAwaiter().GetResult();

            var sent = service.Arrived.SelectMany(IdsOf).ToArray();
            var failedItems = result.Failures.SelectMany(failure => failure.MemoryIds.Select((id, i) => (Index: failure.FirstIndex + i, Id: id))).ToArray();
            return sent.Order().SequenceEqual(ids.Where(id => id != " ").Order())
                && service.Arrived.All(request => IdsOf(request).Count is >= 1 && IdsOf(request).Count <= run.ChunkSize)
                && mostUnderWay <= run.Concurrency
                && failedItems.All(item => ids[item.Index] == item.Id)
                && failedItems.Select(item => item.Index).Distinct().Count() == failedItems.Length
                && ids.Select((id, i) => (Index: (long)i, Id: id)).Where(item => item.Id == " " || int.Parse(item.Id[1..]) % run.FailEvery == 0).All(failedItems.Contains)
                && result.Failures.Select(failure => failure.FirstIndex).SequenceEqual(result.Failures.Select(failure => failure.FirstIndex).Order())
                && result.ItemCount == ids.Length
                && result.SucceededCount + result.FailedCount == ids.Length
                && result.IsInputExhausted
                && result.IsComplete == (failedItems.Length == 0)
                && (ids.Length == 0 || (progress.Reports[^1].ItemCount == ids.Length && progress.Reports[^1].FailedItemCount == failedItems.Length))
                && progress.Reports.Zip(progress.Reports.Skip(1)).All(pair => pair.First.ItemCount < pair.Second.ItemCount);
        }));

    private static IReadOnlyList<string> IdsOf(ArrivedRequest request) => request.Body!["memories"]!.Select(item => (string)item["memory_id"]!).ToArray();

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
