using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Batches;

public sealed class BatchTests
{
    private const string Done = """{"message":"done"}""";

    [Test]
    public async Task Updates_and_deletions_are_sent_as_batches()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();

        var updated = await client.Memories.UpdateManyAsync([new BatchMemoryUpdate("m1") { Text = "a" }, new BatchMemoryUpdate("m2") { Metadata = [] }]);
        var deleted = await client.Memories.DeleteManyAsync(["m3"]);

        Assert.That(updated.IsComplete && deleted.IsComplete, Is.True);
        Assert.That(updated.ThrowIfIncomplete().SucceededCount, Is.EqualTo(2));
        Assert.That(
            service.Arrived.Select(request => request + " " + request.Body!.ToString(Formatting.None)),
            Is.EqualTo(new[]
            {
                """PUT /v1/batch/ {"memories":[{"memory_id":"m1","text":"a"},{"memory_id":"m2","metadata":{}}]}""",
                """DELETE /v1/batch/ {"memories":[{"memory_id":"m3"}]}""",
            }));
    }

    [Test]
    public async Task Fifty_thousand_items_go_in_chunks_of_a_thousand_four_at_a_time()
    {
        var (underWay, most, read, mostAhead, sent) = (0, 0, 0, 0, 0);
        var counts = new object();
        var fourAreUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var service = new ScriptedMem0(async (request, token) =>
        {
            lock (counts)
            {
                most = Math.Max(most, ++underWay);
                if (underWay == 4)
                {
                    fourAreUnderWay.TrySetResult();
                }
            }

            await fourAreUnderWay.Task.WaitAsync(token);
            lock (counts)
            {
                sent += request.Body!["memories"]!.Count();
                mostAhead = Math.Max(mostAhead, Volatile.Read(ref read) - sent);
                underWay--;
            }

            return (200, Done);
        });
        using var client = service.Client();

        var deletion = client.Memories.DeleteManyAsync(Ids(50_000));
        await fourAreUnderWay.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var result = await deletion;

        Assert.Multiple(() =>
        {
            Assert.That(result.IsComplete, Is.True);
            Assert.That(result.SucceededCount, Is.EqualTo(50_000));
            Assert.That(service.Arrived, Has.Count.EqualTo(50));
            Assert.That(service.Arrived.Select(request => request.Body!["memories"]!.Count()), Is.All.EqualTo(1000));
            Assert.That(most, Is.EqualTo(4));
            Assert.That(mostAhead, Is.LessThanOrEqualTo(5000));
        });

        IEnumerable<string> Ids(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Interlocked.Increment(ref read);
                yield return "m" + i;
            }
        }
    }

    [Test]
    public async Task A_failed_chunk_is_named_with_its_range_and_reason_and_the_others_are_done()
    {
        using var service = new ScriptedMem0(request => ((string?)request.Body!["memories"]![0]!["memory_id"] == "m2")
            ? (400, """{"error":"Memory not found"}""")
            : (200, Done));
        using var client = service.Client();

        var result = await client.Memories.DeleteManyAsync(["m0", "m1", "m2", "m3", "m4"], new BatchOptions { ChunkSize = 2 });

        Assert.Multiple(() =>
        {
            Assert.That(result.Failures, Has.Count.EqualTo(1));
            Assert.That(result.Failures[0].FirstIndex, Is.EqualTo(2));
            Assert.That(result.Failures[0].MemoryIds, Is.EqualTo(new[] { "m2", "m3" }));
            Assert.That(result.Failures[0].Exception, Is.InstanceOf<MemoryApiValidationException>());
            Assert.That((result.SucceededCount, result.FailedCount, result.IsComplete), Is.EqualTo((3, 2, false)));
            Assert.That(result.ThrowIfIncomplete, Throws.InstanceOf<BatchFailedException>().With.Property("Result").SameAs(result));
        });
    }

    [Test]
    public void An_invalid_item_of_a_collection_is_refused_before_anything_is_sent()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();

        Assert.Multiple(() =>
        {
            Assert.That(
                () => client.Memories.UpdateManyAsync([new BatchMemoryUpdate("m0") { Text = "a" }, new BatchMemoryUpdate("m1")]),
                Throws.ArgumentException.With.Message.StartsWith("updates[1]: ").And.Message.EndsWith("Set at least one of Text or Metadata. (Parameter 'updates')"));
            Assert.That(
                () => client.Memories.UpdateManyAsync([new BatchMemoryUpdate(" ") { Text = "a" }]), Throws.ArgumentException.With.Message.Contains("updates[0]"));
            Assert.That(() => client.Memories.UpdateManyAsync([null!]), Throws.ArgumentException.With.Message.Contains("updates[0]"));
            Assert.That(() => client.Memories.DeleteManyAsync(["m0", ""]), Throws.ArgumentException.With.Message.Contains("memoryIds[1]"));
            Assert.That(() => client.Memories.DeleteManyAsync((IEnumerable<string>)null!), Throws.ArgumentNullException);
            Assert.That(service.Arrived, Is.Empty);
        });
    }

    [Test]
    public void The_raw_calls_refuse_empty_batches_and_updates_without_a_change()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Memories.BatchUpdateAsync(new BatchUpdateMemoriesRequest([])), Throws.ArgumentException.With.Message.Contains("Memories"));
            Assert.That(() => client.Memories.BatchDeleteAsync(new BatchDeleteMemoriesRequest([])), Throws.ArgumentException.With.Message.Contains("Memories"));
            Assert.That(() => client.Memories.BatchUpdateAsync(new BatchUpdateMemoriesRequest([new BatchMemoryUpdate("m1")])), Throws.ArgumentException);
            Assert.That(
                () => client.Memories.BatchDeleteAsync(new BatchDeleteMemoriesRequest([.. Enumerable.Repeat(new MemoryReference("m"), 1001)])),
                Throws.ArgumentException.With.Message.Contains("1000"));
            Assert.That(service.Arrived, Is.Empty);
        });
    }

    [Test]
    public async Task An_empty_input_is_complete_without_a_call()
    {
        using var service = ScriptedMem0.Responding((500, ""));
        using var client = service.Client();

        Assert.That((await client.Memories.DeleteManyAsync([])).IsComplete, Is.True);
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public async Task An_endless_input_ends_when_too_much_has_failed()
    {
        using var service = ScriptedMem0.Responding((401, "{}"));
        using var client = service.Client();
        var batch = new BatchOptions { ChunkSize = 10, MaxConcurrency = 1, MaxFailedChunks = 3 };

        var result = await client.Memories.DeleteManyAsync(Endless(), batch);

        Assert.Multiple(() =>
        {
            Assert.That(result.IsInputExhausted, Is.False);
            Assert.That(result.Failures, Has.Count.EqualTo(3));
            Assert.That(result.ItemCount, Is.EqualTo(30));
            Assert.That(result.ThrowIfIncomplete, Throws.InstanceOf<BatchFailedException>());
        });
    }

    [Test]
    public async Task Cancelling_tells_what_was_done_before()
    {
        using var cancellation = new CancellationTokenSource();
        var calls = 0;
        using var service = new ScriptedMem0(async (_, token) =>
        {
            if (Interlocked.Increment(ref calls) == 3)
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            return (200, Done);
        });
        using var client = service.Client();

        var cancelled = await Assert.ThrowsAsync<BatchCanceledException>(() => client.Memories.DeleteManyAsync(
            Endless(), new BatchOptions { ChunkSize = 10, MaxConcurrency = 1 }, cancellationToken: cancellation.Token));

        Assert.Multiple(() =>
        {
            Assert.That(cancelled, Is.InstanceOf<OperationCanceledException>());
            Assert.That(cancelled!.CancellationToken, Is.EqualTo(cancellation.Token));
            Assert.That(cancelled.Result.SucceededCount, Is.EqualTo(20));
            Assert.That(cancelled.Result.Failures.Single().FirstIndex, Is.EqualTo(20));
            Assert.That(cancelled.Result.IsInputExhausted, Is.False);
        });
    }

    [Test]
    public async Task An_input_that_fails_tells_what_was_done_before_and_sends_what_it_gave()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();

        var failure = await Assert.ThrowsAsync<BatchFailedException>(() => client.Memories.DeleteManyAsync(Broken(), new BatchOptions { ChunkSize = 2 }));

        Assert.Multiple(() =>
        {
            Assert.That(failure!.InnerException, Is.InstanceOf<InvalidOperationException>().With.Message.EqualTo("disk"));
            Assert.That(failure.Result.SucceededCount, Is.EqualTo(3));
            Assert.That(failure.Result.IsInputExhausted, Is.False);
            Assert.That(service.Arrived, Has.Count.EqualTo(2));
        });

        static async IAsyncEnumerable<string> Broken()
        {
            yield return "m0";
            yield return "m1";
            await Task.Yield();
            yield return "m2";
            throw new InvalidOperationException("disk");
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(5)]
    public async Task A_progress_that_throws_stops_the_batch_and_loses_nothing(int report)
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();
        var progress = new Throwing<BatchProgress>(report);

        var failure = await Assert.ThrowsAsync<BatchFailedException>(() => client.Memories.DeleteManyAsync(
            ["m0", "m1", "m2", "m3", "m4"], new BatchOptions { ChunkSize = 1, MaxConcurrency = 1 }, progress));

        Assert.Multiple(() =>
        {
            Assert.That(failure!.InnerException, Is.SameAs(progress.Thrown));
            Assert.That(failure.Result.SucceededCount, Is.EqualTo(report));
            Assert.That(service.Arrived, Has.Count.EqualTo(report), "what was sent is in the result, and nothing more was sent");
            Assert.That(progress.Reports, Is.EqualTo(report), "whoever has thrown isn't told again");
        });
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task A_progress_that_throws_when_all_is_sent_has_the_whole_result(int report)
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();
        var progress = new Throwing<BatchProgress>(report);

        var failure = await Assert.ThrowsAsync<BatchFailedException>(() => client.Memories.DeleteManyAsync(
            ["m0", "m1", "m2"], new BatchOptions { ChunkSize = 1, MaxConcurrency = 4 }, progress));

        Assert.That(failure!.InnerException, Is.SameAs(progress.Thrown));
        Assert.That((failure.Result.SucceededCount, failure.Result.IsComplete, progress.Reports), Is.EqualTo((3L, true, report)));
    }

    [Test]
    public async Task A_progress_that_throws_does_not_hide_the_chunks_that_are_under_way()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var service = new ScriptedMem0(async (request, token) =>
        {
            if ((string?)request.Body!["memories"]![0]!["memory_id"] != "m0")
            {
                await release.Task.WaitAsync(token);
            }

            return (200, Done);
        });
        using var client = service.Client();
        var progress = new Throwing<BatchProgress>(1, release.SetResult);

        var failure = await Assert.ThrowsAsync<BatchFailedException>(() => client.Memories.DeleteManyAsync(
            Endless(), new BatchOptions { ChunkSize = 1, MaxConcurrency = 3 }, progress));

        Assert.That((failure!.Result.SucceededCount, failure.Result.IsInputExhausted), Is.EqualTo((3L, false)));
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task An_exception_that_is_no_failure_of_a_call_stops_the_batch_and_is_its_cause(int concurrency)
    {
        using var service = new ScriptedMem0(request => request.Body!.ToString().Contains("m4", StringComparison.Ordinal) ? throw new InvalidCastException("A fault of a handler.") : (200, Done));
        using var client = service.Client();

        var failure = (await Assert.ThrowsAsync<BatchFailedException>(() => client.Memories.DeleteManyAsync(
            Endless(), new BatchOptions { ChunkSize = 2, MaxConcurrency = concurrency })))!;

        Assert.That(failure.InnerException, Is.InstanceOf<InvalidCastException>());
        Assert.That(failure.Result.Failures.Single().MemoryIds, Is.EqualTo(new[] { "m4", "m5" }));
        Assert.That((failure.Result.SucceededCount, failure.Result.IsInputExhausted), Is.EqualTo((failure.Result.ItemCount - 2, false)));
        Assert.That(service.Arrived, Has.Count.LessThanOrEqualTo(2 + concurrency));
    }

    [Test]
    public async Task Metadata_that_no_JSON_can_hold_fail_their_chunk_and_the_others_are_sent()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();

        var result = await client.Memories.UpdateManyAsync(Updates(), new BatchOptions { ChunkSize = 10, MaxConcurrency = 1 });

        Assert.Multiple(() =>
        {
            Assert.That(result.Failures.Single().Exception, Is.InstanceOf<ArgumentException>());
            Assert.That((result.Failures[0].FirstIndex, result.Failures[0].Count), Is.EqualTo((0L, 10)));
            Assert.That((result.ItemCount, result.SucceededCount, result.IsInputExhausted), Is.EqualTo((25L, 15L, true)));
            Assert.That(service.Arrived.Select(request => (string?)request.Body!["memories"]![0]!["memory_id"]), Is.EqualTo(new[] { "m10", "m20" }));
        });

        static IEnumerable<BatchMemoryUpdate> Updates()
        {
            for (var i = 0; i < 25; i++)
            {
                yield return new BatchMemoryUpdate("m" + i) { Metadata = new JObject { ["score"] = i == 4 ? double.NaN : i } };
            }
        }
    }

    [Test]
    public async Task A_disposed_client_stops_the_batch()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        var client = service.Client();
        client.Dispose();

        var failure = (await Assert.ThrowsAsync<BatchFailedException>(() => client.Memories.DeleteManyAsync(["a", "b"])))!;

        Assert.That(failure.InnerException, Is.InstanceOf<ObjectDisposedException>());
        Assert.That((failure.Result.FailedCount, failure.Result.SucceededCount), Is.EqualTo((2L, 0L)));
    }

    [Test]
    public async Task The_input_is_disposed()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();
        var isDisposed = false;

        await client.Memories.UpdateManyAsync(Updates());

        Assert.That(isDisposed, Is.True);

        async IAsyncEnumerable<BatchMemoryUpdate> Updates()
        {
            try
            {
                await Task.Yield();
                yield return new BatchMemoryUpdate("m0") { Text = "a" };
            }
            finally
            {
                isDisposed = true;
            }
        }
    }

    [Test]
    public void Options_outside_of_their_range_are_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new BatchOptions { ChunkSize = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new BatchOptions { ChunkSize = 1001 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new BatchOptions { MaxConcurrency = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new BatchOptions { MaxFailedChunks = -1 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    private static IEnumerable<string> Endless()
    {
        for (var i = 0; ; i++)
        {
            yield return "m" + i;
        }
    }
}
