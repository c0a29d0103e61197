using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Exports;

public sealed class ExportWaitTests
{
    private const string NotFound = """{"error":"No memory export request found"}""";

    private static WaitOptions Quick => new() { FirstInterval = TimeSpan.FromMilliseconds(1), LongestInterval = TimeSpan.FromMilliseconds(1) };

    [Test]
    public async Task Not_found_and_empty_count_as_not_yet()
    {
        using var service = ScriptedMem0.Responding((404, NotFound), (200, "{}"), (404, NotFound), (200, """{"diet":"vegan"}"""));
        using var client = service.Client();
        var progress = new Collected<TimeSpan>();

        var export = await client.Exports.WaitAsync("x1", Quick, progress);

        Assert.Multiple(() =>
        {
            Assert.That((string?)export["diet"], Is.EqualTo("vegan"));
            Assert.That(progress.Reports, Has.Count.EqualTo(3).And.Ordered);
            Assert.That(service.Arrived.Select(request => request.ToString()), Is.All.EqualTo("POST /v1/exports/get/"));
            Assert.That((string?)service.Arrived[0].Body!["memory_export_id"], Is.EqualTo("x1"));
        });
    }

    [Test]
    public async Task What_is_never_found_ends_with_the_last_response()
    {
        using var service = ScriptedMem0.Responding((404, NotFound));
        using var client = service.Client();
        var wait = Quick;
        wait.Limit = TimeSpan.FromMilliseconds(20);

        var timeout = await Assert.ThrowsAsync<ExportTimeoutException>(() => client.Exports.WaitAsync(new ExportJob { Id = "x1" }, wait));

        Assert.That(timeout!.ExportId, Is.EqualTo("x1"));
        Assert.That(timeout.InnerException, Is.InstanceOf<MemoryApiNotFoundException>());
    }

    [Test]
    public async Task What_stays_empty_is_the_result()
    {
        using var service = ScriptedMem0.Responding((200, "{}"));
        using var client = service.Client();
        var wait = Quick;
        wait.Limit = TimeSpan.FromMilliseconds(20);

        Assert.That(await client.Exports.WaitAsync("x1", wait), Is.Empty);
    }

    [Test]
    public void Another_error_surfaces()
    {
        using var service = ScriptedMem0.Responding((401, """{"detail":"Invalid token"}"""));
        using var client = service.Client();

        Assert.That(async () => await client.Exports.WaitAsync("x1", Quick), Throws.InstanceOf<MemoryApiAuthenticationException>());
    }

    [Test]
    public async Task Create_and_wait_is_one_call()
    {
        using var service = new ScriptedMem0(request => request.PathAndQuery == "/v1/exports/"
            ? (201, """{"message":"received","id":"x1"}""")
            : (200, """{"name":"Alice"}"""));
        using var client = service.Client();
        var schema = new JObject { ["type"] = "object" };

        var export = await client.Exports.CreateAndWaitAsync(new CreateExportRequest(schema, EntityScope.User("alice")), Quick);

        Assert.That((string?)export["name"], Is.EqualTo("Alice"));
        Assert.That(
            service.Arrived[0].Body,
            Is.EqualTo(ScriptedMem0.Json("""{"schema":{"type":"object"},"filters":{"AND":[{"user_id":"alice"}]}}""")).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public void Flat_filters_are_refused_before_anything_is_sent()
    {
        using var service = ScriptedMem0.Responding((201, "{}"));
        using var client = service.Client();

        Assert.That(
            () => client.Exports.CreateAsync(new CreateExportRequest(new JObject(), new JObject { ["user_id"] = "alice" })),
            Throws.ArgumentException.With.Message.Contains("AND nor OR"));
        Assert.That(() => client.Exports.WaitAsync(" "), Throws.ArgumentException);
        Assert.That(() => new CreateExportRequest(null!, EntityScope.User("alice")), Throws.ArgumentNullException);
        Assert.That(service.Arrived, Is.Empty);
    }
}
