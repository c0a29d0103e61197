using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Backup;

/// <summary>A backup goes on from wherever a killed process can have left it: after any of its bytes.</summary>
public sealed class BackupResumeTests
{
    private static readonly EntityScope Alice = EntityScope.User("alice");

    [TestCase(0, 200, Description = "header and end alone")]
    [TestCase(3, 200, Description = "one page, without a condition on the time")]
    [TestCase(7, 3, Description = "three pages")]
    public async Task From_every_byte_on_it_becomes_the_same_backup(int count, int pageSize)
    {
        var store = new FakeStore().With(count);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        using var client = store.Service.Client(options => options.TimeProvider = clock);
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = pageSize });
        var whole = stream.ToArray();

        for (var length = 0; length < whole.Length; length++)
        {
            using var resumed = Stream(whole.AsSpan(0, length));
            var result = await client.Memories.BackupAsync(Alice, resumed, new BackupOptions { PageSize = pageSize, Resume = true });

            Assert.That((result.IsComplete, result.WasComplete, result.MemoryCount), Is.EqualTo((true, false, (long)count)), $"after {length} bytes");
            Assert.That(Encoding.UTF8.GetString(resumed.ToArray()), Is.EqualTo(Encoding.UTF8.GetString(whole)), $"after {length} bytes");
        }
    }

    [Test]
    public async Task From_every_byte_of_a_backup_of_several_passes_nothing_is_lost_or_doubled()
    {
        var store = new FakeStore().With(7);
        var original = store.Memories.ToArray();
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        store.Before = request =>
        {
            // The first memory of the second page is shifted to the first.
            if (request.PathAndQuery.Contains("?page=2&", StringComparison.Ordinal))
            {
                store.Memories.RemoveAt(0);
                store.Before = null;
            }

            return null;
        };
        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 3 });
        var whole = stream.ToArray();
        Assert.That(BackupTests.LinesOf(stream).Select(line => (int?)line["page"]?["pass"]), Does.Contain(2));

        for (var length = 0; length < whole.Length; length++)
        {
            using var resumed = Stream(whole.AsSpan(0, length));
            var result = await client.Memories.BackupAsync(Alice, resumed, new BackupOptions { PageSize = 3, Resume = true });

            var ids = BackupTests.LinesOf(resumed).Select(line => (string?)line["memory"]?["id"]).OfType<string>().ToArray();
            Assert.That(result.IsComplete, Is.True, $"after {length} bytes");
            Assert.That(ids, Is.Unique.And.SupersetOf(store.Memories.Select(memory => (string?)memory["id"])), $"after {length} bytes");
            Assert.That(original.Select(memory => (string?)memory["id"]), Is.SupersetOf(ids));
        }
    }

    [Test]
    public async Task What_was_created_since_it_began_stays_out_of_it_when_it_goes_on()
    {
        var store = new FakeStore().With(6);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        store.Before = request => request.PathAndQuery.Contains("?page=2&", StringComparison.Ordinal) ? (500, string.Empty) : null;
        Assert.That(async () => await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 }), Throws.InstanceOf<MemoryApiServerException>());

        store.Before = null;
        store.Memories.Insert(0, new JObject { ["id"] = "new", ["memory"] = "new", ["user_id"] = "alice", ["created_at"] = DateTimeOffset.UtcNow.AddMinutes(1).ToString("O") });
        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });

        Assert.That((result.IsComplete, result.MemoryCount), Is.EqualTo((true, 6L)));
    }

    [Test]
    public async Task A_backup_that_lacks_nothing_but_its_end_is_closed_without_asking_the_service()
    {
        var store = new FakeStore().With(7);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 3 });
        var whole = stream.ToArray();
        var calls = store.Service.Arrived.Count;
        stream.SetLength(stream.Length - 1);

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });

        Assert.That((result.IsComplete, result.WasComplete, result.MemoryCount, result.ExpectedCount), Is.EqualTo((true, false, 7L, 7L)));
        Assert.That(stream.ToArray(), Is.EqualTo(whole));
        Assert.That(store.Service.Arrived, Has.Count.EqualTo(calls));
    }

    [TestCase("{")]
    [TestCase("{\"backup\":{\"form")]
    [TestCase("{\"backup\":{\"format\":\"mem0-memories\",\"version\":2,\"created_at\":\"2026-")]
    public async Task The_beginning_of_a_header_is_begun_anew(string content)
    {
        var store = new FakeStore().With(1);
        using var client = store.Service.Client();
        using var stream = Stream(Encoding.UTF8.GetBytes(content));

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });

        Assert.That((result.IsComplete, BackupTests.LinesOf(stream).Length), Is.EqualTo((true, 4)));
    }

    [TestCase("[")]
    [TestCase("{\"backup\":{\"format\":\"other")]
    [TestCase("{\"memory\":")]
    [TestCase("{\"backup\":{\"format\":\"mem0-memories\",\"version\":2,\"created_at\"\n")]
    public void The_beginning_of_anything_else_is_left_as_it_is(string content)
    {
        using var client = new FakeStore().Service.Client();
        using var stream = Stream(Encoding.UTF8.GetBytes(content));

        Assert.That(async () => await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true }), Throws.InstanceOf<InvalidDataException>());
        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo(content));
    }

    [Test]
    public async Task A_damaged_backup_is_not_continued()
    {
        var store = new FakeStore().With(7);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 3 });
        var text = Encoding.UTF8.GetString(stream.ToArray());
        using var damaged = Stream(Encoding.UTF8.GetBytes(text[..text.IndexOf("{\"end\"", StringComparison.Ordinal)].Replace("text 1", "text 7", StringComparison.Ordinal)));
        var before = damaged.ToArray();

        Assert.That(
            async () => await client.Memories.BackupAsync(Alice, damaged, new BackupOptions { Resume = true }),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("Lines 2 to 5"));
        Assert.That(damaged.ToArray(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_backup_of_the_earlier_format_is_left_as_it_is()
    {
        const string Incomplete =
            """
            {"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"alice"}}}
            {"memory":{"id":"m1","memory":"one","user_id":"alice"}}
            {"page":{"number":1,"memories":1,"expected":2}}

            """;
        using var client = new FakeStore().Service.Client();
        using var incomplete = Stream(Encoding.UTF8.GetBytes(Incomplete));
        using var complete = Stream(Encoding.UTF8.GetBytes(Incomplete + "{\"end\":{\"memories\":1,\"expected\":1}}\n"));

        Assert.That(
            async () => await client.Memories.BackupAsync(Alice, incomplete, new BackupOptions { Resume = true }),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("Make a new one"));
        Assert.That(incomplete.Length, Is.EqualTo(Incomplete.Length));
        Assert.That((await client.Memories.BackupAsync(Alice, complete, new BackupOptions { Resume = true })).WasComplete, Is.True);
    }

    private static MemoryStream Stream(ReadOnlySpan<byte> content)
    {
        var stream = new MemoryStream();
        stream.Write(content);
        return stream;
    }
}
