using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.UnitTests.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class MergeFactsDeepTests
{
    private const string Read = "GET /v1/memory/contact/mem-1";
    private const string Write = "PATCH /v1/memory/contact/mem-1/facts";

    [Test]
    public async Task Only_the_top_level_keys_that_change_are_sent_whole()
    {
        using var transport = new FactTransport(Facts());
        using var client = transport.Client();
        var patch = new FactPatch { ["address"] = new JObject { ["city"] = "Bonn" }, ["plan"] = "free", ["vip"] = true };

        var report = await client.Memory.MergeFactsDeepAsync("mem-1", patch);

        Assert.Multiple(() =>
        {
            Assert.That(transport.Calls.Select(call => call.Call), Is.EqualTo(new[] { Read, Write }));
            Assert.That(transport.Calls[1].Body, Is.EqualTo("""{"facts":{"address":{"city":"Bonn","zip":"89073"},"vip":true}}"""));
            Assert.That(report.Added, Is.EqualTo(new[] { "vip" }));
            Assert.That(report.Changed, Is.EqualTo(new[] { "address" }));
            Assert.That(report.Kept, Is.EqualTo(new[] { "plan" }));
            Assert.That(report.IsAsPredicted);
            Assert.That(report.Patch.Keys, Is.EqualTo(new[] { "address", "vip" }));
        });
    }

    [Test]
    public async Task Nothing_is_sent_when_nothing_changes()
    {
        using var transport = new FactTransport(Facts());
        using var client = transport.Client();

        var report = await client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["address"] = new JObject { ["city"] = "Ulm" }, ["plan"] = "free" });

        Assert.Multiple(() =>
        {
            Assert.That(transport.Calls.Select(call => call.Call), Is.EqualTo(new[] { Read }));
            Assert.That(report.Patch.IsEmpty);
            Assert.That(report.IsAsPredicted);
            Assert.That(report.Kept, Is.EqualTo(new[] { "plan", "address" }));
        });
    }

    [Test]
    public async Task Another_writer_at_the_same_key_makes_it_begin_again_from_a_fresh_read()
    {
        using var transport = new FactTransport(Facts()).ThenAnotherWriter(held => held["address"] = new JObject { ["city"] = "Ulm", ["street"] = "Münsterplatz" });
        using var client = transport.Client();

        var report = await client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["address"] = new JObject { ["city"] = "Bonn" } });

        Assert.Multiple(() =>
        {
            Assert.That(transport.Calls.Select(call => call.Call), Is.EqualTo(new[] { Read, Write, Read, Write }));
            Assert.That(transport.Calls[3].Body, Is.EqualTo("""{"facts":{"address":{"city":"Bonn","street":"Münsterplatz"}}}"""));
            Assert.That(report.IsAsPredicted);
            Assert.That(Json.Text(report.Facts["address"]!), Is.EqualTo("""{"city":"Bonn","street":"Münsterplatz"}"""));
        });
    }

    [Test]
    public async Task Another_writer_at_another_key_is_reported_and_no_reason_to_repeat()
    {
        using var transport = new FactTransport(Facts()).ThenAnotherWriter(held => held["plan"] = "premium");
        using var client = transport.Client();

        var report = await client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["address"] = new JObject { ["city"] = "Bonn" } });

        Assert.Multiple(() =>
        {
            Assert.That(transport.Calls, Has.Count.EqualTo(2));
            Assert.That(report.Deviations.Select(deviation => (deviation.Key, deviation.Kind)), Is.EqualTo(new[] { ("plan", FactDeviationKind.Different) }));
        });
    }

    [Test]
    public async Task A_fresh_read_that_shows_everything_in_place_ends_the_merge()
    {
        using var transport = new ScriptedTransport()
            .Respond(200, """{"data":{"id":"mem-1","contact_id":"c-1","facts":{"plan":"free"}},"errors":null}""")
            .Respond(200, """{"data":{"id":"mem-1","contact_id":"c-1","facts":{"plan":"free"}},"errors":null}""")
            .Respond(200, """{"data":{"id":"mem-1","contact_id":"c-1","facts":{"plan":"premium"}},"errors":null}""");
        using var client = new BlandClient("org_test", new BlandClientOptions { Transport = transport });

        var report = await client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["plan"] = "premium" });

        Assert.Multiple(() =>
        {
            Assert.That(transport.Sent.Select(sent => sent.Method.Method), Is.EqualTo(new[] { "GET", "PATCH", "GET" }));
            Assert.That(report.Patch.Keys, Is.EqualTo(new[] { "plan" }));
            Assert.That(report.Changed, Is.EqualTo(new[] { "plan" }));
            Assert.That(report.IsAsPredicted);
        });
    }

    [Test]
    public async Task Writers_that_do_not_stop_end_in_a_conflict_after_so_many_rounds()
    {
        using var transport = new FactTransport(Facts());
        for (var i = 0; i < 10; i++)
        {
            var turn = i;
            transport.ThenAnotherWriter(held => held["address"] = new JObject { ["turn"] = turn, ["city"] = "secret" });
        }

        using var client = transport.Client();

        var conflict = (await Assert.ThrowsAsync<FactConflictException>(
            () => client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["address"] = new JObject { ["city"] = "Bonn" } }, maxRounds: 4)))!;

        Assert.Multiple(() =>
        {
            Assert.That(transport.Calls, Has.Count.EqualTo(8));
            Assert.That(conflict, Is.InstanceOf<MemoryApiException>());
            Assert.That(conflict.Rounds, Is.EqualTo(4));
            Assert.That(conflict.Operation, Is.EqualTo("Memory_MergeFacts"));
            Assert.That(conflict.Deviations.Select(deviation => (deviation.Key, deviation.Kind)), Is.EqualTo(new[] { ("address", FactDeviationKind.Different) }));
            Assert.That((int?)conflict.Report.Facts["address"]!["turn"], Is.EqualTo(3));
            Assert.That(conflict.ToString(), Does.Not.Contain("secret").And.Not.Contain("address").And.Not.Contain("mem-1"));
        });
    }

    [Test]
    public async Task A_service_that_merges_otherwise_by_rule_ends_in_a_conflict_that_says_so()
    {
        using var transport = new FactTransport(Facts(), FactTransport.NullRemoves);
        using var client = transport.Client();

        var conflict = (await Assert.ThrowsAsync<FactConflictException>(
            () => client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["vip"] = null })))!;

        Assert.Multiple(() =>
        {
            Assert.That(transport.Calls.Select(call => call.Call), Is.EqualTo(new[] { Read, Write, Read, Write, Read, Write }));
            Assert.That(conflict.Rounds, Is.EqualTo(3));
            Assert.That(conflict.Deviations.Single().Kind, Is.EqualTo(FactDeviationKind.RemovedByNull));
        });
    }

    [Test]
    public async Task Another_writer_that_restores_the_old_value_is_overwritten_in_the_next_round()
    {
        using var transport = new FactTransport(Facts()).ThenAnotherWriter(held => held["plan"] = "free");
        using var client = transport.Client();

        var report = await client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["plan"] = "premium" });

        Assert.Multiple(() =>
        {
            Assert.That(transport.Calls, Has.Count.EqualTo(4));
            Assert.That((string?)report.Facts["plan"], Is.EqualTo("premium"));
        });
    }

    [Test]
    public async Task A_service_that_merges_nested_objects_itself_comes_to_the_same()
    {
        using var transport = new FactTransport(Facts(), FactTransport.Deep);
        using var client = transport.Client();

        var report = await client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["address"] = new JObject { ["city"] = "Bonn", ["zip"] = null } });

        Assert.Multiple(() =>
        {
            Assert.That(report.IsAsPredicted);
            Assert.That(Json.Text(transport.Facts["address"]!), Is.EqualTo("""{"city":"Bonn","zip":null}"""));
        });
    }

    [Test]
    public void Any_facts_are_merged_deeply_in_at_most_two_calls() => Law.Holds((current, members) =>
    {
        if (members.Count == 0)
        {
            return true;
        }

        using var transport = new FactTransport((JObject)current.DeepClone());
        using var client = transport.Client();
        var patch = FactPatch.From(members);
        var report = client.Memory.MergeFactsDeepAsync("mem-1", patch).GetAwaiter().GetResult();
        return report.IsAsPredicted
            && transport.Calls.Count == (report.Patch.IsEmpty ? 1 : 2)
            && FactEquality.AreEqual(transport.Facts, patch.ApplyDeeplyTo(current));
    });

    [TestCase(0)]
    [TestCase(-1)]
    public void It_takes_one_round_or_more(int maxRounds)
    {
        using var transport = new FactTransport(Facts());
        using var client = transport.Client();

        Assert.That(
            () => client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["a"] = 1 }, maxRounds),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("maxRounds"));
    }

    [Test]
    public void A_cancelled_merge_sends_nothing_more()
    {
        using var transport = new FactTransport(Facts());
        using var client = transport.Client();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Multiple(() =>
        {
            Assert.That(
                async () => await client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch { ["a"] = 1 }, cancellationToken: cancelled.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(transport.Calls, Is.Empty);
        });
    }

    private static JObject Facts() => new() { ["plan"] = "free", ["address"] = new JObject { ["city"] = "Ulm", ["zip"] = "89073" } };
}
