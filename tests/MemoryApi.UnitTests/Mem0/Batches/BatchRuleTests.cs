using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Core;

namespace MemoryApi.UnitTests.Mem0.Batches;

/// <summary>The input, the counts and the messages of batches.</summary>
public sealed class BatchRuleTests
{
    private const string Done = """{"message":"done"}""";

    [Test]
    public void Options_have_defaults_and_bounds()
    {
        var options = new BatchOptions();

        Assert.That((options.ChunkSize, options.MaxConcurrency, options.MaxFailedChunks), Is.EqualTo((1000, 4, 100)));
        foreach (var (set, name, most) in new (Action<int> Set, string Name, int Most)[]
        {
            (value => options.ChunkSize = value, "ChunkSize", 1000), (value => options.MaxConcurrency = value, "MaxConcurrency", 100), (value => options.MaxFailedChunks = value, "MaxFailedChunks", 1_000_000),
        })
        {
            Assert.That(() => set(1), Throws.Nothing);
            Assert.That(() => set(most), Throws.Nothing);
            foreach (var value in new[] { 0, -1, most + 1 })
            {
                Assert.That(() => set(value), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(name).And.Message.StartsWith($"{name} is 1 to {most}."));
            }
        }

        Assert.That((options.ChunkSize, options.MaxConcurrency, options.MaxFailedChunks), Is.EqualTo((1000, 100, 1_000_000)));
    }

    [Test]
    public void A_missing_input_is_named()
    {
        using var client = ScriptedMem0.Responding((200, Done)).Client();

        Assert.That(() => client.Memories.UpdateManyAsync((IEnumerable<BatchMemoryUpdate>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("updates"));
        Assert.That(() => client.Memories.UpdateManyAsync((IAsyncEnumerable<BatchMemoryUpdate>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("updates"));
        Assert.That(() => client.Memories.DeleteManyAsync((IEnumerable<string>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("memoryIds"));
        Assert.That(() => client.Memories.DeleteManyAsync((IAsyncEnumerable<string>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("memoryIds"));
    }

    [Test]
    public async Task Progress_counts_items_and_chunks_that_are_done_or_failed()
    {
        using var service = new ScriptedMem0(request => ((string?)request.Body!["memories"]![0]!["memory_id"] == "m2") ? (400, "{}") : (200, Done));
        using var client = service.Client();
        var progress = new Collected<BatchProgress>();

        await client.Memories.DeleteManyAsync(["m0", "m1", "m2", "m3", "m4"], new BatchOptions { ChunkSize = 2, MaxConcurrency = 1 }, progress);

        Assert.That(
            progress.Reports.Select(report => (report.ItemCount, report.FailedItemCount, report.ChunkCount, report.FailedChunkCount)),
            Is.EqualTo(new[] { (2L, 0L, 1L, 0), (4L, 2L, 2L, 1), (5L, 2L, 3L, 1) }));
    }

    [Test]
    public async Task Failures_stand_in_the_order_of_the_input_whichever_came_first()
    {
        var secondFailed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var service = new ScriptedMem0(async (request, token) =>
        {
            if ((string?)request.Body!["memories"]![0]!["memory_id"] == "m0")
            {
                await secondFailed.Task.WaitAsync(token);
            }

            return (400, "{}");
        });
        using var client = service.Client();
        var progress = new Acting<BatchProgress>(secondFailed.SetResult);

        var result = await client.Memories.DeleteManyAsync(["m0", "m1"], new BatchOptions { ChunkSize = 1, MaxConcurrency = 2 }, progress);

        Assert.That(result.Failures.Select(failure => failure.FirstIndex), Is.EqualTo(new[] { 0L, 1L }));
    }

    [Test]
    public async Task An_item_that_the_service_would_refuse_is_left_out_of_its_chunk_and_the_others_are_sent()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();

        var result = await client.Memories.UpdateManyAsync(Lazily(), new BatchOptions { ChunkSize = 3, MaxConcurrency = 1 });

        Assert.That(
            service.Arrived.Select(request => string.Join(",", request.Body!["memories"]!.Select(memory => (string?)memory["memory_id"]))),
            Is.EqualTo(new[] { "m0,m1", "m3,m4,m5", "m6" }));
        Assert.That(result.Failures.Select(failure => (failure.FirstIndex, failure.Count, failure.MemoryIds[0])), Is.EqualTo(new[] { (2L, 1, "m2"), (7L, 1, string.Empty) }));
        Assert.That(result.Failures.Select(failure => failure.Exception), Is.All.InstanceOf<ArgumentException>());
        Assert.That((result.ItemCount, result.SucceededCount, result.IsInputExhausted), Is.EqualTo((8L, 6L, true)));

        static async IAsyncEnumerable<BatchMemoryUpdate> Lazily()
        {
            for (var i = 0; i < 7; i++)
            {
                await Task.Yield();
                yield return new BatchMemoryUpdate("m" + i) { Text = i == 2 ? null : "a" };
            }

            yield return null!;
        }
    }

    [Test]
    public async Task An_input_that_ends_with_an_item_that_is_refused_is_read_to_its_end_only_when_that_is_recorded()
    {
        using var service = ScriptedMem0.Responding((400, "{}"));
        using var client = service.Client();

        var result = await client.Memories.UpdateManyAsync(Lazily(), new BatchOptions { ChunkSize = 3, MaxConcurrency = 1, MaxFailedChunks = 1 });

        Assert.That((result.ItemCount, result.IsInputExhausted, result.Failures.Count), Is.EqualTo((1L, false, 1)));

        static IEnumerable<BatchMemoryUpdate> Lazily()
        {
            yield return new BatchMemoryUpdate("m0") { Text = "a" };
            yield return new BatchMemoryUpdate("m1");
        }
    }

    [Test]
    public async Task A_cancelled_batch_reads_no_further()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var read = 0;

        var cancelled = await Assert.ThrowsAsync<BatchCanceledException>(() => client.Memories.DeleteManyAsync(Ids(), cancellationToken: cancellation.Token));

        Assert.That((read, cancelled!.Result.ItemCount, service.Arrived.Count), Is.EqualTo((0, 0L, 0)));
        Assert.That(cancelled.Message, Is.EqualTo("The batch was cancelled. Result says what was done before."));

        IEnumerable<string> Ids()
        {
            read++;
            yield return "m";
        }
    }

    [Test]
    public async Task A_batch_whose_last_chunk_was_done_before_the_cancellation_is_complete()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();
        using var cancellation = new CancellationTokenSource();

        var result = await client.Memories.DeleteManyAsync(["m0"], progress: new Acting<BatchProgress>(cancellation.Cancel), cancellationToken: cancellation.Token);

        Assert.That(result.IsComplete, Is.True);
    }

    [Test]
    public async Task An_input_that_is_cancelled_by_a_token_of_its_own_has_failed()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();

        var failure = await Assert.ThrowsAsync<BatchFailedException>(() => client.Memories.DeleteManyAsync(Ids()));

        Assert.That(failure!.InnerException, Is.InstanceOf<OperationCanceledException>());
        Assert.That(failure.Result.SucceededCount, Is.EqualTo(1));

        static IEnumerable<string> Ids()
        {
            yield return "m0";
            throw new OperationCanceledException();
        }
    }

    [Test]
    public async Task An_ordinary_input_is_disposed()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();
        var isDisposed = false;

        await client.Memories.DeleteManyAsync(Ids());

        Assert.That(isDisposed, Is.True);

        IEnumerable<string> Ids()
        {
            try
            {
                yield return "m0";
            }
            finally
            {
                isDisposed = true;
            }
        }
    }

    [Test]
    public void A_list_that_can_only_be_read_is_checked_as_a_whole_too()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();

        Assert.That(() => client.Memories.DeleteManyAsync(new Queue<string>(["m0", " "])), Throws.ArgumentException.With.Message.StartsWith("memoryIds[1]: "));
        Assert.That(() => client.Memories.DeleteManyAsync(new HashSet<string>(["m0", " "])), Throws.ArgumentException.With.Message.StartsWith("memoryIds[1]: "));
        Assert.That(service.Arrived, Is.Empty);
    }

    [TestCase(true, true)]
    [TestCase(false, false)]
    public void A_batch_is_complete_when_all_was_read_and_nothing_failed(bool isInputExhausted, bool isComplete)
    {
        var whole = new BatchResult(3, [], isInputExhausted);
        var failed = new BatchResult(3, [new BatchFailure(1, ["m1", "m2"], new InvalidOperationException())], isInputExhausted);

        Assert.That((whole.IsComplete, whole.SucceededCount, whole.FailedCount), Is.EqualTo((isComplete, 3L, 0L)));
        Assert.That((failed.IsComplete, failed.SucceededCount, failed.FailedCount), Is.EqualTo((false, 1L, 2L)));
        Assert.That(failed.ThrowIfIncomplete, Throws.InstanceOf<BatchFailedException>()
            .With.Message.EqualTo("The batch is not complete: 1 items succeeded and 2 failed. Result names them.").And.InnerException.SameAs(failed.Failures[0].Exception));
        Assert.That(
            new BatchFailedException(failed, new TimeoutException()).Message,
            Is.EqualTo("The batch was stopped by an exception of its input, its progress or the client: 1 items succeeded and 2 failed by then. Result names them."));
    }

    [Test]
    public void The_raw_calls_say_what_is_wrong_with_an_item()
    {
        using var service = ScriptedMem0.Responding((200, Done));
        using var client = service.Client();
        foreach (var (call, text) in new (Action Call, string Text)[]
        {
            (() => client.Memories.BatchUpdateAsync(new BatchUpdateMemoriesRequest([new BatchMemoryUpdate(" ") { Text = "a" }])), "BatchMemoryUpdate.MemoryId"),
            (() => client.Memories.BatchUpdateAsync(new BatchUpdateMemoriesRequest([new BatchMemoryUpdate("m")])), "BatchMemoryUpdate sets nothing. Set at least one of Text or Metadata."),
            (() => client.Memories.BatchUpdateAsync(new BatchUpdateMemoriesRequest([new BatchMemoryUpdate("m") { Text = " " }])), "BatchMemoryUpdate.Text"),
            (() => client.Memories.BatchDeleteAsync(new BatchDeleteMemoriesRequest([new MemoryReference("")])), "MemoryReference.MemoryId"),
            (() => client.Memories.BatchUpdateAsync(new BatchUpdateMemoriesRequest([])), "BatchUpdateMemoriesRequest.Memories"),
            (() => client.Memories.BatchDeleteAsync(new BatchDeleteMemoriesRequest([])), "BatchDeleteMemoriesRequest.Memories"),
        })
        {
            Assert.That(() => call(), Throws.ArgumentException.With.Property("ParamName").EqualTo("request").And.Message.Contains(text));
        }

        Assert.That(service.Arrived, Is.Empty);
    }

    /// <summary>A progress that does something at its first report.</summary>
    private sealed class Acting<T>(Action act) : IProgress<T>
    {
        private int _reports;

        public void Report(T value)
        {
            if (_reports++ == 0)
            {
                act();
            }
        }
    }
}
