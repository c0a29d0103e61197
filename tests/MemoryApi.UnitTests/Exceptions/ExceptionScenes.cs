using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Core;
using MemoryApi.UnitTests.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Exceptions;

/// <summary>A way to each exception that the packages have, over connections to servers on this machine.</summary>
internal static class ExceptionScenes
{
    private const string Id = "11111111-2222-3333-4444-555555555555";

    public static IEnumerable<ExceptionScene> All() => [.. Statuses(), .. Connections(), .. Rejections(), .. Mem0Work(), .. BlandFacts()];

    private static IEnumerable<ExceptionScene> Statuses()
    {
        foreach (var (status, type) in new[]
        {
            (400, typeof(MemoryApiValidationException)), (401, typeof(MemoryApiAuthenticationException)), (402, typeof(MemoryApiException)), (403, typeof(MemoryApiPermissionException)),
            (404, typeof(MemoryApiNotFoundException)), (408, typeof(MemoryApiTimeoutException)), (409, typeof(MemoryApiConflictException)), (429, typeof(MemoryApiRateLimitException)), (500, typeof(MemoryApiServerException)),
        })
        {
            yield return new(type, $"status {status}", () => GetAsync(Response(status, """{"detail":"no"}""")));
        }

        yield return new(typeof(MemoryApiResponseException), "a web page", () => GetAsync(Response(200, "<html></html>", "text/html")));
    }

    private static IEnumerable<ExceptionScene> Connections()
    {
        yield return new(typeof(MemoryApiTransportException), "a body that breaks off", () => GetAsync(LoopbackServer.Response("HTTP/1.1 200 OK\nContent-Length: 100", "{")));
        yield return new(typeof(MemoryApiTimeoutException), "silence", async () =>
        {
            using var server = new SilentServer();
            using var client = Mem0(server.Address);
            await client.Memories.GetAsync(Id, new RequestOptions { Timeout = TimeSpan.FromMilliseconds(100) });
        });
    }

    private static IEnumerable<ExceptionScene> Rejections()
    {
        yield return new(typeof(MemoryApiRejectedException), nameof(RejectionReason.CircuitOpen), async () =>
        {
            using var server = new LoopbackServer(Response(503, "{}"));
            using var client = Mem0(server.Address, options => options.Resilience.CircuitBreaker.MinimumThroughput = 2);
            for (var i = 0; i < 2; i++)
            {
                await FailAsync<MemoryApiServerException>(() => client.Memories.GetAsync(Id));
            }

            await client.Memories.GetAsync(Id);
        });
        yield return new(typeof(MemoryApiRejectedException), nameof(RejectionReason.ConcurrencyLimit), async () =>
        {
            using var server = new SilentServer();
            using var client = Mem0(server.Address, options =>
            {
                options.Resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 1;
                options.Resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = 0;
            });
            using var cancellation = new CancellationTokenSource();
            var waiting = client.Memories.GetAsync(Id, cancellationToken: cancellation.Token);
            try
            {
                await client.Memories.GetAsync(Id);
            }
            finally
            {
                await cancellation.CancelAsync();
                await FailAsync<OperationCanceledException>(() => waiting);
            }
        });
        yield return new(typeof(MemoryApiRejectedException), nameof(RejectionReason.RateLimit), async () =>
        {
            using var server = new LoopbackServer(Response(200, Memory));
            using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 0 });
            using var permit = limiter.AttemptAcquire();
            using var client = Mem0(server.Address, options => options.RateLimiter = limiter);
            await client.Memories.GetAsync(Id);
        });
    }

    private static IEnumerable<ExceptionScene> Mem0Work()
    {
        yield return new(typeof(MemoryEventFailedException), "an event that failed", () => WithMem0Async(
            client => client.Events.WaitAsync(Id), Response(200, """{"id":"e","status":"PENDING"}"""), Response(200, """{"id":"e","status":"FAILED","error":"quota"}""")));
        yield return new(typeof(MemoryEventTimeoutException), "an event that goes on", () => WithMem0Async(
            client => client.Events.WaitAsync(Id, Briefly()), Response(200, """{"id":"e","status":"RUNNING"}""")));
        yield return new(typeof(MemorySearchTimeoutException), "a search that finds nothing yet", () => WithMem0Async(
            client => client.Memories.WaitUntilSearchableAsync(new AddMemoriesResult { EventId = "e", Status = AddStatus.Pending }, EntityScope.User("alice"), Briefly()),
            Response(200, """{"id":"e","status":"SUCCEEDED","results":[{"id":"m","event":"ADD"}]}"""),
            Response(200, """{"results":[]}""")));
        yield return new(typeof(ExportTimeoutException), "an export that isn't ready", () => WithMem0Async(
            client => client.Exports.WaitAsync(Id, Briefly()), Response(404, """{"error":"No memory export request found"}""")));
        yield return new(typeof(BatchFailedException), "a batch that is refused", () => WithMem0Async(
            async client => (await client.Memories.DeleteManyAsync(["a", "b"])).ThrowIfIncomplete(), Response(400, """{"error":"no"}""")));
        yield return new(typeof(BatchCanceledException), "a batch that is cancelled between two chunks", () => WithMem0Async(
            async client =>
            {
                using var cancellation = new CancellationTokenSource();
                await client.Memories.DeleteManyAsync(
                    ["a", "b", "c"], new BatchOptions { ChunkSize = 1, MaxConcurrency = 1 }, new Cancelling<BatchProgress>(cancellation), cancellationToken: cancellation.Token);
            },
            Response(200, """{"message":"done"}""")));
        yield return new(typeof(BackupIncompleteException), "a backup of a list that never has as many memories as the service counts", () => WithMem0Async(
            async client => (await client.Memories.BackupAsync(EntityScope.User("alice"), new MemoryStream())).ThrowIfIncomplete(),
            Response(200, """{"count":2,"next":null,"results":[{"id":"m","memory":"text"}]}""")));
        yield return new(typeof(RestoreFailedException), "a restore from which the list is kept", async () =>
        {
            using var backup = await BackupAsync();
            await WithMem0Async(client => client.Memories.RestoreAsync(backup), Response(403, """{"detail":"no"}"""));
        });
        yield return new(typeof(RestoreCanceledException), "a restore that is cancelled while the service is silent", async () =>
        {
            using var backup = await BackupAsync();
            using var server = new SilentServer();
            using var client = Mem0(server.Address);
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await client.Memories.RestoreAsync(backup, cancellationToken: cancellation.Token);
        });
    }

    private static IEnumerable<ExceptionScene> BlandFacts()
    {
        const string Held = """{"data":{"id":"m","facts":{"plan":{"seats":"many"}}},"errors":null}""";
        yield return new(typeof(FactFormatException), "facts that don't fit a type", () => WithBlandAsync(
            async client => (await client.Memory.GetAsync("m")).GetFacts<Dictionary<string, Dictionary<string, int>>>(), Response(200, Held)));
        yield return new(typeof(FactConflictException), "a service that doesn't merge", () => WithBlandAsync(
            client => client.Memory.MergeFactsDeepAsync("m", new FactPatch { ["plan"] = new JObject { ["seats"] = 3 } }), Response(200, Held)));
    }

    private const string Memory = """{"id":"m","memory":"text"}""";

    private static byte[] Response(int status, string body, string mediaType = "application/json") =>
        LoopbackServer.Response($"HTTP/1.1 {status} Status\nContent-Type: {mediaType}\nContent-Length: {body.Length}\nConnection: close", body);

    private static Mem0Client Mem0(Uri address, Action<Mem0ClientOptions>? configure = null)
    {
        var options = new Mem0ClientOptions { BaseAddress = address };
        options.Resilience.Retry.MaxRetryAttempts = 0;
        configure?.Invoke(options);
        return new Mem0Client("m0-key", options);
    }

    private static Task GetAsync(byte[] response) => WithMem0Async(client => client.Memories.GetAsync(Id), response);

    private static async Task WithMem0Async(Func<Mem0Client, Task> useAsync, params byte[][] responses)
    {
        using var server = new LoopbackServer(responses);
        using var client = Mem0(server.Address);
        await useAsync(client);
    }

    private static async Task WithBlandAsync(Func<BlandClient, Task> useAsync, params byte[][] responses)
    {
        using var server = new LoopbackServer(responses);
        using var client = new BlandClient("key", new BlandClientOptions { BaseAddress = server.Address });
        await useAsync(client);
    }

    private static WaitOptions Briefly() => new() { Limit = TimeSpan.FromMilliseconds(50), FirstInterval = TimeSpan.FromMilliseconds(10) };

    /// <summary>A backup of some memories, from a service of its own.</summary>
    private static async Task<Stream> BackupAsync()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();
        using var client = new Mem0Client(emulator.Mem0ApiKey, new Mem0ClientOptions { BaseAddress = emulator.BaseAddress });
        foreach (var text in new[] { "likes tea", "lives in Bonn" })
        {
            await client.Memories.AddAsync(new AddMemoriesRequest([new Message("user", text)]) { UserId = "alice", Infer = false });
        }

        var backup = new MemoryStream();
        await client.Memories.BackupAsync(EntityScope.User("alice"), backup);
        backup.Position = 0;
        return backup;
    }

    private static async Task FailAsync<TException>(Func<Task> callAsync)
        where TException : Exception
    {
        try
        {
            await callAsync();
        }
        catch (TException)
        {
            return;
        }

        throw new AssertionException($"There should have been a {typeof(TException)}.");
    }

    /// <summary>A progress that cancels at its first report.</summary>
    private sealed class Cancelling<T>(CancellationTokenSource cancellation) : IProgress<T>
    {
        public void Report(T value) => cancellation.Cancel();
    }
}
