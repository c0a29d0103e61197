using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Load;

/// <summary>
/// Many callers at once, of whose calls most are cancelled while their responses are read. Each response names the call that it is for, so that one that reaches another call,
/// whole or in part, is seen.
/// </summary>
internal static class CancelledLoad
{
    private const int Callers = 32;

    /// <summary>The result of a load.</summary>
    /// <param name="Calls">How many calls were made.</param>
    /// <param name="Cancelled">How many of them ended as cancelled.</param>
    /// <param name="Faults">What went wrong: a response of another call, or an exception that isn't one for a cancellation.</param>
    internal sealed record Result(int Calls, int Cancelled, IReadOnlyList<string> Faults);

    public static async Task<Result> RunAsync(int calls, bool isSecure, CancellationToken end)
    {
        using var certificate = isSecure ? TestCertificate.For("127.0.0.1") : null;
        using var transport = certificate is null ? null : new SocketsHttpHandler().Trust(certificate);
        await using var server = new SlowServer(certificate);
        var options = new Mem0ClientOptions { BaseAddress = server.BaseAddress, Transport = transport };
        options.UseResilience = false;
        using var client = new Mem0Client("key", options);

        var results = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => RunCallerAsync(client, caller, calls / Callers, end), CancellationToken.None)));
        return new Result(results.Sum(result => result.Calls), results.Sum(result => result.Cancelled), [.. results.SelectMany(result => result.Faults)]);
    }

    private static async Task<Result> RunCallerAsync(Mem0Client client, int caller, int calls, CancellationToken end)
    {
        var made = 0;
        var cancelled = 0;
        var faults = new List<string>();
        for (; made < calls && !end.IsCancellationRequested; made++)
        {
            // Three of four are cancelled, after 1 to 12 ms.
            using var cancellation = new CancellationTokenSource(made % 4 == 3 ? Timeout.Infinite : 1 + ((caller + made) % 12));
            var id = FormattableString.Invariant($"caller{caller}call{made}");
            try
            {
                var memory = await client.Memories.GetAsync(id, cancellationToken: cancellation.Token);
                if (memory.Id != id || memory.Text != SlowServer.TextOf(id))
                {
                    faults.Add($"{id} got {memory.Id}");
                }
            }
            catch (OperationCanceledException failure) when (cancellation.IsCancellationRequested && failure.CancellationToken == cancellation.Token)
            {
                cancelled++;
            }
            catch (Exception failure)
            {
                faults.Add($"{id}: {failure}");
            }
        }

        return new Result(made, cancelled, faults);
    }
}
