using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.UnitTests.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class MergeFactsTests
{
    private const string Response = """
        {
          "data": {
            "id": "mem-1", "contact_id": "c-1", "persona_id": "p-1", "agent_number": null, "summary": null,
            "facts": {"name": "Jo", "plan": "premium", "seats": 12.0, "since": "2024-01-02T03:04:05.000Z"},
            "recent_messages": [], "created_at": "2025-07-20T10:30:00.000Z", "updated_at": "2025-07-22T16:00:00.000Z"
          },
          "errors": null
        }
        """;

    [Test]
    public async Task A_merge_with_its_response_reports_the_same()
    {
        using var transport = new FactTransport(JObject.Parse("""{"plan":"free"}"""));
        using var client = transport.Client();

        var response = await client.WithRawResponse.Memory.MergeFactsAsync("mem-1", new FactPatch { ["plan"] = "premium" });

        Assert.That((response.StatusCode, response.Attempts, response.Value.IsAsPredicted), Is.EqualTo((200, 1, true)));
        Assert.That(response.Value.Facts["plan"]!.ToString(), Is.EqualTo("premium"));
        Assert.That(response.Value.Patch.Keys, Is.EqualTo(new[] { "plan" }));
    }

    [Test]
    public async Task It_is_one_patch_of_the_facts_and_nothing_else()
    {
        using var transport = new ScriptedTransport().Respond(200, Response);
        using var client = Client(transport);

        var result = await client.Memory.MergeFactsAsync("mem-1", new FactPatch { ["plan"] = "premium", ["seats"] = 12 });

        Assert.Multiple(() =>
        {
            Assert.That(transport.Sent, Has.Count.EqualTo(1));
            Assert.That(transport.Sent[0].Method, Is.EqualTo(HttpMethod.Patch));
            Assert.That(transport.Sent[0].Uri.AbsoluteUri, Is.EqualTo("https://api.bland.ai/v1/memory/contact/mem-1/facts"));
            Assert.That(transport.Sent[0].Headers["authorization"], Is.EqualTo("org_test"));
            Assert.That(transport.Sent[0].Body, Is.EqualTo("""{"facts":{"plan":"premium","seats":12}}"""));
            Assert.That(result.IsAsPredicted);
            Assert.That(result.Memory.PersonaId, Is.EqualTo("p-1"));
            Assert.That((string?)result.Facts["since"], Is.EqualTo("2024-01-02T03:04:05.000Z"));
            Assert.That(result.Patch.Keys, Is.EqualTo(new[] { "plan", "seats" }));
        });
    }

    [Test]
    public async Task With_the_facts_from_before_it_reports_what_was_added_changed_and_kept()
    {
        using var transport = new ScriptedTransport().Respond(200, Response);
        using var client = Client(transport);
        var current = FactPatch.Parse("""{"name":"Jo","plan":"free","since":"2024-01-02T03:04:05.000Z"}""").ToJson();

        var report = await client.Memory.MergeFactsAsync(Memory(current), new FactPatch { ["plan"] = "premium", ["seats"] = 12, ["name"] = "Jo" });

        Assert.Multiple(() =>
        {
            Assert.That(transport.Sent, Has.Count.EqualTo(1));
            Assert.That(transport.Sent[0].Body, Is.EqualTo("""{"facts":{"plan":"premium","seats":12,"name":"Jo"}}"""));
            Assert.That(report.Added, Is.EqualTo(new[] { "seats" }));
            Assert.That(report.Changed, Is.EqualTo(new[] { "plan" }));
            Assert.That(report.Kept, Is.EqualTo(new[] { "name", "since" }));
            Assert.That(report.Removed, Is.Empty);
            Assert.That(report.IsAsPredicted);
            Assert.That(Json.Text(report.Predicted), Is.EqualTo("""{"name":"Jo","plan":"premium","since":"2024-01-02T03:04:05.000Z","seats":12}"""));
        });
    }

    [Test]
    public async Task A_service_that_merges_nested_objects_is_reported()
    {
        using var transport = new FactTransport(new JObject { ["address"] = new JObject { ["city"] = "Ulm", ["zip"] = "89073" } }, FactTransport.Deep);
        using var client = transport.Client();

        var result = await client.Memory.MergeFactsAsync("mem-1", new FactPatch { ["address"] = new JObject { ["city"] = "Bonn" } });

        Assert.Multiple(() =>
        {
            Assert.That(result.IsAsPredicted, Is.False);
            Assert.That(result.Deviations.Select(deviation => (deviation.Key, deviation.Kind)), Is.EqualTo(new[] { ("address", FactDeviationKind.NestedMerge) }));
            Assert.That(Json.Text(result.Deviations[0].Predicted!), Is.EqualTo("""{"city":"Bonn"}"""));
            Assert.That(Json.Text(result.Deviations[0].Actual!), Is.EqualTo("""{"city":"Bonn","zip":"89073"}"""));
        });
    }

    [Test]
    public async Task A_service_that_removes_a_key_on_null_is_reported()
    {
        var facts = new JObject { ["trial"] = true };
        using var transport = new FactTransport((JObject)facts.DeepClone(), FactTransport.NullRemoves);
        using var client = transport.Client();

        var report = await client.Memory.MergeFactsAsync(Memory(facts), new FactPatch { ["trial"] = null });

        Assert.Multiple(() =>
        {
            Assert.That(report.Deviations.Select(deviation => (deviation.Key, deviation.Kind)), Is.EqualTo(new[] { ("trial", FactDeviationKind.RemovedByNull) }));
            Assert.That(report.Deviations[0].Predicted!.Type, Is.EqualTo(JTokenType.Null));
            Assert.That(report.Deviations[0].Actual, Is.Null);
            Assert.That(report.Removed, Is.EqualTo(new[] { "trial" }));
        });
    }

    [Test]
    public async Task Another_writer_is_reported()
    {
        var facts = new JObject { ["plan"] = "free", ["seats"] = 1 };
        using var transport = new FactTransport((JObject)facts.DeepClone()).ThenAnotherWriter(held =>
        {
            held["plan"] = "basic";
            held["new"] = 1;
            held.Remove("seats");
        });
        using var client = transport.Client();

        var report = await client.Memory.MergeFactsAsync(Memory(facts), new FactPatch { ["plan"] = "premium" });

        Assert.That(
            report.Deviations.Select(deviation => (deviation.Key, deviation.Kind)),
            Is.EqualTo(new[] { ("plan", FactDeviationKind.Different), ("seats", FactDeviationKind.Missing), ("new", FactDeviationKind.Unexpected) }));
    }

    [Test]
    public void What_happens_to_keys_that_were_not_sent_is_not_laid_to_the_merge()
    {
        var before = new JObject { ["trial"] = null, ["address"] = new JObject { ["city"] = "Ulm" } };
        var after = new JObject { ["address"] = new JObject { ["city"] = "Ulm", ["zip"] = "89073" }, ["plan"] = "premium" };

        var report = new FactMergeReport(new ContactMemory { Facts = after }, new FactPatch { ["plan"] = "premium" }, before);

        Assert.That(
            report.Deviations.Select(deviation => (deviation.Key, deviation.Kind)),
            Is.EqualTo(new[] { ("trial", FactDeviationKind.Missing), ("address", FactDeviationKind.Different) }));
    }

    [Test]
    public async Task A_service_that_rounds_a_long_integer_is_reported()
    {
        using var transport = new FactTransport([], static (held, _) => held["account"] = 9007199254740992);
        using var client = transport.Client();

        var result = await client.Memory.MergeFactsAsync("mem-1", new FactPatch { ["account"] = 9007199254740993 });

        Assert.That(result.Deviations.Single().Kind, Is.EqualTo(FactDeviationKind.Different));
    }

    [TestCase("""{"data":{"id":"mem-1","contact_id":"c-1"},"errors":null}""")]
    [TestCase("""{"data":{"id":"mem-1","contact_id":"c-1","facts":null},"errors":null}""")]
    public async Task A_response_without_facts_is_reported_and_no_null(string response)
    {
        using var transport = new ScriptedTransport().Respond(200, response);
        using var client = Client(transport);

        var result = await client.Memory.MergeFactsAsync("mem-1", new FactPatch { ["plan"] = "premium" });

        Assert.Multiple(() =>
        {
            Assert.That(result.Facts, Is.Empty);
            Assert.That(result.Deviations.Single().Kind, Is.EqualTo(FactDeviationKind.Missing));
        });
    }

    [Test]
    public async Task A_patch_that_is_changed_after_the_call_was_made_is_not_sent_changed()
    {
        var release = new TaskCompletionSource();
        using var transport = new ScriptedTransport().Respond(async (_, _) =>
        {
            await release.Task;
            return FactTransport.Response("""{"plan":"premium"}""", new HttpRequestMessage());
        });
        using var client = Client(transport);
        var patch = new FactPatch { ["plan"] = "premium" };
        var facts = new JObject();

        var call = client.Memory.MergeFactsAsync(Memory(facts), patch);
        patch["plan"] = "free";
        facts["plan"] = "free";
        release.SetResult();
        var report = await call;

        Assert.Multiple(() =>
        {
            Assert.That(transport.Sent[0].Body, Is.EqualTo("""{"facts":{"plan":"premium"}}"""));
            Assert.That(report.IsAsPredicted);
            Assert.That(report.Added, Is.EqualTo(new[] { "plan" }));
        });
    }

    [Test]
    public void An_empty_patch_is_refused_before_anything_is_sent()
    {
        using var transport = new ScriptedTransport().Respond(200, Response);
        using var client = Client(transport);

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Memory.MergeFactsAsync("mem-1", new FactPatch()), Throws.ArgumentException.With.Message.Contains("IsEmpty"));
            Assert.That(() => client.Memory.MergeFactsAsync(Memory([]), new FactPatch()), Throws.ArgumentException.With.Message.Contains("IsEmpty"));
            Assert.That(() => client.Memory.MergeFactsDeepAsync("mem-1", new FactPatch()), Throws.ArgumentException.With.Message.Contains("IsEmpty"));
            Assert.That(transport.Sent, Is.Empty);
        });
    }

    [Test]
    public void A_patch_that_is_null_is_refused_before_anything_is_sent()
    {
        using var transport = new ScriptedTransport().Respond(200, Response);
        using var client = Client(transport);

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Memory.MergeFactsAsync("mem-1", (FactPatch)null!), Throws.ArgumentNullException.With.Message.Contains("patch"));
            Assert.That(() => client.Memory.MergeFactsAsync(Memory([]), null!), Throws.ArgumentNullException.With.Message.Contains("patch"));
            Assert.That(() => client.Memory.MergeFactsDeepAsync("mem-1", null!), Throws.ArgumentNullException.With.Message.Contains("patch"));
            Assert.That(transport.Sent, Is.Empty);
        });
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("..")]
    public void An_id_that_no_path_can_hold_is_refused_before_anything_is_sent(string memoryId)
    {
        using var transport = new ScriptedTransport().Respond(200, Response);
        using var client = Client(transport);

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Memory.MergeFactsAsync(memoryId, new FactPatch { ["a"] = 1 }), Throws.ArgumentException);
            Assert.That(() => client.Memory.MergeFactsAsync(new ContactMemory { Id = memoryId }, new FactPatch { ["a"] = 1 }), Throws.ArgumentException);
            Assert.That(() => client.Memory.MergeFactsDeepAsync(memoryId, new FactPatch { ["a"] = 1 }), Throws.ArgumentException);
            Assert.That(transport.Sent, Is.Empty);
        });
    }

    [Test]
    public void An_error_of_the_service_stays_what_it_is()
    {
        using var transport = new ScriptedTransport().Respond(404, """{"data":null,"errors":[{"error":"NOT_FOUND","message":"Contact memory not found"}]}""");
        using var client = Client(transport);

        Assert.That(
            () => client.Memory.MergeFactsAsync("mem-1", new FactPatch { ["a"] = 1 }),
            Throws.TypeOf<MemoryApiNotFoundException>().With.Property(nameof(MemoryApiException.Operation)).EqualTo("Memory_MergeFacts"));
    }

    [Test]
    public async Task A_mock_of_the_plain_operation_serves_the_merges_too()
    {
        var mock = new MockedMemory();

        var result = await mock.MergeFactsAsync("mem-1", new FactPatch { ["a"] = 1 });
        var report = await mock.MergeFactsDeepAsync("mem-1", new FactPatch { ["a"] = 1 });

        Assert.Multiple(() =>
        {
            Assert.That(result.IsAsPredicted);
            Assert.That(report.Added, Is.EqualTo(new[] { "a" }));
        });
    }

    [Test]
    public async Task Null_in_place_of_the_options_is_a_merge_without_options()
    {
        using var transport = new ScriptedTransport().Respond(200, Response);
        using var client = Client(transport);

        FactMergeResult result = await client.Memory.MergeFactsAsync("mem-1", new FactPatch { ["plan"] = "premium" }, null);

        Assert.That(result, Is.TypeOf<FactMergeResult>(), "without the facts from before there is nothing to report");
        Assert.That(transport.Sent[0].Body, Is.EqualTo("""{"facts":{"plan":"premium"}}"""));
    }

    [Test]
    public async Task A_memory_without_facts_has_none_from_before()
    {
        using var transport = new ScriptedTransport().Respond(200, Response);
        using var client = Client(transport);

        var report = await client.Memory.MergeFactsAsync(new ContactMemory { Id = "mem-1" }, new FactPatch { ["plan"] = "premium" });

        Assert.That(report.Before, Is.Empty);
        Assert.That(report.Added, Does.Contain("plan"));
    }

    private static ContactMemory Memory(JObject facts) => new() { Id = "mem-1", Facts = facts };

    private static BlandClient Client(ScriptedTransport transport) => new("org_test", new BlandClientOptions { Transport = transport });

    private sealed class MockedMemory : MemoryClient
    {
        public override Task<ContactMemory> GetAsync(string memoryId, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ContactMemory());

        public override Task<ContactMemory> MergeFactsAsync(
            string memoryId, MergeFactsRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ContactMemory { Facts = request.Facts });
    }
}
