using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0;

/// <summary>Status code, headers and attempts of methods that make several calls, or none.</summary>
public sealed class RawResponseTests
{
    private const string Project = """{"status":"ok","org_id":"org_1","project_id":"proj_1"}""";

    [Test]
    public async Task A_method_with_two_calls_has_the_last_response_and_the_attempts_of_both()
    {
        var gets = 0;
        using var service = new ScriptedMem0((request, _) => Task.FromResult(
            request.Method == "GET" && ++gets == 1 ? (503, "{}")
            : request.Method == "GET" ? (200, """{"id":"m1","memory":"Likes tea","metadata":{"a":1}}""")
            : (202, """{"id":"m1","memory":"Likes tea","metadata":{"a":1,"b":2}}""")));
        using var client = service.Client(options =>
        {
            options.UseResilience = true;
            options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1);
        });

        var response = await client.WithRawResponse.Memories.MergeMetadataAsync("m1", new JObject { ["b"] = 2 });

        Assert.That((response.StatusCode, response.Attempts, (int)response.Value.Metadata!["b"]!), Is.EqualTo((202, 3, 2)));
    }

    [Test]
    public async Task A_method_that_has_nothing_to_send_says_so_by_status_0()
    {
        using var service = new ScriptedMem0((_, _) => Task.FromResult((500, "{}")));
        using var client = service.Client();

        var response = await client.WithRawResponse.Memories.DeleteManyAsync(Array.Empty<string>());

        Assert.That((response.StatusCode, response.Attempts, response.Value.ItemCount), Is.EqualTo((0, 0, 0L)));
        Assert.That(response.Headers, Is.Empty);
    }

    [Test]
    public async Task The_project_of_a_key_is_asked_once_for_methods_with_and_without_response()
    {
        var pings = 0;
        using var service = new ScriptedMem0((request, _) => Task.FromResult(
            request.PathAndQuery.Contains("ping", StringComparison.Ordinal) && Interlocked.Increment(ref pings) > 0 ? (200, Project) : (201, "[]")));
        using var client = service.Client();

        var first = await client.WithRawResponse.Webhooks.ListAsync();
        await client.Webhooks.ListAsync();
        var again = await client.WithRawResponse.Webhooks.ListAsync();

        Assert.That((pings, first.StatusCode, first.Attempts, again.Attempts), Is.EqualTo((1, 201, 1, 1)), "the ping isn't the call's own");
    }

    [Test]
    public async Task Each_item_of_a_list_comes_with_the_response_of_its_page()
    {
        using var service = new ScriptedMem0((request, _) => Task.FromResult(request.PathAndQuery.Contains("page=1", StringComparison.Ordinal)
            ? (200, """{"count":3,"next":"x","results":[{"id":"m1"},{"id":"m2"}]}""")
            : (203, """{"count":3,"next":null,"results":[{"id":"m2"},{"id":"m3"}]}""")));
        using var client = service.Client();

        var items = new List<(string Id, int Status)>();
        await foreach (var item in client.WithRawResponse.Memories.ListAllAsync(EntityScope.User("alice")))
        {
            items.Add((item.Value.Id, item.StatusCode));
        }

        Assert.That(items, Is.EqualTo(new[] { ("m1", 200), ("m2", 200), ("m3", 203) }), "each once");
    }

    [Test]
    public async Task A_failure_surfaces_as_it_does_without_response()
    {
        using var service = new ScriptedMem0((_, _) => Task.FromResult((404, """{"error":"no such memory"}""")));
        using var client = service.Client();

        await Assert.ThrowsAsync<MemoryApiNotFoundException>(() => client.WithRawResponse.Memories.MergeMetadataAsync("m1", new JObject { ["b"] = 2 }));
        Assert.That(() => client.WithRawResponse.Memories.UpdateManyAsync([new BatchMemoryUpdate("m1")]), Throws.ArgumentException, "before anything is sent");
    }

    [Test]
    public async Task The_responses_of_calls_at_the_same_time_are_kept_apart()
    {
        using var service = new ScriptedMem0(async (request, token) =>
        {
            await Task.Yield();
            var id = request.PathAndQuery.Trim('/').Split('/')[2];
            return (int.Parse(id, System.Globalization.CultureInfo.InvariantCulture), "{\"id\":\"" + id + "\",\"metadata\":{\"a\":1}}");
        });
        using var client = service.Client();

        var responses = await Task.WhenAll(Enumerable.Range(206, 90).Select(async status =>
        {
            var id = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return (status, Response: await client.WithRawResponse.Memories.MergeMetadataAsync(id, new JObject { ["a"] = 1 }));
        }));

        Assert.That(responses.Where(pair => pair.status != pair.Response.StatusCode || pair.Response.Attempts != 1), Is.Empty);
    }

    [Test]
    public void A_disposed_client_is_named_by_its_own_type()
    {
        using var service = new ScriptedMem0((_, _) => Task.FromResult((200, "{}")));
        var client = service.Client();
        client.Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Memories.GetAsync("m1"), Throws.TypeOf<ObjectDisposedException>().With.Property("ObjectName").EqualTo("Mem0Client"));
            Assert.That(() => client.WithRawResponse.Memories.MergeMetadataAsync("m1", new JObject { ["b"] = 2 }), Throws.TypeOf<ObjectDisposedException>().With.Property("ObjectName").EqualTo("Mem0Client").And.Message.Not.Contains("ApiConnection"));
            Assert.That(() => client.Webhooks.ListAsync(), Throws.TypeOf<ObjectDisposedException>().With.Property("ObjectName").EqualTo("Mem0Client"));
        });
    }
}
