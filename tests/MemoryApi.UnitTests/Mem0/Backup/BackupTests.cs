using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Backup;

public sealed class BackupTests
{
    private static readonly EntityScope Alice = EntityScope.User("alice");

    [Test]
    public async Task All_memories_are_written_as_JSON_lines_page_by_page()
    {
        var store = new FakeStore().With(5, (memory, _) => memory["future_member"] = 1.10m);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        var progress = new Collected<BackupProgress>();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 }, progress);

        var lines = LinesOf(stream);
        Assert.Multiple(() =>
        {
            Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((5L, 5L, true)));
            Assert.That(lines.Select(line => line.Properties().Single().Name), Is.EqualTo(new[]
            {
                "backup", "memory", "memory", "page", "memory", "memory", "page", "memory", "page", "end",
            }));
            Assert.That((string?)lines[1]["memory"]!["memory"], Is.EqualTo("text 0"));
            Assert.That((string?)lines[1]["memory"]!["created_at"], Does.StartWith("2030-01-02T03:04:05.678"));
            Assert.That((decimal)lines[1]["memory"]!["future_member"]!, Is.EqualTo(1.1m));
            Assert.That(lines[0]["backup"]!["filters"]!.ToString(), Does.Contain("alice"));
            Assert.That(progress.Reports.Select(report => report.MemoryCount), Is.EqualTo(new[] { 2L, 4, 5 }));
            Assert.That(store.Service.Arrived.Select(request => (bool?)request.Body!["show_expired"]), Is.All.True);
            Assert.That(stream.CanWrite, Is.True);
        });
    }

    [Test]
    public async Task Nothing_to_back_up_is_a_complete_backup()
    {
        using var client = new FakeStore().Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        Assert.That((result.MemoryCount, result.IsComplete), Is.EqualTo((0L, true)));
        Assert.That(LinesOf(stream).Select(line => line.Properties().Single().Name), Is.EqualTo(new[] { "backup", "end" }));
    }

    [Test]
    public async Task A_memory_that_moves_onto_the_next_page_is_written_once()
    {
        var store = new FakeStore().With(4);
        store.Before = OnceBefore(store, page: 2, () => store.Memories.Insert(0, New("new")));
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That(
            LinesOf(stream).Select(line => (string?)line["memory"]?["memory"]).OfType<string>(), Is.EqualTo(new[] { "text 0", "text 1", "text 2", "text 3" }));
        AssertIsIncomplete(result, stream, memoryCount: 4, expectedCount: 5);
    }

    [TestCase("m1")]
    [TestCase("")]
    public async Task A_service_that_repeats_its_page_for_ever_does_not_keep_us(string id)
    {
        using var service = ScriptedMem0.Answering((200, PageOf(9, hasNext: true, [id])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        AssertIsIncomplete(result, stream, memoryCount: 1, expectedCount: 9);
        Assert.That(service.Arrived, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_page_that_is_missing_leaves_the_backup_incomplete_until_it_is_resumed()
    {
        var store = new FakeStore().With(18);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        store.Before = request => IsPage(request, 3) ? (404, """{"detail":"Invalid page."}""") : null;

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });
        AssertIsIncomplete(result, stream, memoryCount: 4, expectedCount: 18);
        stream.Position = 0;
        var restored = await client.Memories.RestoreAsync(stream);
        Assert.That((restored.IsBackupComplete, restored.IsComplete), Is.EqualTo((false, false)));

        store.Before = null;
        var resumed = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });
        Assert.That((resumed.MemoryCount, resumed.IsComplete, resumed.WasComplete), Is.EqualTo((18L, true, false)));
        Assert.That(IdsIn(stream), Is.EqualTo(store.Memories.Select(memory => (string?)memory["id"])));
    }

    [Test]
    public async Task A_404_behind_the_last_page_is_the_end_when_all_memories_were_read()
    {
        using var service = new ScriptedMem0(request => IsPage(request, 3)
            ? (404, """{"detail":"Invalid page."}""")
            : (200, PageOf(4, hasNext: true, IsPage(request, 1) ? ["a", "b"] : ["c", "d"])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((4L, 4L, true)));
        Assert.That(KindsIn(stream).Last(), Is.EqualTo("end"));
    }

    [Test]
    public async Task A_service_that_repeats_the_end_of_its_page_for_ever_does_not_keep_us()
    {
        using var service = ScriptedMem0.Answering((200, PageOf(2, hasNext: true, ["a", "b"])), (200, PageOf(2, hasNext: true, ["b"])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        AssertIsIncomplete(result, stream, memoryCount: 2, expectedCount: 2);
        Assert.That(service.Arrived, Has.Count.EqualTo(2));
    }

    [TestCase(5)]
    [TestCase(4)]
    public async Task An_empty_page_leaves_the_backup_incomplete_when_the_numbers_of_memories_differ(int count)
    {
        using var service = ScriptedMem0.Answering((200, PageOf(5, hasNext: true, ["a", "b", "c", "d"])), (200, PageOf(count, hasNext: false, [])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        AssertIsIncomplete(result, stream, memoryCount: 4, expectedCount: count);
    }

    [Test]
    public async Task A_list_that_is_empty_although_memories_are_announced_leaves_the_backup_incomplete()
    {
        using var service = ScriptedMem0.Answering((200, PageOf(5, hasNext: false, [])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        AssertIsIncomplete(result, stream, memoryCount: 0, expectedCount: 5);
    }

    [TestCase(new[] { 1, 1, 3 }, 2)]
    [TestCase(new[] { 1, 2, 1 }, 4)]
    [TestCase(new[] { 1, 2, 2 }, 4)]
    [TestCase(new[] { 1, 2, 3, 1 }, 6)]
    [TestCase(new[] { 1, 2, 3, 2 }, 6)]
    public async Task A_page_that_comes_again_leaves_the_backup_incomplete_also_when_it_is_resumed(int[] pages, int memoryCount)
    {
        // The number of memories would be right if the repeated page counted.
        var count = pages.Length * 2;
        var failing = 0;
        using var service = new ScriptedMem0(request =>
        {
            var number = PageNumber(request);
            return number == failing ? (500, string.Empty) : (200, PageOf(count, number < pages.Length, [$"{pages[number - 1]}a", $"{pages[number - 1]}b"]));
        });
        using var client = service.Client();

        using var atOnce = new MemoryStream();
        AssertIsIncomplete(await client.Memories.BackupAsync(Alice, atOnce, new BackupOptions { PageSize = 2 }), atOnce, memoryCount, count);

        for (failing = 2; failing <= (memoryCount / 2) + 1; failing++)
        {
            var interrupted = failing;
            using var stream = new MemoryStream();
            Assert.That(async () => await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 }), Throws.InstanceOf<MemoryApiServerException>());
            failing = 0;
            AssertIsIncomplete(await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true }), stream, memoryCount, count);
            AssertIsIncomplete(await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true }), stream, memoryCount, count);
            failing = interrupted;
        }
    }

    [Test]
    public async Task A_page_that_comes_again_leaves_the_backup_incomplete_even_if_as_many_memories_were_read_as_announced()
    {
        using var service = ScriptedMem0.Answering((200, PageOf(2, hasNext: true, ["a", "b"])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        AssertIsIncomplete(result, stream, memoryCount: 2, expectedCount: 2);
    }

    [Test]
    public async Task Another_writer_that_adds_a_page_between_two_reads_leaves_the_backup_incomplete()
    {
        var store = new FakeStore().With(6);
        store.Before = OnceBefore(store, page: 2, () => store.Memories.InsertRange(0, [New("new 1"), New("new 2")]));
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        AssertIsIncomplete(result, stream, memoryCount: 2, expectedCount: 8);
        var resumed = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });
        Assert.That(resumed.IsComplete, Is.False, "the new memories are on a page that was read before");
    }

    [Test]
    public async Task Another_writer_that_deletes_between_two_reads_leaves_the_backup_incomplete_also_when_it_is_resumed()
    {
        // The third memory moves to the first page and isn't seen; the numbers are equal in the end.
        var store = new FakeStore().With(4);
        store.Before = OnceBefore(store, page: 2, () => store.Memories.RemoveAt(0));
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        AssertIsIncomplete(result, stream, memoryCount: 3, expectedCount: 3);
        AssertIsIncomplete(await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true }), stream, memoryCount: 3, expectedCount: 3);
    }

    [Test]
    public void Interrupted_anywhere_and_resumed_it_holds_the_same_as_without_an_interruption() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(
            Arb.From(from count in Gen.Choose(0, 9) from size in Gen.Choose(1, 4) from failAt in Gen.Choose(1, 5) from cut in Gen.Choose(0, 40) select (count, size, failAt, cut)),
            run =>
            {
                var store = new FakeStore().With(run.count);
                using var client = store.Service.Client();
                using var whole = new MemoryStream();
                client.Memories.BackupAsync(Alice, whole, new BackupOptions { PageSize = run.size }).GetAwaiter().GetResult();
                using var stream = new MemoryStream();
                var calls = 0;
                store.Before = _ => ++calls == run.failAt ? (500, "") : null;
                try
                {
                    client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = run.size, Resume = true }).GetAwaiter().GetResult();
                }
                catch (MemoryApiServerException)
                {
                }

                store.Before = null;

                // A process that is killed leaves a line cut off; the header alone must stay.
                var header = Array.IndexOf(stream.ToArray(), (byte)'\n') + 1;
                stream.SetLength(Math.Max(Math.Min(header, stream.Length), stream.Length - run.cut));
                var result = client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true, PageSize = 200 }).GetAwaiter().GetResult();
                var again = client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true }).GetAwaiter().GetResult();
                return header > 0
                    ? Body(stream) == Body(whole) && result.MemoryCount == run.count && again.MemoryCount == run.count
                    : result.MemoryCount == run.count && LinesOf(stream).Count(line => line.ContainsKey("memory")) == run.count;
            }));

    [Test]
    public async Task A_complete_backup_is_not_read_again()
    {
        var store = new FakeStore().With(3);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream);
        var calls = store.Service.Arrived.Count;

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });

        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete, result.WasComplete), Is.EqualTo((3L, 3L, true, true)));
        Assert.That(store.Service.Arrived, Has.Count.EqualTo(calls));
    }

    [Test]
    public async Task Another_filter_or_another_content_is_not_overwritten()
    {
        var store = new FakeStore().With(1);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream);
        var resume = new BackupOptions { Resume = true };

        Assert.That(async () => await client.Memories.BackupAsync(EntityScope.User("bob"), stream, resume), Throws.ArgumentException.With.Message.Contains("another filter"));
        using var other = new MemoryStream();
        other.Write("""{"some":"thing"}"""u8);
        other.Write("\n"u8);
        Assert.That(async () => await client.Memories.BackupAsync(Alice, other, resume), Throws.InstanceOf<InvalidDataException>());
        Assert.That(other.Length, Is.EqualTo(17));
        using var newer = new MemoryStream(Encoding.UTF8.GetBytes("""{"backup":{"format":"mem0-memories","version":2,"filters":{}}}""" + "\n"));
        Assert.That(async () => await client.Memories.BackupAsync(Alice, newer, resume), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("later version"));
    }

    [TestCase("""{"page":{"number":"x"}}""")]
    [TestCase("""{"page":{"number":99999999999}}""")]
    [TestCase("""{"end":{}}""")]
    [TestCase("damage")]
    public void A_damaged_line_is_named_and_nothing_is_dropped(string line)
    {
        using var client = new FakeStore().Service.Client();
        using var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.GetBytes("""{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"alice"}}}""" + "\n" + line + "\n"));
        var length = stream.Length;

        Assert.That(
            async () => await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true }),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("Line 2"));
        Assert.That(stream.Length, Is.EqualTo(length));
    }

    [Test]
    public void What_can_not_work_is_refused_before_anything_is_sent()
    {
        var store = new FakeStore();
        using var client = store.Service.Client();
        using var readOnly = new MemoryStream([], writable: false);

        Assert.Multiple(() =>
        {
            Assert.That(async () => await client.Memories.BackupAsync(Alice, readOnly), Throws.ArgumentException.With.Property("ParamName").EqualTo("destination"));
            Assert.That(async () => await client.Memories.BackupAsync(Alice, null!), Throws.ArgumentNullException);
            Assert.That(async () => await client.Memories.BackupAsync(MemoryFilter.Categories.In("x"), new MemoryStream()), Throws.ArgumentException);
            Assert.That(() => new BackupOptions { PageSize = 201 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(store.Service.Arrived, Is.Empty);
        });
    }

    [Test]
    public async Task A_cancelled_backup_keeps_its_pages()
    {
        var store = new FakeStore().With(6);
        using var client = store.Service.Client();
        using var cancellation = new CancellationTokenSource();
        using var stream = new MemoryStream();
        store.Before = request =>
        {
            if (request.PathAndQuery.Contains("page=3", StringComparison.Ordinal))
            {
                cancellation.Cancel();
            }

            return null;
        };

        Assert.That(
            async () => await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 }, cancellationToken: cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        store.Before = null;
        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });

        Assert.That((result.MemoryCount, result.WasComplete), Is.EqualTo((6L, false)));
        Assert.That(LinesOf(stream).Select(line => (string?)line["memory"]?["id"]).OfType<string>().Distinct().Count(), Is.EqualTo(6));
    }

    internal static JObject[] LinesOf(MemoryStream stream) =>
        Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (JObject)ScriptedMem0.Json(line)).ToArray();

    private static void AssertIsIncomplete(BackupResult result, MemoryStream stream, long memoryCount, long expectedCount)
    {
        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete, result.WasComplete), Is.EqualTo((memoryCount, expectedCount, false, false)));
        Assert.That(KindsIn(stream).First(), Is.EqualTo("backup"));
        Assert.That(KindsIn(stream), Has.None.EqualTo("end"));
        Assert.That(IdsIn(stream).Distinct().Count(), Is.EqualTo(memoryCount));
    }

    private static string[] KindsIn(MemoryStream stream) => LinesOf(stream).Select(line => line.Properties().Single().Name).ToArray();

    private static string[] IdsIn(MemoryStream stream) => LinesOf(stream).Select(line => (string?)line["memory"]?["id"]).OfType<string>().ToArray();

    private static int PageNumber(ArrivedRequest request) =>
        int.Parse(request.PathAndQuery.Split("?page=")[1].Split('&')[0], CultureInfo.InvariantCulture);

    private static bool IsPage(ArrivedRequest request, int number) => request.PathAndQuery.Contains("?page=", StringComparison.Ordinal) && PageNumber(request) == number;

    private static string PageOf(int count, bool hasNext, string[] ids) => new JObject
    {
        ["count"] = count,
        ["next"] = hasNext ? "https://api.example.test/next" : null,
        ["previous"] = null,
        ["results"] = new JArray(ids.Select(New)),
    }.ToString();

    private static JObject New(string id) => new() { ["id"] = id, ["memory"] = "text", ["user_id"] = "alice" };

    private static Func<ArrivedRequest, (int Status, string Body)?> OnceBefore(FakeStore store, int page, Action write) => request =>
    {
        if (IsPage(request, page))
        {
            store.Before = null;
            write();
        }

        return null;
    };

    private static string Body(MemoryStream stream)
    {
        var text = Encoding.UTF8.GetString(stream.ToArray());
        return text[text.IndexOf('\n', StringComparison.Ordinal)..];
    }
}
