using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace MemoryApi.FrameworkTests;

/// <summary>One call of each kind with the build of the libraries under test.</summary>
internal sealed class CallTests
{
    [Test]
    public async Task GET_reads_a_memory()
    {
        await using var server = RecordingServer.Responding(200, """
            {"id":"1","memory":"Lives in Oakland – ü","created_at":"2026-01-15T10:30:00.123456-08:00","expiration_date":"2027-01-31","metadata":{"at":"2026-01-01T00:00:00Z","n":9007199254740993},"brand_new":0.10}
            """);
        using var client = Mem0(server);

        var memory = await client.Memories.GetAsync("a b");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Requests, Is.EqualTo(new[] { "GET /gw/v1/memories/a%20b/ [Token key]" }));
            Assert.That(memory.Text, Is.EqualTo("Lives in Oakland – ü"));
            Assert.That(memory.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.FromHours(-8)).AddTicks(1234560)));
            Assert.That(memory.ExpirationDate, Is.EqualTo(new CalendarDate(2027, 1, 31)));
            Assert.That((string?)memory.Metadata!["at"], Is.EqualTo("2026-01-01T00:00:00Z"));
            Assert.That((long?)memory.Metadata["n"], Is.EqualTo(9007199254740993));
            Assert.That((decimal?)memory.AdditionalProperties["brand_new"], Is.EqualTo(0.10m));
        }
    }

    [Test]
    public async Task POST_sends_a_body()
    {
        await using var server = RecordingServer.Responding(200, """{"results":[{"id":"1","score":0.82}]}""");
        using var client = Mem0(server);

        var found = await client.Memories.SearchAsync(new SearchMemoriesRequest("where? ü", new JObject { ["user_id"] = "alice" })
        {
            Threshold = 0.3,
            ReferenceDate = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(5.5)),
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Requests, Is.EqualTo(new[]
            {
                """POST /gw/v3/memories/search/ [Token key] {"query":"where? ü","filters":{"user_id":"alice"},"threshold":0.3,"reference_date":"2026-01-02T03:04:05.678+05:30"}""",
            }));
            Assert.That(found.Results.Single().Score, Is.EqualTo(0.82));
        }
    }

    [Test]
    public async Task PUT_sends_dates_and_nulls()
    {
        await using var server = RecordingServer.Responding(200, """{"id":"1","text":"older","run_id":"r"}""");
        using var client = Mem0(server);

        var memory = await client.Memories.UpdateAsync("1", new UpdateMemoryRequest { ExpirationDate = new CalendarDate(2027, 1, 2) });
        await client.Memories.UpdateAsync("1", new UpdateMemoryRequest { ExpirationDate = null });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Requests, Is.EqualTo(new[]
            {
                """PUT /gw/v1/memories/1/ [Token key] {"expiration_date":"2027-01-02"}""",
                """PUT /gw/v1/memories/1/ [Token key] {"expiration_date":null}""",
            }));
            Assert.That(memory.Text, Is.EqualTo("older"));
            Assert.That(memory.RunId, Is.EqualTo("r"));
        }
    }

    [Test]
    public async Task PATCH_sends_the_raw_key()
    {
        await using var server = RecordingServer.Responding(200, """{"data":{"id":"m","contact_id":"c","facts":{"plan":null,"seats":25}},"errors":null}""");
        using var client = new BlandClient("key", new BlandClientOptions { BaseAddress = server.BaseAddress });

        var memory = await client.Memory.MergeFactsAsync("m", new MergeFactsRequest(new JObject { ["plan"] = null, ["seats"] = 25 }));

        Assert.That(server.Requests, Is.EqualTo(new[] { """PATCH /gw/v1/memory/contact/m/facts [key] {"facts":{"plan":null,"seats":25}}""" }));
        Assert.That(memory.Facts, Is.EqualTo(new JObject { ["plan"] = null, ["seats"] = 25 }));
    }

    [Test]
    public async Task DELETE_sends_a_query()
    {
        await using var server = RecordingServer.Responding(200, """{"message":"Memory deleted successfully!","cascade_count":2}""");
        using var client = Mem0(server);

        var result = await client.Memories.DeleteAsync("1", deleteLinked: true);

        Assert.That(server.Requests, Is.EqualTo(new[] { "DELETE /gw/v1/memories/1/?delete_linked=true [Token key]" }));
        Assert.That(result.CascadeCount, Is.EqualTo(2));
    }

    [Test]
    public async Task A_204_is_an_empty_result()
    {
        await using var server = RecordingServer.Responding(204, string.Empty);
        using var client = Mem0(server);

        var result = await client.WithRawResponse.Memories.DeleteAsync("1");

        Assert.That(result.StatusCode, Is.EqualTo(204));
        Assert.That(result.Value.Message, Is.Null);
    }

    [Test]
    public async Task An_error_has_type_and_details()
    {
        await using var server = RecordingServer.Responding(429, """{"detail":"Request was throttled."}""", "Retry-After: 7\r\n");
        using var client = Mem0(server);

        var failure = await FailureOfAsync<MemoryApiRateLimitException>(() => client.Memories.GetAsync("1", new RequestOptions { DisableRetries = true }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Operation, Is.EqualTo("Memories_Get"));
            Assert.That(failure.ServiceMessage, Is.EqualTo("Request was throttled."));
            Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(failure.ToString(), Does.Not.Contain("throttled"));
        }
    }

    [Test]
    public async Task A_body_that_is_no_JSON_is_an_error()
    {
        await using var server = RecordingServer.Responding(200, "<html>");
        using var client = Mem0(server);

        var failure = await FailureOfAsync<MemoryApiResponseException>(() => client.Memories.GetAsync("1"));

        Assert.That(failure.Body, Is.EqualTo("<html>"));
    }

    [Test]
    public async Task A_failure_that_passes_is_repeated()
    {
        await using var server = RecordingServer.Responding(503, string.Empty);
        var options = new Mem0ClientOptions { BaseAddress = server.BaseAddress };
        options.Resilience.Retry.MaxRetryAttempts = 2;
        options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1);
        using var client = new Mem0Client("key", options);

        var failure = await FailureOfAsync<MemoryApiServerException>(() => client.Memories.GetAsync("1"));

        Assert.That(failure.Attempts, Is.EqualTo(3));
        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_client_comes_out_of_dependency_injection()
    {
        await using var server = RecordingServer.Responding(200, """{"status":"ok","org_id":"o"}""");
        var services = new ServiceCollection();
        services.AddMem0Client(options =>
        {
            options.ApiKey = "key";
            options.BaseAddress = server.BaseAddress;
        });
        await using var provider = services.BuildServiceProvider();

        var result = await provider.GetRequiredService<Mem0Client>().Account.PingAsync();

        Assert.That(server.Requests, Is.EqualTo(new[] { "GET /gw/v1/ping/ [Token key]" }));
        Assert.That(result.OrgId, Is.EqualTo("o"));
    }

    private static Mem0Client Mem0(RecordingServer server) => new("key", new Mem0ClientOptions { BaseAddress = server.BaseAddress });

    private static async Task<TException> FailureOfAsync<TException>(Func<Task> call)
        where TException : Exception
    {
        Exception? failure = null;
        try
        {
            await call();
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        Assert.That(failure, Is.TypeOf<TException>());
        return (TException)failure!;
    }
}
