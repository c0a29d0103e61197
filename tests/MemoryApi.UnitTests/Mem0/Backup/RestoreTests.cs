using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Backup;

public sealed class RestoreTests
{
    private static readonly EntityScope Alice = EntityScope.User("alice");

    [Test]
    public async Task What_is_gone_is_added_as_it_was_with_the_mark_of_its_origin()
    {
        var store = new FakeStore().With(1, (memory, _) =>
        {
            memory["session_id"] = "r1";
            memory["metadata"] = new JObject { ["source"] = "chat" };
            memory["expiration_date"] = "2031-02-03";
        });
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();

        var result = await client.Memories.RestoreAsync(backup);

        Assert.Multiple(() =>
        {
            Assert.That(result.Failures.Select(failure => failure.Exception), Is.Empty);
            Assert.That((result.RestoredCount, result.PresentCount, result.IsComplete), Is.EqualTo((1L, 0L, true)));
            Assert.That(
                store.Service.Arrived[^1].Body,
                Is.EqualTo(ScriptedMem0.Json("""
                    {"messages":[{"role":"user","content":"text 0"}],"user_id":"alice","run_id":"r1","infer":false,"expiration_date":"2031-02-03",
                     "timestamp":1577934245,"metadata":{"source":"chat","restored_from":"00000001-0000-0000-0000-000000000000"}}
                    """)).Using<JToken>(JToken.DeepEquals));
        });
    }

    [Test]
    public async Task Repeating_a_restore_adds_nothing_and_asks_once_for_fifty()
    {
        var store = new FakeStore().With(120);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();

        var first = await client.Memories.RestoreAsync(backup);
        backup.Position = 0;
        var callsBefore = store.Service.Arrived.Count;
        var second = await client.Memories.RestoreAsync(backup);

        Assert.Multiple(() =>
        {
            Assert.That((first.RestoredCount, first.PresentCount), Is.EqualTo((120L, 0L)));
            Assert.That((second.RestoredCount, second.PresentCount), Is.EqualTo((0L, 120L)));
            Assert.That(second.IsComplete, Is.True);
            Assert.That(store.Memories, Has.Count.EqualTo(120));
            Assert.That(store.Service.Arrived.Count - callsBefore, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task What_was_never_deleted_is_left_alone()
    {
        var store = new FakeStore().With(4);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.RemoveAt(2);

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That((result.RestoredCount, result.PresentCount), Is.EqualTo((1L, 3L)));
        Assert.That(store.Memories[^1]["memory"]!.ToString(), Is.EqualTo("text 2"));
    }

    [Test]
    public async Task What_fails_is_named_and_made_good_by_a_repeated_restore()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.Body?["messages"]?[0]?["content"]?.ToString() == "text 3" ? (503, "") : null;

        var first = await client.Memories.RestoreAsync(backup);
        store.Before = null;
        backup.Position = 0;
        var second = await client.Memories.RestoreAsync(backup);

        Assert.Multiple(() =>
        {
            Assert.That((first.RestoredCount, first.IsComplete, first.IsBackupComplete), Is.EqualTo((4L, false, true)));
            Assert.That(first.Failures.Single().LineNumber, Is.EqualTo(5));
            Assert.That(first.Failures.Single().MemoryId, Does.StartWith("00000004"));
            Assert.That(first.Failures.Single().Exception, Is.InstanceOf<MemoryApiServerException>());
            Assert.That((second.RestoredCount, second.PresentCount, second.IsComplete), Is.EqualTo((1L, 4L, true)));
        });
    }

    [Test]
    public async Task Too_many_failures_stop_it()
    {
        var store = new FakeStore().With(300);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.PathAndQuery.Contains("/add/", StringComparison.Ordinal) ? (400, "{}") : null;

        var result = await client.Memories.RestoreAsync(backup, new RestoreOptions { MaxFailures = 60 });

        Assert.That(result.Failures, Has.Count.EqualTo(100));
        Assert.That((result.IsComplete, result.IsBackupComplete), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task As_many_failures_as_are_allowed_stop_it_before_the_next_lines()
    {
        var store = new FakeStore().With(180);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.Body?["messages"]?[0]?["content"]?.ToString() is "text 3" or "text 60" ? (400, "{}") : null;

        var result = await client.Memories.RestoreAsync(backup, new RestoreOptions { MaxFailures = 2 });

        Assert.That(result.Failures.Select(static failure => failure.MemoryId[..8]), Is.EqualTo(new[] { "00000004", "0000003d" }));
        Assert.That((result.RestoredCount, result.IsComplete), Is.EqualTo((98L, false)));
    }

    [Test]
    public async Task The_last_failure_that_is_allowed_stops_it_before_the_last_lines()
    {
        var store = new FakeStore().With(60);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.Body?["messages"]?[0]?["content"]?.ToString() == "text 3" ? (400, "{}") : null;

        var result = await client.Memories.RestoreAsync(backup, new RestoreOptions { MaxFailures = 1 });

        Assert.That((result.RestoredCount, result.Failures.Count, result.IsComplete), Is.EqualTo((49L, 1, false)));
    }

    [Test]
    public async Task What_breaks_it_off_tells_how_far_it_had_come_and_a_repeated_restore_goes_on()
    {
        var store = new FakeStore().With(120);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        var lists = 0;
        store.Before = request => request.PathAndQuery.StartsWith("/v3/memories/?", StringComparison.Ordinal) && ++lists == 2 ? (429, "{}") : null;

        var failure = (await Assert.ThrowsAsync<RestoreFailedException>(() => client.Memories.RestoreAsync(backup)))!;
        store.Before = null;
        backup.Position = 0;
        var again = await client.Memories.RestoreAsync(backup);

        Assert.Multiple(() =>
        {
            Assert.That(failure.InnerException, Is.InstanceOf<MemoryApiRateLimitException>());
            Assert.That(failure.Message, Does.Contain("50 memories were added").And.Contain("repeat it with the same backup"));
            Assert.That((failure.Result.RestoredCount, failure.Result.LineCount, failure.Result.IsComplete), Is.EqualTo((50L, 51L, false)));
            Assert.That((again.RestoredCount, again.PresentCount, again.IsComplete), Is.EqualTo((70L, 50L, true)));
        });
    }

    [Test]
    public async Task A_cancelled_restore_tells_how_far_it_had_come()
    {
        var store = new FakeStore().With(120);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        using var cancellation = new CancellationTokenSource();
        var adds = 0;
        store.Before = request =>
        {
            if (request.PathAndQuery.Contains("/add/", StringComparison.Ordinal) && ++adds == 60)
            {
                cancellation.Cancel();
            }

            return null;
        };

        var cancelled = (await Assert.ThrowsAsync<RestoreCanceledException>(
            () => client.Memories.RestoreAsync(backup, new RestoreOptions { MaxConcurrency = 1 }, cancellationToken: cancellation.Token)))!;

        Assert.Multiple(() =>
        {
            Assert.That(cancelled.CancellationToken, Is.EqualTo(cancellation.Token));
            Assert.That(cancelled.Result.RestoredCount, Is.InRange(59, 60), "the response to the last may have come before the cancellation was noticed");
            Assert.That(cancelled.Result.LineCount, Is.EqualTo(51));
        });
    }

    [TestCase(1)]
    [TestCase(4)]
    public async Task An_exception_that_is_no_failure_of_a_call_breaks_it_off_and_is_its_cause(int concurrency)
    {
        var store = new FakeStore().With(120);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.Body?["messages"]?[0]?["content"]?.ToString() == "text 60" ? throw new InvalidCastException("A fault of a handler.") : null;

        var failure = (await Assert.ThrowsAsync<RestoreFailedException>(() => client.Memories.RestoreAsync(backup, new RestoreOptions { MaxConcurrency = concurrency })))!;

        Assert.That(failure.InnerException, Is.InstanceOf<InvalidCastException>());
        Assert.That(failure.Result.RestoredCount, Is.InRange(60, 60 + concurrency));
        Assert.That((failure.Result.LineCount, failure.Result.IsComplete), Is.EqualTo((51L, false)));
    }

    [Test]
    public async Task A_cancelled_restore_is_cancelled_even_if_an_add_ended_with_another_exception()
    {
        var store = new FakeStore().With(3);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        using var cancellation = new CancellationTokenSource();
        store.Before = request =>
        {
            if (request.Body?["messages"]?[0]?["content"]?.ToString() == "text 1")
            {
                cancellation.Cancel();
                throw new InvalidCastException("A fault of a handler.");
            }

            return null;
        };

        await Assert.ThatAsync(
            () => client.Memories.RestoreAsync(backup, new RestoreOptions { MaxConcurrency = 1 }, cancellationToken: cancellation.Token),
            Throws.TypeOf<RestoreCanceledException>().With.Property(nameof(RestoreCanceledException.Result)).Property(nameof(RestoreResult.RestoredCount)).EqualTo(1));
    }

    [Test]
    public async Task A_complete_backup_with_a_damaged_page_is_not_said_to_lack_its_end()
    {
        var store = new FakeStore().With(4);
        using var client = store.Service.Client();
        using var complete = new MemoryStream();
        await client.Memories.BackupAsync(Alice, complete, new BackupOptions { PageSize = 2 });
        store.Memories.Clear();
        using var damaged = new MemoryStream(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(complete.ToArray()).Replace("text 0", "text X", StringComparison.Ordinal)));

        var result = await client.Memories.RestoreAsync(damaged);

        Assert.That((result.Failures.Count, result.RestoredCount, result.IsBackupComplete), Is.EqualTo((1, 2L, false)));
        Assert.That(result.Warnings, Is.Empty);
    }

    [Test]
    public async Task A_progress_that_throws_breaks_it_off_with_the_result()
    {
        var store = new FakeStore().With(120);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        var progress = new Throwing<RestoreProgress>(2);

        var failure = (await Assert.ThrowsAsync<RestoreFailedException>(() => client.Memories.RestoreAsync(backup, progress: progress)))!;

        Assert.That(failure.InnerException, Is.SameAs(progress.Thrown));
        Assert.That((failure.Result.RestoredCount, failure.Result.LineCount), Is.EqualTo((100L, 102L)), "the header and the end of a page beside the memories");
    }

    [Test]
    public async Task Numbers_beyond_a_decimal_do_not_damage_a_line()
    {
        var store = new FakeStore();
        using var client = store.Service.Client();
        using var backup = new MemoryStream(Encoding.UTF8.GetBytes(
            """
            {"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}
            {"memory":{"id":"m1","memory":"text","user_id":"a","metadata":{"large":1e30,"exact":0.12345678901234567890,"tiny":1e-30}}}
            {"end":{"memories":1,"expected":1}}

            """));

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That(result.IsComplete, Is.True);
        Assert.That(
            store.Service.Arrived[^1].Body!["metadata"]!.ToString(Newtonsoft.Json.Formatting.None),
            Is.EqualTo("""{"large":1E+30,"exact":0.12345678901234568,"tiny":1E-30,"restored_from":"m1"}"""), "as a double reads them");
    }

    [Test]
    public async Task What_a_newer_memory_had_replaced_comes_back_only_when_asked_for()
    {
        var store = new FakeStore().With(2, (memory, i) => memory["replaced_by"] = i == 0 ? "x" : null);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();

        var first = await client.Memories.RestoreAsync(backup);
        backup.Position = 0;
        var second = await client.Memories.RestoreAsync(backup, new RestoreOptions { IncludeReplaced = true });

        Assert.That((first.RestoredCount, first.ReplacedCount), Is.EqualTo((1L, 1L)));
        Assert.That((second.RestoredCount, second.PresentCount, second.ReplacedCount), Is.EqualTo((1L, 1L, 0L)));
    }

    [TestCase(false, "assistant")]
    [TestCase(true, "user")]
    public async Task A_memory_of_an_agent_without_a_user_is_what_the_assistant_said(bool hasUser, string role)
    {
        var store = new FakeStore().With(1, (memory, _) =>
        {
            memory["user_id"] = hasUser ? "alice" : null;
            memory["agent_id"] = "tutor";
        });
        using var client = store.Service.Client();
        using var backup = await BackupOf(client, EntityScope.Agent("tutor"));
        store.Memories.Clear();

        await client.Memories.RestoreAsync(backup);

        Assert.That((store.Memories[0]["role"]!.ToString(), store.Memories[0]["agent_id"]!.ToString()), Is.EqualTo((role, "tutor")));
    }

    [Test]
    public async Task A_text_that_the_service_has_already_counts_as_present()
    {
        var store = new FakeStore().With(1);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.PathAndQuery.Contains("/add/", StringComparison.Ordinal) ? (200, """{"status":"SUCCEEDED","results":[]}""") : null;

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That((result.RestoredCount, result.PresentCount), Is.EqualTo((0L, 1L)));
    }

    [TestCase("""{"status":"FAILED"}""", typeof(MemoryEventFailedException))]
    [TestCase("""{"status":"FAILED","results":[]}""", typeof(MemoryEventFailedException))]
    [TestCase("""{"status":"FAILED","results":[{"id":"m9"}]}""", typeof(MemoryEventFailedException))]
    [TestCase("""{"status":"PENDING","event_id":"e1"}""", typeof(MemoryApiResponseException))]
    [TestCase("""{"status":"PENDING","results":[]}""", typeof(MemoryApiResponseException))]
    [TestCase("""{"message":"quota"}""", typeof(MemoryApiResponseException))]
    [TestCase("""{"results":null}""", typeof(MemoryApiResponseException))]
    [TestCase("{}", typeof(MemoryApiResponseException))]
    public async Task A_memory_whose_add_the_service_does_not_confirm_is_a_failure(string response, Type failure)
    {
        var store = new FakeStore().With(2);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.Body?["messages"]?[0]?["content"]?.ToString() == "text 1" ? (200, response) : null;

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That((result.RestoredCount, result.PresentCount, result.IsComplete), Is.EqualTo((1L, 0L, false)));
        Assert.That(result.Failures.Select(left => left.LineNumber), Is.EqualTo(new[] { 3L }));
        Assert.That(result.Failures[0].Exception, Is.TypeOf(failure).With.Message.StartWith("Memories_Add: "));
    }

    [TestCase("""{"status":"SUCCEEDED"}""")]
    [TestCase("""{"results":[{"id":"m9","event":"ADD"}]}""")]
    [TestCase("""{"status":"SOMETHING_NEW","results":[{"id":"m9"}]}""")]
    public async Task A_memory_whose_add_the_service_confirms_counts_as_restored(string response)
    {
        var store = new FakeStore().With(1);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.PathAndQuery.Contains("/add/", StringComparison.Ordinal) ? (200, response) : null;

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That((result.RestoredCount, result.PresentCount, result.IsComplete), Is.EqualTo((1L, 0L, true)));
    }

    [TestCase(true, "")]
    [TestCase(true, " ")]
    [TestCase(false, "")]
    [TestCase(false, " ")]
    public async Task A_blank_id_of_an_entity_names_nobody_and_keeps_no_other_memory_from_being_restored(bool hasUser, string blank)
    {
        var store = new FakeStore().With(3, (memory, i) =>
        {
            if (i == 1)
            {
                memory["user_id"] = hasUser ? "alice" : blank;
                memory["agent_id"] = memory["app_id"] = memory["session_id"] = blank;
            }
        });
        using var client = store.Service.Client();
        var stored = store.Memories.ToArray();
        store.Before = request => request.PathAndQuery.StartsWith("/v3/memories/?", StringComparison.Ordinal)
            ? (200, new JObject { ["count"] = stored.Length, ["next"] = null, ["results"] = new JArray(stored) }.ToString())
            : null;
        using var backup = await BackupOf(client);
        store.Before = null;
        store.Memories.Clear();

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That(store.Memories.Select(memory => (memory["memory"]!.ToString(), memory["user_id"]!.ToString())), Is.EquivalentTo(
            hasUser ? new[] { ("text 0", "alice"), ("text 1", "alice"), ("text 2", "alice") } : [("text 0", "alice"), ("text 2", "alice")]));
        Assert.That(result.Failures.Select(failure => (failure.LineNumber, failure.Exception.GetType())), Is.EqualTo(hasUser ? [] : new[] { (3L, typeof(ArgumentException)) }));
        Assert.That(store.Memories.SelectMany(memory => memory.Properties()).Select(property => property.Name), Has.None.EqualTo("agent_id").And.None.EqualTo("app_id").And.None.EqualTo("run_id"));
    }

    [Test]
    public async Task A_member_that_cannot_be_restored_since_its_type_is_another_gives_a_warning_with_its_first_line()
    {
        // Two of the six are not added: one exists, one belongs to nobody.
        var store = new FakeStore().With(6, (memory, i) =>
        {
            memory["user_id"] = i == 5 ? new JArray() : "alice";
            memory["metadata"] = i % 2 == 1 ? "a text" : new JObject { ["shape"] = "an object" };
            memory["expiration_date"] = i is 2 or 4 ? 7 : "2030-01-01";
        });
        using var client = store.Service.Client();
        var stored = store.Memories.ToArray();
        store.Before = request => request.PathAndQuery.StartsWith("/v3/memories/?", StringComparison.Ordinal)
            ? (200, new JObject { ["count"] = stored.Length, ["next"] = null, ["results"] = new JArray(stored) }.ToString())
            : null;
        using var backup = await BackupOf(client);
        store.Before = null;
        store.Memories.RemoveAll(memory => memory["memory"]!.ToString() != "text 4");

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That((result.RestoredCount, result.PresentCount, result.Failures.Single().LineNumber), Is.EqualTo((4, 1, 7)));
        Assert.That(result.Warnings, Is.EqualTo(new[]
        {
            "Line 4: \"expiration_date\" has a type that the service doesn't accept, so the memory was added without it. Further lines like this one: 0.",
            "Line 3: \"metadata\" has a type that the service doesn't accept, so the memory was added without it. Further lines like this one: 1.",
        }));
    }

    [TestCase("metadata", "[]")]
    [TestCase("expiration_date", "{}")]
    [TestCase("created_at", "[]")]
    [TestCase("user_id", "{}")]
    [TestCase("agent_id", "[]")]
    [TestCase("app_id", "{}")]
    [TestCase("session_id", "[]")]
    [TestCase("run_id", "{}")]
    public async Task Each_member_that_an_add_would_send_is_named_when_its_type_is_another(string name, string value)
    {
        var store = new FakeStore().With(1, (memory, _) =>
        {
            memory["user_id"] = null;
            memory[name == "app_id" ? "agent_id" : "app_id"] = "shop";
            memory[name] = JToken.Parse(value);
        });
        using var client = store.Service.Client();
        var stored = store.Memories.Single();
        store.Before = request => request.PathAndQuery.StartsWith("/v3/memories/?", StringComparison.Ordinal)
            ? (200, new JObject { ["count"] = 1, ["next"] = null, ["results"] = new JArray(stored) }.ToString())
            : null;
        using var backup = await BackupOf(client);
        store.Before = null;
        store.Memories.Clear();

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That(result.RestoredCount, Is.EqualTo(1));
        Assert.That(result.Warnings.Single(), Does.StartWith($"Line 2: \"{name}\" has a type that the service doesn't accept"));
    }

    [Test]
    public async Task A_run_that_one_of_its_two_names_tells_is_restored_without_a_warning()
    {
        var store = new FakeStore().With(1, static (memory, _) =>
        {
            memory["session_id"] = new JArray();
            memory["run_id"] = "r1";
        });
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That(result.Warnings, Is.Empty);
        Assert.That(store.Memories.Single()["run_id"]!.ToString(), Is.EqualTo("r1"));
    }

    [Test]
    public async Task An_add_that_is_not_confirmed_says_so_and_what_to_do()
    {
        var store = new FakeStore().With(1);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.PathAndQuery.Contains("/add/", StringComparison.Ordinal) ? (200, """{"status":"PENDING"}""") : null;

        var failure = (MemoryApiException)(await client.Memories.RestoreAsync(backup)).Failures.Single().Exception;

        Assert.That(failure.Operation, Is.EqualTo("Memories_Add"));
        Assert.That(failure.Message, Does.StartWith("Memories_Add: ").And.Contain("didn't confirm").And.Contain("repeat the restore"));
    }

    [TestCase(1, "line 1,")]
    [TestCase(4, "line 4,")]
    [TestCase(5, "line 5,")]
    public async Task A_backup_without_its_last_line_gives_a_warning(int lines, string named)
    {
        using var client = new FakeStore().With(4).Service.Client();
        using var stream = new MemoryStream();
        await client.Memories.BackupAsync(Alice, stream, new BackupOptions { PageSize = 2 });
        var kept = string.Concat(Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Take(lines).Select(static line => line + "\n"));

        var result = await client.Memories.RestoreAsync(new MemoryStream(Encoding.UTF8.GetBytes(kept)));

        Assert.That(result.IsBackupComplete, Is.False);
        Assert.That(result.Warnings.Single(), Does.StartWith($"The backup ends with {named}").And.Contain("Memories may be missing"));
    }

    [Test]
    public async Task A_result_that_is_not_complete_can_be_thrown()
    {
        var store = new FakeStore().With(2);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client);
        store.Memories.Clear();
        store.Before = request => request.Body?["messages"]?[0]?["content"]?.ToString() == "text 1" ? (400, "{}") : null;
        var result = await client.Memories.RestoreAsync(backup);

        var failure = Assert.Throws<RestoreFailedException>(() => result.ThrowIfIncomplete())!;
        var cut = Assert.Throws<RestoreFailedException>(static () => new RestoreResult(3, 0, 0, [], isBackupComplete: false).ThrowIfIncomplete())!;

        Assert.That((failure.Result, failure.InnerException), Is.EqualTo((result, result.Failures.Single().Exception)));
        Assert.That(failure.Message, Does.StartWith("The restore is not complete: 1 memories were added, 0 were there, and 1 failed. Result"));
        Assert.That(cut.Message, Does.Contain("3 memories were added").And.Contain("The backup wasn't read to the end of a complete, undamaged backup."));
        Assert.That(cut.InnerException, Is.Null);
        store.Before = null;
        backup.Position = 0;
        result = await client.Memories.RestoreAsync(backup);
        Assert.That(result.ThrowIfIncomplete(), Is.SameAs(result));
    }

    [Test]
    public async Task Of_a_backup_that_was_cut_off_the_pages_that_are_whole_are_restored()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client, pageSize: 2);
        store.Memories.Clear();
        var text = Encoding.UTF8.GetString(backup.ToArray());
        using var cut = new MemoryStream(Encoding.UTF8.GetBytes(text[..(text.IndexOf("text 3", StringComparison.Ordinal) + 3)]));

        var result = await client.Memories.RestoreAsync(cut);

        Assert.That((result.RestoredCount, result.Failures.Count, result.IsBackupComplete, result.IsComplete), Is.EqualTo((2L, 0, false, false)));
    }

    [Test]
    public async Task Of_a_page_with_a_damaged_line_nothing_is_sent_and_the_line_is_named()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client, pageSize: 2);
        store.Memories.Clear();
        var lines = Encoding.UTF8.GetString(backup.ToArray()).Split('\n');
        lines[5] = lines[5][..20];
        using var damaged = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var result = await client.Memories.RestoreAsync(damaged);

        Assert.That(result.Failures.Select(failure => (failure.LineNumber, failure.MemoryId)), Is.EqualTo(new[] { (6L, string.Empty) }));
        Assert.That(result.Failures[0].Exception, Is.InstanceOf<InvalidDataException>().With.Message.Contains("Line 6"));
        Assert.That(store.Memories.Select(memory => (string?)memory["memory"]), Is.EqualTo(new[] { "text 0", "text 1", "text 4" }));
        Assert.That((result.IsBackupComplete, result.IsComplete), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A_changed_character_is_noticed_and_the_lines_of_its_page_are_named()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client, pageSize: 2);
        store.Memories.Clear();
        using var damaged = new MemoryStream(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(backup.ToArray()).Replace("text 2", "text 9", StringComparison.Ordinal)));

        var result = await client.Memories.RestoreAsync(damaged);

        Assert.That(result.Failures.Single().LineNumber, Is.EqualTo(7), "the line that closes the page");
        Assert.That(result.Failures.Single().Exception.Message, Does.Contain("Lines 5 to 7"));
        Assert.That(store.Memories.Select(memory => (string?)memory["memory"]), Is.EqualTo(new[] { "text 0", "text 1", "text 4" }));
    }

    [Test]
    public async Task A_missing_page_is_noticed_and_those_around_it_are_restored()
    {
        var store = new FakeStore().With(5);
        using var client = store.Service.Client();
        using var backup = await BackupOf(client, pageSize: 2);
        store.Memories.Clear();
        var lines = Encoding.UTF8.GetString(backup.ToArray()).Split('\n').ToList();
        lines.RemoveRange(4, 3);
        using var damaged = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var result = await client.Memories.RestoreAsync(damaged);

        Assert.That(result.Failures.Single().LineNumber, Is.EqualTo(6));
        Assert.That(result.Failures.Single().Exception.Message, Does.Contain("lines are missing"));
        Assert.That((result.RestoredCount, result.IsComplete), Is.EqualTo((3L, false)));
    }

    [Test]
    public async Task A_backup_of_the_earlier_format_is_restored_with_a_warning()
    {
        var store = new FakeStore();
        using var client = store.Service.Client();
        const string Earlier =
            """
            {"backup":{"format":"mem0-memories","version":1,"created_at":"2026-01-01T00:00:00Z","filters":{"user_id":"a"},"page_size":2,"includes_expired":true}}
            {"memory":{"id":"m1","memory":"one","user_id":"a"}}
            {"memory":{"id":"m2","memory":"two","user_id":"a"}}
            {"page":{"number":1,"memories":2,"expected":3}}
            {"memory":{"id":"m3","memory":"three","user_id":"a"}}
            {"page":{"number":2,"memories":3,"expected":3}}
            {"end":{"memories":3,"expected":3}}

            """;

        var result = await client.Memories.RestoreAsync(new MemoryStream(Encoding.UTF8.GetBytes(Earlier)));
        var damaged = await client.Memories.RestoreAsync(new MemoryStream(Encoding.UTF8.GetBytes(Earlier.Replace("""{"memory":{"id":"m2","memory":"two","user_id":"a"}}""" + "\n", string.Empty, StringComparison.Ordinal))));
        var disguised = await client.Memories.RestoreAsync(new MemoryStream(Encoding.UTF8.GetBytes(Earlier.Replace("\"expected\":3}}", "\"expected\":3,\"sha256\":\"00\"}}", StringComparison.Ordinal))));

        Assert.Multiple(() =>
        {
            Assert.That((result.RestoredCount, result.IsComplete, result.Failures.Count), Is.EqualTo((3L, true, 0)));
            Assert.That(result.Warnings.Single(), Does.Contain("without checksums"));
            Assert.That((damaged.IsComplete, damaged.Failures[0].LineNumber), Is.EqualTo((false, 3L)), "the number of memories is checked");
            Assert.That((disguised.IsComplete, disguised.Failures[0].LineNumber), Is.EqualTo((false, 4L)), "the header alone doesn't turn the checks off");
        });
    }

    [Test]
    public async Task A_backup_with_checksums_has_no_warning()
    {
        var store = new FakeStore().With(1);
        using var client = store.Service.Client();

        Assert.That((await client.Memories.RestoreAsync(await BackupOf(client))).Warnings, Is.Empty);
    }

    [Test]
    public async Task A_memory_without_entity_or_text_is_named()
    {
        var store = new FakeStore();
        using var client = store.Service.Client();
        using var backup = new MemoryStream(Encoding.UTF8.GetBytes(
            """
            {"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"a"}}}
            {"memory":{"id":"m1","memory":"text"}}
            {"memory":{"id":"m2","user_id":"a"}}
            {"end":{"memories":2,"expected":2}}

            """));

        var result = await client.Memories.RestoreAsync(backup);

        Assert.That(result.Failures.Select(failure => (failure.LineNumber, failure.MemoryId)), Is.EqualTo(new[] { (2L, "m1"), (3L, "m2") }));
        Assert.That(result.Failures.Select(failure => failure.Exception), Is.All.InstanceOf<ArgumentException>());
    }

    [TestCase("")]
    [TestCase("hello\n")]
    [TestCase("{\"memory\":{\"id\":\"m1\"}}\n")]
    [TestCase("{\"backup\":{\"format\":\"other\",\"version\":1,\"filters\":{}}}\n")]
    [TestCase("{\"backup\":{\"format\":{},\"version\":1,\"filters\":{}}}\n")]
    [TestCase("{\"backup\":[]}\n")]
    [TestCase("{\"backup\":{\"format\":\"mem0-memories\",\"version\":1,\"filters\":{}}}")]
    public void What_is_no_backup_is_refused_before_anything_is_sent(string content)
    {
        var store = new FakeStore();
        using var client = store.Service.Client();

        Assert.That(
            async () => await client.Memories.RestoreAsync(new MemoryStream(Encoding.UTF8.GetBytes(content))), Throws.InstanceOf<InvalidDataException>());
        Assert.That(store.Service.Arrived, Is.Empty);
    }

    private static async Task<MemoryStream> BackupOf(Mem0Client client, EntityScope? scope = null, int pageSize = 50)
    {
        var stream = new MemoryStream();
        await client.Memories.BackupAsync(scope ?? Alice, stream, new BackupOptions { PageSize = pageSize });
        stream.Position = 0;
        return stream;
    }
}
