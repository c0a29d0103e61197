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
            Assert.That((string?)lines[1]["memory"]!["created_at"], Does.StartWith("2020-01-02T03:04:05.678"));
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
    public async Task A_stream_of_fixed_length_is_written_without_being_shortened()
    {
        var store = new FakeStore().With(2);
        using var client = store.Service.Client();
        using var stream = new FixedLengthStream(10_000);

        var result = await client.Memories.BackupAsync(Alice, stream);

        Assert.That((result.MemoryCount, result.IsComplete, stream.Length), Is.EqualTo((2L, true, 10_000L)));
        Assert.That(Encoding.UTF8.GetString(stream.ToArray(), 0, (int)stream.Position), Does.StartWith("{\"backup\":").And.EndWith("}}\n"));
    }

    [Test]
    public async Task A_list_on_one_page_takes_one_request()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        Assert.That((result.MemoryCount, result.IsComplete, store.Service.Arrived.Count), Is.EqualTo((5L, true, 1)));
    }

    [Test]
    public async Task Each_closing_line_has_the_hash_of_the_bytes_before_it_and_names_the_one_before()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        // Computed from the description of the format: the hash covers all bytes after the previous closing line, up to the hash itself.
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var previous = Hash(lines[0] + "\n");
        var open = string.Empty;
        var closed = 0;
        foreach (var line in lines.Skip(1))
        {
            if ((ScriptedMem0.Json(line)["page"] ?? ScriptedMem0.Json(line)["end"]) is not { } content)
            {
                open += line + "\n";
                continue;
            }

            closed++;
            Assert.That((string?)content["previous"], Is.EqualTo(previous));
            Assert.That((string?)content["sha256"], Is.EqualTo(Hash(open + line[..(line.IndexOf("sha256", StringComparison.Ordinal) + 9)])));
            (previous, open) = ((string)content["sha256"]!, string.Empty);
        }

        Assert.That(closed, Is.EqualTo(4));

        static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Test]
    public async Task What_others_add_meanwhile_is_not_part_of_it_and_does_not_hinder_the_proof()
    {
        var store = new FakeStore().With(6);
        store.Before = request =>
        {
            store.Memories.InsertRange(0, [Now("new " + store.Memories.Count), Now("more " + store.Memories.Count)]);
            return null;
        };
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        // Two were added before the first request, and two before the second one, which sets the limit of the creation time.
        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((10L, 10L, true)));
        Assert.That(TextsIn(stream).Where(text => text.StartsWith("text", StringComparison.Ordinal)), Is.EquivalentTo(Enumerable.Range(0, 6).Select(i => $"text {i}")));
        Assert.That(TextsIn(stream), Is.Unique);
        Assert.That(store.Service.Arrived, Has.Count.EqualTo(2 + 5), "one pass");
    }

    [Test]
    public async Task What_others_add_with_a_time_in_the_past_takes_another_pass_and_is_written_once()
    {
        var store = new FakeStore().With(4);
        store.Before = OnceBefore(store, page: 2, () => store.Memories.Insert(0, New("new")));
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((5L, 5L, true)));
        Assert.That(IdsIn(stream), Is.Unique.And.EquivalentTo(store.Memories.Select(memory => (string?)memory["id"])));
        Assert.That(KindsIn(stream).Last(), Is.EqualTo("end"));
        Assert.That((int?)LinesOf(stream)[^2]["page"]!["pass"], Is.EqualTo(2));
    }

    [Test]
    public async Task What_others_delete_meanwhile_takes_another_pass_that_brings_what_was_shifted()
    {
        // The third memory moves to the first page, and the first pass doesn't see it.
        var store = new FakeStore().With(4);
        store.Before = OnceBefore(store, page: 2, () => store.Memories.RemoveAt(0));
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((4L, 3L, true)), "with the one that is deleted now");
        Assert.That(TextsIn(stream), Is.EquivalentTo(new[] { "text 0", "text 1", "text 2", "text 3" }));
    }

    [Test]
    public async Task A_page_that_is_missing_once_is_asked_for_again_after_the_one_before_it()
    {
        var store = new FakeStore().With(18);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        var isMissing = true;
        store.Before = request => isMissing && IsPage(request, 3) && !(isMissing = false) ? (404, InvalidPage) : null;

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.IsComplete), Is.EqualTo((18L, true)));
        Assert.That(store.Service.Arrived.Skip(2).Select(PageNumber), Is.EqualTo(new[] { 1, 2, 3, 2, 3, 4, 5, 6, 7, 8, 9 }));
    }

    [Test]
    public async Task A_page_that_is_always_missing_leaves_the_backup_incomplete_until_it_is_resumed()
    {
        var store = new FakeStore().With(18);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        store.Before = request => IsPage(request, 3) ? (404, InvalidPage) : null;

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });
        AssertIsIncomplete(result, stream, memoryCount: 4, expectedCount: 18);
        Assert.That(store.Service.Arrived.Skip(2).Count(request => PageNumber(request) == 1), Is.EqualTo(5), "five passes");
        stream.Position = 0;
        var restored = await client.Memories.RestoreAsync(stream);
        Assert.That((restored.IsBackupComplete, restored.IsComplete, restored.PresentCount), Is.EqualTo((false, false, 4L)));

        store.Before = null;
        var resumed = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true });
        Assert.That((resumed.MemoryCount, resumed.IsComplete, resumed.WasComplete), Is.EqualTo((18L, true, false)));
        Assert.That(IdsIn(stream), Is.EqualTo(store.Memories.Select(memory => (string?)memory["id"])));
    }

    [Test]
    public async Task A_404_behind_the_last_page_is_the_end_when_all_memories_were_read()
    {
        using var service = Pages(number => number == 3 ? (404, InvalidPage) : (200, PageOf(4, hasNext: true, number == 1 ? ["a", "b"] : ["c", "d"])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((4L, 4L, true)));
        Assert.That(KindsIn(stream).Last(), Is.EqualTo("end"));
        Assert.That(service.Arrived.Skip(2).Select(PageNumber), Is.EqualTo(new[] { 1, 2, 3, 2 }));
    }

    [Test]
    public async Task A_last_page_that_says_nothing_of_a_next_one_is_not_the_end_while_memories_are_missing()
    {
        using var service = Pages(number => (200, PageOf(5, hasNext: number == 1, number switch { 1 => ["a", "b"], 2 => ["c", "d"], _ => ["e"] })));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.IsComplete), Is.EqualTo((5L, true)));
    }

    [TestCase(5)]
    [TestCase(4)]
    public async Task An_empty_page_leaves_the_backup_incomplete_when_the_numbers_of_memories_differ(int count)
    {
        using var service = Pages(number => (200, number == 1 ? PageOf(5, hasNext: true, ["a", "b", "c", "d"]) : PageOf(count, hasNext: false, [])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        AssertIsIncomplete(result, stream, memoryCount: 4, expectedCount: count);
    }

    [Test]
    public async Task A_list_that_is_empty_although_memories_are_announced_leaves_the_backup_incomplete()
    {
        using var service = ScriptedMem0.Responding((200, PageOf(5, hasNext: false, [])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        AssertIsIncomplete(result, stream, memoryCount: 0, expectedCount: 5);
    }

    [TestCase("m1")]
    [TestCase("")]
    public async Task A_service_that_repeats_its_page_for_ever_does_not_keep_us(string id)
    {
        using var service = Pages(_ => (200, PageOf(9, hasNext: true, [id])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream);

        AssertIsIncomplete(result, stream, memoryCount: 1, expectedCount: 9);
        Assert.That(service.Arrived, Has.Count.EqualTo(2 + (5 * 4)), "in each pass three repetitions");
    }

    [TestCase(new[] { 1, 1, 3 }, 4)]
    [TestCase(new[] { 1, 2, 1 }, 4)]
    [TestCase(new[] { 1, 2, 2 }, 4)]
    [TestCase(new[] { 1, 2, 3, 1 }, 6)]
    [TestCase(new[] { 1, 2, 2, 3 }, 6)]
    public async Task A_page_that_comes_again_in_place_of_another_leaves_the_backup_incomplete_also_when_it_is_resumed(int[] pages, int memoryCount)
    {
        // The number of memories would be right if the repeated page counted.
        var count = pages.Length * 2;
        var failing = 0;
        using var service = Pages(number => number == failing
            ? (500, string.Empty)
            : (200, PageOf(count, number < pages.Length, number > pages.Length ? [] : [$"{pages[number - 1]}a", $"{pages[number - 1]}b"])));
        using var client = service.Client();

        using var atOnce = new MemoryStream();
        AssertIsIncomplete(await client.Memories.BackupAsync(Alice, atOnce, new BackupOptions { PageSize = 2 }), atOnce, memoryCount, count);

        for (failing = 2; failing <= pages.Length; failing++)
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
    public async Task A_number_of_memories_that_changes_with_each_page_is_no_proof()
    {
        var count = 100;
        using var service = Pages(number => (200, PageOf(count++, hasNext: number == 1, number == 1 ? ["a", "b"] : ["c", "d"])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.IsComplete), Is.EqualTo((4L, false)));
        Assert.That(KindsIn(stream), Has.None.EqualTo("end"));
    }

    [TestCase("2999-01-01T00:00:00Z")]
    [TestCase(null)]
    public async Task A_memory_from_the_future_or_without_a_time_is_not_lost(string? createdAt)
    {
        var store = new FakeStore().With(5, (memory, i) => memory["created_at"] = i == 1 ? createdAt : memory["created_at"]);
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.IsComplete), Is.EqualTo((5L, true)));
        Assert.That((string?)LinesOf(stream)[0]["backup"]!["created_until"], Is.Null);
        Assert.That(KindsIn(stream).Count(kind => kind == "page"), Is.EqualTo(3), "the second pass brings nothing new");
        Assert.That(store.Service.Arrived.Count(request => request.Body!.ToString().Contains("\"lte\"", StringComparison.Ordinal)), Is.Zero);
    }

    [Test]
    public async Task Where_the_time_of_creation_keeps_nothing_out_a_pass_that_brings_nothing_new_is_the_proof()
    {
        // In the first pass, a memory is added at the beginning of the list before each page but the first. In the second pass, none is added.
        var store = new FakeStore().With(6, (memory, _) => memory["created_at"] = "2999-01-01T00:00:00Z");
        var adds = 0;
        store.Before = request =>
        {
            if (PageNumber(request) > 1 && adds++ < 2)
            {
                store.Memories.Insert(0, Now("new " + adds));
            }

            return null;
        };
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((8L, 8L, true)));
        Assert.That(IdsIn(stream), Is.Unique.And.EquivalentTo(store.Memories.Select(memory => (string?)memory["id"])));
    }

    [Test]
    public async Task Where_the_time_of_creation_keeps_nothing_out_the_right_number_of_memories_is_no_proof()
    {
        // After the first page, a memory is deleted and another is added. The third memory moves to the first page, so the first pass misses it, although all numbers
        // are right.
        var store = new FakeStore().With(4, (memory, _) => memory["created_at"] = "2999-01-01T00:00:00Z");
        var all = store.Memories.Select(memory => (string?)memory["id"]).Append("new").ToArray();
        store.Before = OnceBefore(store, page: 2, () =>
        {
            store.Memories.RemoveAt(0);
            store.Memories.Add(Now("new"));
        });
        using var client = store.Service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((5L, 4L, true)));
        Assert.That(IdsIn(stream), Is.EquivalentTo(all));
    }

    [Test]
    public async Task A_memory_that_comes_twice_is_no_proof_even_with_the_right_number_of_memories()
    {
        using var service = Pages(number => (200, PageOf(3, hasNext: number == 1, number == 1 ? ["a", "b"] : ["b", "c"])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        AssertIsIncomplete(await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 }), stream, memoryCount: 3, expectedCount: 3);
    }

    [Test]
    public async Task Where_others_have_just_added_more_than_a_page_the_time_of_creation_is_not_relied_on()
    {
        using var service = new ScriptedMem0(request => IsLaterCheck(request)
            ? (200, PageOf(300, hasNext: true, []))
            : (200, PageOf(4, hasNext: PageNumber(request) == 1, PageNumber(request) == 1 ? ["a", "b"] : ["c", "d"])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        Assert.That((await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 })).IsComplete, Is.True);
        Assert.That((string?)LinesOf(stream)[0]["backup"]!["created_until"], Is.Null);
    }

    [TestCase(400)]
    [TestCase(200)]
    public async Task A_service_that_refuses_or_ignores_a_condition_on_the_time_is_read_without_it(int status)
    {
        using var service = new ScriptedMem0(request => status == 400 && IsLaterCheck(request)
            ? (400, """{"error":"Invalid filter"}""")
            : (200, IsLaterCheck(request) ? PageOf(4, hasNext: false, ["a", "b", "c", "d"])
                : PageNumber(request) == 1 ? PageOf(4, hasNext: true, ["a", "b"])
                : PageOf(4, hasNext: false, ["c", "d"])));
        using var client = service.Client();
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((result.MemoryCount, result.IsComplete), Is.EqualTo((4L, true)));
        Assert.That((string?)LinesOf(stream)[0]["backup"]!["created_until"], Is.Null);
    }

    [TestCase(0, "2026-05-01T12:00:00.25Z", Description = "both clocks agree, as far as the service says")]
    [TestCase(3600, "2026-05-01T13:00:01Z", Description = "the own clock is late")]
    [TestCase(-3600, "2026-05-01T11:00:01Z", Description = "the own clock is early")]
    public async Task It_begins_by_the_clock_of_the_service(int secondsAhead, string until)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 12, 0, 0, 250, TimeSpan.Zero));
        var store = new FakeStore().With(4);
        store.Service.Date = () => clock.GetUtcNow().AddSeconds(secondsAhead);
        using var client = store.Service.Client(options => options.TimeProvider = clock);
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });

        Assert.That((string?)LinesOf(stream)[0]["backup"]!["created_until"], Is.EqualTo(until));
        Assert.That((result.MemoryCount, result.IsComplete), Is.EqualTo((4L, true)));
    }

    [Test]
    public async Task What_is_newer_than_the_Date_of_the_response_that_lists_it_is_not_lost()
    {
        var store = new FakeStore().With(4, static (memory, i) => memory["created_at"] = $"2026-05-01T11:59:5{i + 5}.5Z");

        var result = await BackUpWithLateFirstDateAsync(store, new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

        Assert.That((result.MemoryCount, result.ExpectedCount, result.IsComplete), Is.EqualTo((4L, 4L, true)));
    }

    [Test]
    public async Task A_creation_time_of_less_than_a_microsecond_is_rounded_up_in_the_filter()
    {
        var store = new FakeStore().With(4, static (memory, i) => memory["created_at"] = $"2026-05-01T11:59:5{i + 5}.0000003Z");

        var result = await BackUpWithLateFirstDateAsync(store, new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(7));

        Assert.That((result.MemoryCount, result.IsComplete), Is.EqualTo((4L, true)));
        Assert.That(store.Service.Arrived[^1].Body!.ToString(), Does.Contain("2026-05-01T11:59:58.000001Z"));
    }

    [TestCase("""{"count":4,"next":5,"results":[{"id":"c"}]}""")]
    [TestCase("""{"count":"many","next":null,"results":[{"id":"c"}]}""")]
    [TestCase("""{"count":4,"next":null,"results":{"id":"c"}}""")]
    [TestCase("""{"count":4,"next":null}""")]
    public void A_page_that_does_not_say_properly_whether_more_follows_ends_it_with_an_error(string page)
    {
        using var service = Pages(number => (200, number == 1 ? PageOf(4, hasNext: true, ["a", "b"]) : page));
        using var client = service.Client();
        using var stream = new MemoryStream();

        Assert.That(async () => await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 }), Throws.TypeOf<MemoryApiResponseException>());
        Assert.That(KindsIn(stream), Is.EqualTo(new[] { "backup", "memory", "memory", "page" }));
    }

    [Test]
    public void Interrupted_anywhere_and_resumed_it_holds_the_same_as_without_an_interruption() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(
            Arb.From(from count in Gen.Choose(0, 9) from size in Gen.Choose(1, 4) from failAt in Gen.Choose(1, 8) from cut in Gen.Choose(0, 700) select (count, size, failAt, cut)),
            run =>
            {
                var store = new FakeStore().With(run.count);
                using var client = store.Service.Client();
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
                stream.SetLength(Math.Max(0, stream.Length - run.cut));
                var result = client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true, PageSize = 200 }).GetAwaiter().GetResult();
                var again = client.Memories.BackupAsync(Alice, stream, new BackupOptions { Resume = true }).GetAwaiter().GetResult();
                return result.IsComplete && result.MemoryCount == run.count && again.WasComplete && again.MemoryCount == run.count
                    && IdsIn(stream).SequenceEqual(store.Memories.Select(memory => (string?)memory["id"]));
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
        using var newer = new MemoryStream(Encoding.UTF8.GetBytes("""{"backup":{"format":"mem0-memories","version":3,"filters":{}}}""" + "\n"));
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
            if (IsPage(request, 3))
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

    /// <summary>The first response has a Date 10 s behind the clock: servers renew that header once a second, and later under load.</summary>
    private static async Task<BackupResult> BackUpWithLateFirstDateAsync(FakeStore store, DateTimeOffset now)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now);
        var isFirst = true;
        store.Service.Date = () => clock.GetUtcNow().AddSeconds(isFirst ? -10 : 0);
        store.Before = _ =>
        {
            isFirst = store.Service.Arrived.Count <= 1;
            return null;
        };
        using var client = store.Service.Client(options => options.TimeProvider = clock);
        using var stream = new MemoryStream();

        return await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });
    }

    private static string[] KindsIn(MemoryStream stream) => LinesOf(stream).Select(line => line.Properties().Single().Name).ToArray();

    private static string[] IdsIn(MemoryStream stream) => LinesOf(stream).Select(line => (string?)line["memory"]?["id"]).OfType<string>().ToArray();

    private const string InvalidPage = """{"detail":"Invalid page."}""";

    private static string[] TextsIn(MemoryStream stream) => LinesOf(stream).Select(line => (string?)line["memory"]?["memory"]).OfType<string>().ToArray();

    /// <summary>A service that lists these pages, and no memory that was created after the backup began.</summary>
    private static ScriptedMem0 Pages(Func<int, (int Status, string Body)> page) =>
        new(request => IsLaterCheck(request) ? (200, PageOf(0, hasNext: false, [])) : page(PageNumber(request)));

    private static bool IsLaterCheck(ArrivedRequest request) => request.Body!["filters"]!.ToString().Contains("\"gt\"", StringComparison.Ordinal);

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

    private static JObject New(string id) => new() { ["id"] = id, ["memory"] = "text", ["user_id"] = "alice", ["created_at"] = "2020-01-02T03:04:05.678Z" };

    private static JObject Now(string id) => new()
    {
        ["id"] = id,
        ["memory"] = id,
        ["user_id"] = "alice",
        ["created_at"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
    };

    private static Func<ArrivedRequest, (int Status, string Body)?> OnceBefore(FakeStore store, int page, Action write) => request =>
    {
        if (IsPage(request, page))
        {
            store.Before = null;
            write();
        }

        return null;
    };

    /// <summary>A stream whose length can't be set, like that of a memory-mapped file.</summary>
    private sealed class FixedLengthStream(int length) : MemoryStream(new byte[length])
    {
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
