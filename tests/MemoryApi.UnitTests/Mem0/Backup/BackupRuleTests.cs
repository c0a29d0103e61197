using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Backup;

/// <summary>The arguments, counts and messages of backups and restores.</summary>
public sealed class BackupRuleTests
{
    private static readonly EntityScope Alice = EntityScope.User("alice");

    [Test]
    public void Options_have_defaults_and_bounds()
    {
        var backup = new BackupOptions();
        var restore = new RestoreOptions();

        Assert.That((backup.PageSize, backup.IncludeExpired, backup.Resume), Is.EqualTo((200, true, false)));
        Assert.That((restore.MarkerKey, restore.IncludeReplaced, restore.MaxConcurrency, restore.MaxFailures), Is.EqualTo(("restored_from", false, 4, 100)));
        foreach (var (set, name, most, text) in new (Action<int> Set, string Name, int Most, string Text)[]
        {
            (value => backup.PageSize = value, "PageSize", 200, "The size of a page is 1 to 200."),
            (value => restore.MaxConcurrency = value, "MaxConcurrency", 100, "The concurrency is 1 to 100."),
            (value => restore.MaxFailures = value, "MaxFailures", 1_000_000, "The number of failures is 1 to 1000000."),
        })
        {
            Assert.That(() => set(1), Throws.Nothing);
            Assert.That(() => set(most), Throws.Nothing);
            foreach (var value in new[] { 0, -1, most + 1 })
            {
                Assert.That(() => set(value), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(name).And.Message.StartsWith(text));
            }
        }

        Assert.That((backup.PageSize, restore.MaxConcurrency, restore.MaxFailures), Is.EqualTo((200, 100, 1_000_000)));
        Assert.That(() => restore.MarkerKey = " ", Throws.ArgumentException.With.Property("ParamName").EqualTo("MarkerKey"));
        restore.MarkerKey = "origin";
        Assert.That(restore.MarkerKey, Is.EqualTo("origin"));
    }

    [Test]
    public async Task Streams_that_cannot_do_what_is_needed_are_refused_with_what_they_lack()
    {
        var store = new FakeStore();
        using var client = store.Service.Client();
        using var readOnly = new MemoryStream([], writable: false);
        await using var forward = new ForwardStream(new MemoryStream());
        var closed = new MemoryStream();
        await closed.DisposeAsync();
        var resume = new BackupOptions { Resume = true };

        Assert.That(async () => await client.Memories.BackupAsync(Alice, readOnly), Throws.ArgumentException.With.Message.StartsWith("The stream must be writable."));
        Assert.That(
            async () => await client.Memories.BackupAsync(Alice, forward, resume),
            Throws.ArgumentException.With.Message.StartsWith("The stream must be readable, writable and seekable, so that a backup can be resumed."));
        Assert.That(async () => await client.Memories.BackupAsync(Alice, forward), Throws.Nothing, "a new backup needs nothing but writing");
        Assert.That(
            async () => await client.Memories.RestoreAsync(closed), Throws.ArgumentException.With.Property("ParamName").EqualTo("source").And.Message.StartsWith("The stream must be readable."));
        Assert.That(async () => await client.Memories.RestoreAsync(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("source"));
        Assert.That(async () => await client.Memories.BackupAsync(null!, forward), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("filter"));
    }

    [Test]
    public async Task Each_kind_of_damage_is_named_with_its_line_and_the_pages_that_are_whole_are_restored()
    {
        // 1 header; 2, 3 memories, 4 page; 5, 6 memories, 7 page; 8 memory, 9 page; 10 end
        var lines = await LinesOfBackupAsync();
        foreach (var (name, damaged, line, problem, restored) in new (string Name, string[] Lines, long Line, string Problem, int Restored)[]
        {
            ("text after the end", [.. lines, "{}"], 11, "Something follows the mark at the end of the backup. It was left out.", 5),
            ("a second header", [.. lines[..4], lines[0], .. lines[4..]], 5, "Another backup begins in the middle of this one. It was left out.", 2),
            ("a line that breaks off", [.. lines[..5], lines[5][..20], .. lines[6..]], 6, "This is no line of a backup: it can't be read at position 21.", 3),
            ("a line without its members", [.. lines[..5], """{"page":{}}""", .. lines[6..]], 6, "This is no line of a backup.", 3),
            ("a changed memory", [.. lines[..5], lines[5].Replace("text 3", "text 4"), .. lines[6..]], 7, "Lines 5 to 7 were changed after they were written: their checksum differs. Their memories were left out.", 3),
            ("a changed end", [.. lines[..9], lines[9].Replace("\"expected\":5", "\"expected\":6")], 10, "This line was changed after it was written: its checksum differs.", 5),
            ("a changed header", [lines[0].Replace("\"page_size\":2", "\"page_size\":3"), .. lines[1..]], 1, "The header was changed after it was written: its checksum differs.", 5),
            ("a missing first page", [lines[0], .. lines[4..]], 4, "The lines that this one closes don't follow the ones before them: lines are missing, repeated or moved.", 3),
            ("a page that stands twice", [.. lines[..4], .. lines[1..]], 7, "The lines that this one closes don't follow the ones before them: lines are missing, repeated or moved.", 5),
        })
        {
            var store = new FakeStore();
            using var client = store.Service.Client();

            var result = await client.Memories.RestoreAsync(Stream(damaged));

            Assert.That(result.Failures.Select(failure => (failure.LineNumber, failure.MemoryId, failure.Exception.Message)), Has.One.EqualTo((line, string.Empty, $"Line {line} of the backup: {problem}")), name);
            Assert.That((result.RestoredCount, result.IsBackupComplete, result.IsComplete), Is.EqualTo(((long)restored, false, false)), name);
            Assert.That(store.Memories, Has.Count.EqualTo(restored), name);
        }
    }

    [Test]
    public async Task A_damaged_line_is_named_once_and_what_follows_it_is_not_taken_for_damaged()
    {
        var lines = await LinesOfBackupAsync();
        foreach (var damaged in new string[][]
        {
            [.. lines[..5], lines[5][..20], .. lines[6..]],
            [.. lines[..5], lines[5].Replace("text 3", "text 4"), .. lines[6..]],
            [.. lines[..6], lines[6].Replace("\"listed\":2", "\"listed\":3"), .. lines[7..]],
            [lines[0].Replace("\"page_size\":2", "\"page_size\":3"), .. lines[1..]],
        })
        {
            using var client = new FakeStore().Service.Client();
            Assert.That((await client.Memories.RestoreAsync(Stream(damaged))).Failures, Has.Count.EqualTo(1), string.Join('\n', damaged));
        }
    }

    [Test]
    public async Task A_damaged_backup_of_nothing_has_a_damaged_header()
    {
        using var client = new FakeStore().Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var result = await client.Memories.RestoreAsync(Stream([lines[0].Replace("\"page_size\":200", "\"page_size\":100"), lines[1]]));

        Assert.That(result.Failures.Single().Exception.Message, Is.EqualTo("Line 1 of the backup: The header was changed after it was written: its checksum differs."));
    }

    [Test]
    public async Task Blank_lines_and_lines_of_kinds_that_a_later_version_may_have_are_passed_over_in_the_earlier_format()
    {
        var store = new FakeStore();
        using var client = store.Service.Client();

        var result = await client.Memories.RestoreAsync(Stream([
            """{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""",
            " \t\r",
            """{"later":{"kind":1}}""",
            """{"memory":{"id":"m1","memory":"one","user_id":"a"}}""",
            string.Empty,
            """{"end":{"memories":1,"expected":1}}""",
        ]));

        Assert.That((result.RestoredCount, result.IsComplete, result.LineCount), Is.EqualTo((1L, true, 6L)));
    }

    [TestCase("""{"page":{"number":1,"memories":2,"expected":3}}""", "This line says that the backup has 2 memories up to here, and there are 1.")]
    [TestCase("""{"page":{"number":1,"memories":1,"expected":3,"sha256":"00"}}""", "This line has a checksum, and the header says that the backup has none.")]
    public async Task In_the_earlier_format_numbers_are_checked(string page, string problem)
    {
        using var client = new FakeStore().Service.Client();

        var result = await client.Memories.RestoreAsync(Stream([
            """{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""",
            """{"memory":{"id":"m1","memory":"one","user_id":"a"}}""",
            page,
            """{"end":{"memories":7,"expected":7}}""",
        ]));

        Assert.That(result.Failures.Select(failure => (failure.LineNumber, failure.Exception.Message)), Is.EqualTo(new[] { (3L, $"Line 3 of the backup: {problem}") }), "the first difference is enough");
        Assert.That((result.RestoredCount, result.IsBackupComplete), Is.EqualTo((1L, false)));
    }

    [TestCase(10_000, true)]
    [TestCase(10_001, false, Description = "more than any page has")]
    public async Task A_page_that_is_too_long_for_one_is_left_out(int count, bool isWhole)
    {
        using var client = new FakeStore().Service.Client();
        using var stream = new MemoryStream();
        using (var writer = new BackupWriter(stream))
        {
            writer.Add((BackupHeader)Parse("""{"backup":{"format":"mem0-memories","version":2,"filters":{"user_id":"a"}}}"""));
            var memory = (BackupMemory)Parse("""{"memory":{"id":"m","memory":"one","user_id":"a","replaced_by":"n"}}""");
            for (var i = 0; i < count; i++)
            {
                writer.Add(memory);
            }

            writer.Add(new BackupPage(1, 1, count, isLast: true, count, count));
            writer.Add(new BackupEnd(count, count));
            await writer.FlushAsync(default);
        }

        stream.Position = 0;
        var result = await client.Memories.RestoreAsync(stream);

        Assert.That((result.ReplacedCount, result.Failures.Count, result.IsComplete), Is.EqualTo((isWhole ? count : 0L, isWhole ? 0 : 1, isWhole)));
    }

    [Test]
    public async Task In_the_earlier_format_any_number_of_memories_may_stand_one_after_the_other()
    {
        using var client = new FakeStore().Service.Client();

        var result = await client.Memories.RestoreAsync(Stream([
            """{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""",
            .. Enumerable.Repeat("""{"memory":{"id":"m","memory":"one","user_id":"a","replaced_by":"n"}}""", 25_000),
            """{"end":{"memories":25000,"expected":25000}}""",
        ]));

        Assert.That((result.ReplacedCount, result.IsComplete, result.LineCount), Is.EqualTo((25_000L, true, 25_002L)));
    }

    [Test]
    public async Task A_warning_says_that_the_earlier_format_has_no_checksums()
    {
        using var client = new FakeStore().Service.Client();

        var result = await client.Memories.RestoreAsync(Stream([
            """{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""",
            """{"end":{"memories":0,"expected":0}}""",
        ]));

        Assert.That(result.Warnings, Is.EqualTo(new[] { "The backup is of an earlier format, without checksums, so damage can't be detected." }));
        Assert.That(result.LineCount, Is.EqualTo(2));
    }

    [TestCase("")]
    [TestCase("hello\n")]
    [TestCase("{\"backup\":{\"format\":\"mem0-memories\",\"version\":0,\"filters\":{}}}\n")]
    [TestCase("{\"backup\":{\"format\":\"mem0-memories\",\"version\":3,\"filters\":{}}}\n")]
    [TestCase("{\"backup\":{\"format\":\"mem0-memories\",\"version\":\"2\",\"filters\":{}}}\n")]
    [TestCase("{\"backup\":{\"format\":\"mem0-memories\",\"version\":2,\"filters\":[]}}\n")]
    public void What_is_no_backup_says_so(string content)
    {
        using var client = new FakeStore().Service.Client();

        Assert.That(
            async () => await client.Memories.RestoreAsync(new MemoryStream(Encoding.UTF8.GetBytes(content))),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo(
                "The stream doesn't begin with the header of a backup, or a later version of the library wrote the backup. "
                + "It is read from its position on: after writing, set the position to the start."));
    }

    [Test]
    public async Task A_backup_by_another_filter_is_not_resumed_and_stays_as_it_is()
    {
        var store = new FakeStore().With(3);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream);
        var before = stream.ToArray();

        Assert.That(
            async () => await client.Memories.BackupAsync(EntityScope.User("bob"), stream, new BackupOptions { Resume = true }),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("destination").And.Message.StartsWith("The stream contains a backup with another filter, so it can't be resumed with this one."));
        Assert.That(stream.ToArray(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_new_backup_replaces_a_longer_one_in_the_same_file()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var file = new MemoryStream();
        await client.Memories.BackupAsync(Alice, file, new BackupOptions { PageSize = 2 });
        store.Memories.RemoveRange(1, 4);

        file.Position = 0;
        await client.Memories.BackupAsync(Alice, file);
        file.Position = 0;
        var restored = await client.Memories.RestoreAsync(file);

        Assert.That((restored.IsComplete, restored.PresentCount), Is.EqualTo((true, 1L)));
        Assert.That(Encoding.UTF8.GetString(file.ToArray()), Does.Not.Contain("text 4"));
    }

    [Test]
    public async Task A_new_backup_that_can_read_nothing_leaves_the_old_one_in_the_file()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var file = new MemoryStream();
        await client.Memories.BackupAsync(Alice, file);
        var before = file.ToArray();
        store.Before = static _ => (401, "{}");

        file.Position = 0;
        Assert.That(async () => await client.Memories.BackupAsync(Alice, file), Throws.InstanceOf<MemoryApiAuthenticationException>());

        Assert.That(file.ToArray(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_backup_behind_other_content_of_a_stream_keeps_that_content()
    {
        using var client = new FakeStore().With(3).Service.Client();
        using var file = new MemoryStream();
        file.Write("before\n"u8);

        await client.Memories.BackupAsync(Alice, file);

        Assert.That(Encoding.UTF8.GetString(file.ToArray()), Does.StartWith("before\n{\"backup\""));
    }

    [Test]
    public void A_backup_that_is_not_complete_can_be_thrown()
    {
        var result = new BackupResult(memoryCount: 7, expectedCount: 8, isComplete: false);
        var complete = new BackupResult(memoryCount: 8, expectedCount: 8, isComplete: true);

        var failure = Assert.Throws<BackupIncompleteException>(() => result.ThrowIfIncomplete())!;

        Assert.That(failure.Result, Is.SameAs(result));
        Assert.That(failure.Message, Does.Contain("7 memories").And.Contain("8").And.Contain("BackupOptions.Resume"));
        Assert.That(complete.ThrowIfIncomplete(), Is.SameAs(complete));
    }

    [Test]
    public async Task The_header_says_what_the_backup_is_of_and_when_it_began()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 14, 3, 2, TimeSpan.FromHours(2)));
        var store = new FakeStore().With(1);
        using var client = store.Service.Client(options => options.TimeProvider = clock);
        using var stream = new MemoryStream();

        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 7, IncludeExpired = false });

        Assert.That(BackupTests.LinesOf(stream)[0].ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(
            """{"backup":{"format":"mem0-memories","version":2,"created_at":"2026-05-01T12:03:02Z","filters":{"user_id":"alice"},"page_size":7,"includes_expired":false}}"""));
        Assert.That(store.Service.Arrived.Select(request => (bool?)request.Body!["show_expired"]), Is.All.False);
        Assert.That(store.Service.Arrived[0].PathAndQuery, Does.Contain("page_size=7"));
    }

    [Test]
    public async Task A_backup_that_goes_on_keeps_the_page_size_and_what_it_includes()
    {
        var store = new FakeStore().With(6);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        store.Before = request => request.PathAndQuery.Contains("?page=2&", StringComparison.Ordinal) ? (500, string.Empty) : null;
        Assert.That(async () => await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2, IncludeExpired = false }), Throws.InstanceOf<MemoryApiServerException>());
        store.Before = null;
        var calls = store.Service.Arrived.Count;

        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });

        Assert.That(store.Service.Arrived.Skip(calls).Select(request => request.PathAndQuery), Is.EqualTo(new[] { "/v3/memories/?page=2&page_size=2", "/v3/memories/?page=3&page_size=2" }));
        Assert.That(store.Service.Arrived.Skip(calls).Select(request => (bool?)request.Body!["show_expired"]), Is.All.False);
    }

    [TestCase("""{"format":"mem0-memories","version":2,"filters":{}}""", 200, true)]
    [TestCase("""{"format":"mem0-memories","version":2,"filters":{},"page_size":0,"includes_expired":1}""", 200, true)]
    [TestCase("""{"format":"mem0-memories","version":2,"filters":{},"page_size":201,"includes_expired":true}""", 200, true)]
    [TestCase("""{"format":"mem0-memories","version":2,"filters":{},"page_size":1,"includes_expired":false}""", 1, false)]
    [TestCase("""{"format":"mem0-memories","version":2,"filters":{},"page_size":"5"}""", 200, true)]
    public void A_header_that_lacks_a_setting_has_the_default(string content, int pageSize, bool includesExpired)
    {
        var header = BackupHeader.Of((JObject)ScriptedMem0.Json(content));

        Assert.That((header.PageSize, header.IncludesExpired, header.CreatedUntil, header.HasChecksums), Is.EqualTo((pageSize, includesExpired, (DateTimeOffset?)null, true)));
    }

    [Test]
    public async Task Progress_says_how_many_memories_are_written_and_how_many_there_are()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        var progress = new Collected<BackupProgress>();

        await client.Memories.BackupAsync(Alice, new MemoryStream(), new BackupOptions { PageSize = 2 }, progress);

        Assert.That(progress.Reports.Select(report => (report.MemoryCount, report.ExpectedCount)), Is.EqualTo(new[] { (2L, 5L), (4L, 5L), (5L, 5L) }));
    }

    [Test]
    public async Task Progress_of_a_restore_says_what_was_added_was_there_and_failed()
    {
        var store = new FakeStore().With(60);
        using var client = store.Service.Client();
        using var backup = new MemoryStream();
        await client.Memories.BackupAsync(Alice, backup);
        backup.Position = 0;
        store.Memories.RemoveRange(10, 50);
        store.Before = request => request.Body?["messages"]?[0]?["content"]?.ToString() == "text 55" ? (400, "{}") : null;
        var progress = new Collected<RestoreProgress>();

        await client.Memories.RestoreAsync(backup, progress: progress);

        Assert.That(progress.Reports.Select(report => (report.RestoredCount, report.PresentCount, report.FailureCount)), Is.EqualTo(new[] { (40L, 10L, 0), (49L, 10L, 1) }));
    }

    [Test]
    public async Task A_restore_asks_for_the_memories_themselves_and_for_what_they_were_restored_to_before()
    {
        var store = new FakeStore();
        using var client = store.Service.Client();
        const string Id = "00000001-0000-0000-0000-000000000000";

        await client.Memories.RestoreAsync(Stream([
            """{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""",
            """{"memory":{"id":"ID","memory":"one","user_id":"a","agent_id":"b"}}""".Replace("ID", Id),
            """{"memory":{"id":"own","memory":"two","user_id":"a"}}""",
            """{"memory":{"id":"own","memory":"two","app_id":"c","session_id":"d"}}""",
            """{"end":{"memories":3,"expected":3}}""",
        ]), new RestoreOptions { MarkerKey = "origin" });

        Assert.That(store.Service.Arrived[0].PathAndQuery, Does.Contain("page_size=200"));
        Assert.That(store.Service.Arrived[0].Body!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(
            """{"filters":{"AND":[{"OR":[{"user_id":{"in":["a"]}},{"agent_id":{"in":["b"]}},{"app_id":{"in":["c"]}},{"run_id":{"in":["d"]}}]},{"OR":[{"metadata":{"origin":"ID"}},{"metadata":{"origin":"own"}},{"memory_ids":["ID"]}]}]},"show_expired":true}""".Replace("ID", Id)));
        Assert.That(store.Memories.Select(memory => (string?)memory["metadata"]!["origin"]), Is.EquivalentTo(new[] { Id, "own" }), "one that stands twice is added once");
    }

    [TestCase("""{"id":"","memory":"text","user_id":"a"}""", "without an id nothing can be looked up")]
    [TestCase("""{"id":"m","memory":"text"}""", "without an entity nothing can be looked up")]
    public async Task Where_nothing_can_be_looked_up_nothing_is_asked(string memory, string reason)
    {
        var store = new FakeStore();
        using var client = store.Service.Client();

        await client.Memories.RestoreAsync(Stream(["""{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""", "{\"memory\":" + memory + "}", """{"end":{"memories":1,"expected":1}}"""]));

        Assert.That(store.Service.Arrived.Select(request => request.PathAndQuery), Has.None.StartsWith("/v3/memories/?"), reason);
    }

    [Test]
    public async Task Memories_without_an_id_are_all_added()
    {
        var store = new FakeStore();
        using var client = store.Service.Client();
        const string Memory = """{"memory":{"id":"","memory":"text","user_id":"a"}}""";

        var result = await client.Memories.RestoreAsync(Stream(["""{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""", Memory, Memory, """{"end":{"memories":2,"expected":2}}"""]));

        Assert.That((result.RestoredCount, result.PresentCount), Is.EqualTo((2L, 0L)));
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task As_many_memories_are_added_at_the_same_time_as_the_options_say(int concurrency)
    {
        var (underWay, most) = (0, 0);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counts = new object();
        var store = new FakeStore().With(10);
        using var backed = store.Service.Client();
        using var backup = new MemoryStream();
        await backed.Memories.BackupAsync(Alice, backup);
        backup.Position = 0;
        using var service = new ScriptedMem0(async (request, token) =>
        {
            if (!request.PathAndQuery.Contains("/add/", StringComparison.Ordinal))
            {
                return (200, """{"count":0,"next":null,"previous":null,"results":[]}""");
            }

            lock (counts)
            {
                most = Math.Max(most, ++underWay);
                if (underWay == concurrency)
                {
                    all.TrySetResult();
                }
            }

            await all.Task.WaitAsync(token);
            await Task.Yield();
            lock (counts)
            {
                underWay--;
            }

            return (200, """{"status":"SUCCEEDED","results":[{"id":"x","event":"ADD","data":{"memory":"m"}}]}""");
        });
        using var client = service.Client();

        var result = await client.Memories.RestoreAsync(backup, new RestoreOptions { MaxConcurrency = concurrency }).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That((result.RestoredCount, most), Is.EqualTo((10L, concurrency)));
    }

    [Test]
    public async Task Failures_stand_in_the_order_of_the_backup_whichever_came_first()
    {
        var secondFailed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var service = new ScriptedMem0(async (request, token) =>
        {
            switch ((string?)request.Body?["messages"]?[0]?["content"])
            {
                case "one":
                    await secondFailed.Task.WaitAsync(token);
                    await Task.Yield();
                    return (400, "{}");
                case "two":
                    secondFailed.SetResult();
                    return (400, "{}");
                default:
                    return (200, """{"count":0,"next":null,"previous":null,"results":[]}""");
            }
        });
        using var client = service.Client();

        var result = await client.Memories.RestoreAsync(Stream([
            """{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""",
            """{"memory":{"id":"m1","memory":"one","user_id":"a"}}""",
            """{"memory":{"id":"m2","memory":"two","user_id":"a"}}""",
            """{"end":{"memories":2,"expected":2}}""",
        ]));

        Assert.That(result.Failures.Select(failure => failure.LineNumber), Is.EqualTo(new[] { 2L, 3L }));
    }

    [Test]
    public async Task A_memory_without_an_entity_says_why_it_cannot_be_added()
    {
        using var client = new FakeStore().Service.Client();

        var result = await client.Memories.RestoreAsync(Stream([
            """{"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}""",
            """{"memory":{"id":"m1","memory":"one"}}""",
            """{"end":{"memories":1,"expected":1}}""",
        ]));

        Assert.That(result.Failures.Single().Exception.Message, Is.EqualTo("The memory belongs to no user, agent, app or run, so it can't be added."));
    }

    [Test]
    public void Results_and_exceptions_have_what_they_are_made_with()
    {
        var failure = new RestoreFailure(3, "m", new TimeoutException());
        var result = new RestoreResult(1, 2, 4, [failure], isBackupComplete: true, lineCount: 9, warnings: ["w"]);

        Assert.That((result.RestoredCount, result.PresentCount, result.ReplacedCount, result.LineCount, result.IsBackupComplete, result.IsComplete), Is.EqualTo((1L, 2L, 4L, 9L, true, false)));
        Assert.That((result.Failures.Single(), result.Warnings.Single()), Is.EqualTo((failure, "w")));
        Assert.That((new RestoreResult(0, 0, 0, [], isBackupComplete: true).IsComplete, new RestoreResult(0, 0, 0, [], isBackupComplete: false).IsComplete), Is.EqualTo((true, false)));
        Assert.That(new RestoreResult(0, 0, 0, [], isBackupComplete: true).Warnings, Is.Empty);
        Assert.That(
            new RestoreFailedException(result, failure.Exception).Message,
            Is.EqualTo("The restore stopped after 9 lines of the backup: 1 memories were added, 2 were there, and 1 failed. To go on, repeat it with the same backup; what is there is skipped."));
        Assert.That(new RestoreCanceledException(result, default).Message, Is.EqualTo("The restore was cancelled. Result says what was done before; to go on, repeat it with the same backup."));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(100_000)]
    public async Task Lines_are_found_however_long_they_are_and_in_whatever_pieces_they_arrive(int piece)
    {
        var lines = new[] { "a", string.Empty, new string('b', 65_535), new string('c', 65_536), new string('d', 200_000), "ä" };
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var reader = new LineReader(new ForwardStream(new MemoryStream(bytes), piece));
        var offset = 0L;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = await reader.ReadAsync(default);

            var isLast = i == lines.Length - 1;
            offset += Encoding.UTF8.GetByteCount(lines[i]) + (isLast ? 0 : 1);
            Assert.That(Encoding.UTF8.GetString(line!.Value), Is.EqualTo(lines[i]));
            Assert.That((reader.LineNumber, reader.Offset, reader.IsLineComplete), Is.EqualTo((i + 1L, offset, !isLast)));
        }

        Assert.That(await reader.ReadAsync(default), Is.Null);
        Assert.That(await reader.ReadAsync(default), Is.Null);
        Assert.That(reader.LineNumber, Is.EqualTo(lines.Length));
    }

    [Test]
    public async Task A_line_that_is_too_long_for_a_backup_ends_the_reading_instead_of_filling_the_memory()
    {
        const int Longest = 256 * 1024;
        var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(new string('a', Longest - 1) + "\n" + new string('b', Longest))), Longest);

        Assert.That((await reader.ReadAsync(default))!.Value, Has.Count.EqualTo(Longest - 1));
        Assert.That(async () => await reader.ReadAsync(default), Throws.TypeOf<InvalidDataException>().With.Message.Contains("longer"));
    }

    private static async Task<string[]> LinesOfBackupAsync()
    {
        using var client = new FakeStore().With(5).Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static BackupLine Parse(string line) => BackupLine.Parse(new ArraySegment<byte>(Encoding.UTF8.GetBytes(line)))!;

    private static MemoryStream Stream(IEnumerable<string> lines) => new(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));

    /// <summary>A stream that can only be read or written forward, some bytes at a time.</summary>
    private sealed class ForwardStream(MemoryStream inner, int piece = int.MaxValue) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, piece));

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
