using System;
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
            Assert.That((result.MemoryCount, result.ExpectedCount), Is.EqualTo((5L, 5L)));
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

        Assert.That(result.MemoryCount, Is.Zero);
        Assert.That(LinesOf(stream).Select(line => line.Properties().Single().Name), Is.EqualTo(new[] { "backup", "end" }));
    }

    [Test]
    public async Task A_memory_that_moves_onto_the_next_page_is_written_once()
    {
        var store = new FakeStore().With(4);
        store.Before = request =>
        {
            if (request.PathAndQuery.Contains("page=2", StringComparison.Ordinal))
            {
                store.Memories.Insert(0, new JObject { ["id"] = "new", ["user_id"] = "alice" });
                store.Before = null;
            }

            return null;
        };
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That(
            LinesOf(stream).Select(line => (string?)line["memory"]?["memory"]).OfType<string>(), Is.EqualTo(new[] { "text 0", "text 1", "text 2", "text 3" }));
        Assert.That((result.MemoryCount, result.ExpectedCount), Is.EqualTo((4L, 5L)));
    }

    [Test]
    public async Task A_service_that_repeats_its_page_for_ever_does_not_keep_us()
    {
        const string Page = """{"count":9,"next":"more","previous":null,"results":[{"id":"m1","memory":"a","user_id":"alice"}]}""";
        using var service = ScriptedMem0.Answering((200, Page));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        Assert.That((result.MemoryCount, result.ExpectedCount), Is.EqualTo((1L, 9L)));
        Assert.That(service.Arrived, Has.Count.EqualTo(2));
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

        Assert.That((result.MemoryCount, result.ExpectedCount, result.WasComplete), Is.EqualTo((3L, 3L, true)));
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

    private static string Body(MemoryStream stream)
    {
        var text = Encoding.UTF8.GetString(stream.ToArray());
        return text[text.IndexOf('\n', StringComparison.Ordinal)..];
    }
}
