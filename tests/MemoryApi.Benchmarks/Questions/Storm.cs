using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Contenders;
using MemoryApi.Benchmarks.Reports;
using MemoryApi.Benchmarks.Servers;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.AspNetCore.Http;

namespace MemoryApi.Benchmarks.Questions;

/// <summary>How many requests does a call send to a service that always fails, and how many reads succeed with a service that fails sometimes?</summary>
internal static class Storm
{
    private const int Callers = 64;
    private static readonly TimeSpan From = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan To = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Table>> MeasureAsync()
    {
        var storm = new Table($"Storm: {Callers} callers, seconds 2 to 8", "Response", "Calls", "Requests", "Requests per call");
        foreach (var (status, retryAfter) in new (int, string?)[] { (429, null), (429, "0"), (429, "1"), (429, "5"), (503, null) })
        {
            var (calls, requests) = await RunAsync(status, retryAfter);
            storm.Add(
                retryAfter is null ? $"{status}" : $"{status}, Retry-After: {retryAfter}",
                Table.Number(calls, "#,0"),
                Table.Number(requests, "#,0"),
                Table.Number(calls == 0 ? 0 : requests / (double)calls, "0.000"));
        }

        return [storm, await OccasionalAsync()];
    }

    private static async Task<(int Calls, int Requests)> RunAsync(int status, string? retryAfter)
    {
        await using var server = await StormServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null)
            {
                context.Response.Headers.RetryAfter = retryAfter;
            }

            return Task.CompletedTask;
        });
        using var client = Client(server);
        var startedAt = Stopwatch.GetTimestamp();
        var calls = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var begun = TimeSpan.Zero; begun < To; begun = Stopwatch.GetElapsedTime(startedAt))
            {
                // Calls that an open circuit rejects aren't counted: they send no request and would improve the ratio.
                if (await IsSentAsync(client) && begun >= From)
                {
                    Interlocked.Increment(ref calls);
                }
            }
        })));
        return (calls, server.Requests(From, To));
    }

    private static async Task<bool> IsSentAsync(Mem0Client client)
    {
        try
        {
            await client.Memories.GetAsync(CannedResponses.MemoryId);
            return true;
        }
        catch (MemoryApiRejectedException rejected)
        {
            // A caller that is rejected doesn't try again at once.
            await Task.Delay(TimeSpan.FromMilliseconds(10));
            return rejected.Attempts > 0;
        }
        catch (MemoryApiException)
        {
            return true;
        }
    }

    private static async Task<Table> OccasionalAsync()
    {
        const int CallCount = 20_000;
        var body = CannedResponses.For("PUT", "/");
        await using var server = await StormServer.StartAsync(context =>
        {
            if (Random.Shared.Next(20) == 0)
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            }

            context.Response.ContentType = "application/json";
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        using var client = Client(server);
        var next = 0;
        var succeeded = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= CallCount)
            {
                try
                {
                    await client.Memories.GetAsync(CannedResponses.MemoryId);
                    Interlocked.Increment(ref succeeded);
                }
                catch (MemoryApiException)
                {
                }
            }
        })));
        var table = new Table($"5 % of responses are 503, {Callers} callers", "Reads", "Succeeded", "Share");
        table.Add(Table.Number(CallCount, "#,0"), Table.Number(succeeded, "#,0"), Table.Number(100.0 * succeeded / CallCount, "0.000") + " %");
        return table;
    }

    private static Mem0Client Client(StormServer server) => new("m0-key", new Mem0ClientOptions { BaseAddress = server.Address });
}
