using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.ContractTests;

/// <summary>
/// Everything that can go wrong between client and service, over real sockets: for each fault the exception, how many requests the
/// server saw, the time, and whether connections or pooled buffers stay behind. Printed as a table. In the open, and over TLS with a certificate that the test trusts.
/// </summary>
[NonParallelizable]
internal sealed class FaultMatrixTests
{
    public const int MaxAttempts = 3;
    private const long LargestResponse = 1_000_000;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(1);

    // What the machine may add; other work runs beside the tests.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    [Test]
    public async Task Each_fault_ends_as_it_is_meant_to_and_leaves_nothing_behind([Values] bool isSecure)
    {
        await using var elsewhere = FaultServer.Start(connection => connection.RespondAsync("HTTP/1.1 200 OK", []));
        var faults = MatrixFault.Of(new Uri(elsewhere.BaseAddress, "/elsewhere"));
        var rows = new List<MatrixRow>();
        var leaks = new List<string>();
        foreach (var fault in faults)
        {
            // Once before the watches start: code that runs for the first time keeps buffers of its own.
            await RunAsync(fault, isSecure);
            using var connections = new ConnectionWatch();
            using var buffers = new BufferWatch();
            rows.AddRange(await RunAsync(fault, isSecure));
            var open = await connections.SettledAsync(expected: 0);
            var rented = await SettledAsync(buffers);
            leaks.Add($"| {fault.Name,-33} | {open,3} | {rented,3} |");
            Assert.That(open, Is.LessThanOrEqualTo(0), $"{fault.Name}: connections stay open");

            // A leak would be one for each call at least. The buffer of a read that a time limit has cancelled is left to the garbage collector: the read may
            // still write into it.
            if (!fault.IsSlow)
            {
                Assert.That(rented, Is.LessThan(MatrixOperation.All.Count), $"{fault.Name}: pooled buffers are not given back");
            }
        }

        Print(rows, leaks);
        using (Assert.EnterMultipleScope())
        {
            foreach (var row in rows)
            {
                Assert.That(row.Exception, Is.TypeOf(row.Fault.Exception), row.ToString());
                Assert.That(row.Attempts, Is.EqualTo(row.ExpectedAttempts), row.ToString());
                Assert.That(row.Requests, Is.EqualTo(row.ExpectedRequests), row.ToString());
                var least = row.Fault.IsSlow ? (AttemptTimeout * row.ExpectedAttempts) - TimeSpan.FromMilliseconds(50) : TimeSpan.Zero;
                var most = (row.Fault.IsSlow ? AttemptTimeout * row.ExpectedAttempts : TimeSpan.Zero) + Slack;
                Assert.That(row.Elapsed, Is.InRange(least, most), row.ToString());
                Assert.That(row.Exception!.ToString(), Does.Not.Contain(ContractService.Key), row.ToString());
            }

            Assert.That(elsewhere.Requests, Is.Zero, "a redirect was followed");
        }
    }

    [Test]
    public async Task The_watches_see_what_stays_behind()
    {
        using var connections = new ConnectionWatch();
        using var buffers = new BufferWatch();
        await using var server = FaultServer.Start(connection => connection.RespondAsync("HTTP/1.1 200 OK", [(byte)'{', (byte)'}']));
        var rented = ArrayPool<byte>.Shared.Rent(12_345);
        using (var http = new HttpClient())
        {
            await http.GetStringAsync(server.BaseAddress);
            Assert.That(connections.Open, Is.EqualTo(1));
        }

        Assert.That(await connections.SettledAsync(expected: 0), Is.Zero);
        Assert.That(buffers.Outstanding, Is.GreaterThan(0));
        ArrayPool<byte>.Shared.Return(rented);
        Assert.That(await SettledAsync(buffers), Is.Zero);
    }

    private static async Task<MatrixRow[]> RunAsync(MatrixFault fault, bool isSecure) =>
        await Task.WhenAll(MatrixOperation.All.Select(operation => RunAsync(fault, operation, isSecure)));

    private static async Task<MatrixRow> RunAsync(MatrixFault fault, MatrixOperation operation, bool isSecure)
    {
        if (fault.Stub is { } stub)
        {
            using var service = StubbedService.Responding(stub);
            await using var front = isSecure ? new TlsFront(service.BaseAddress, MatrixFault.TrustedCertificate) : null;
            var row = await CallAsync(fault, operation, front?.Address ?? service.BaseAddress, isSecure);
            return row with { Requests = service.Requests.Count };
        }

        if (fault.Script is not { } script)
        {
            return await CallAsync(fault, operation, Secured(FaultServer.NobodyThere(), isSecure), isSecure);
        }

        await using var server = FaultServer.Start(script, fault.BadCertificate ?? (isSecure ? MatrixFault.TrustedCertificate : null));
        var scripted = await CallAsync(fault, operation, server.BaseAddress, isSecure);
        await server.AllClosedAsync();
        return scripted with { Requests = server.Requests };
    }

    private static Uri Secured(Uri address, bool isSecure) => isSecure ? new UriBuilder(address) { Scheme = "https" }.Uri : address;

    private static async Task<MatrixRow> CallAsync(MatrixFault fault, MatrixOperation operation, Uri address, bool isSecure)
    {
        using var transport = isSecure ? new SocketsHttpHandler().Trust(MatrixFault.TrustedCertificate) : null;
        using var client = operation.CreateClient(options =>
        {
            options.BaseAddress = address;
            options.Transport = transport;
            options.MaxResponseBytes = LargestResponse;
            options.Resilience.Retry.MaxRetryAttempts = MaxAttempts - 1;
            options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1);
            options.Resilience.AttemptTimeout.Timeout = AttemptTimeout;
        });
        var begin = Stopwatch.GetTimestamp();
        Exception? failure = null;
        try
        {
            await operation.CallAsync(client);
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        return new MatrixRow(fault, operation, failure, (failure as MemoryApiException)?.Attempts ?? 0, 0, Stopwatch.GetElapsedTime(begin));
    }

    private static async Task<int> SettledAsync(BufferWatch buffers)
    {
        for (var i = 0; i < 25 && buffers.Outstanding > 0; i++)
        {
            await Task.Delay(20);
        }

        return buffers.Outstanding;
    }

    private static void Print(List<MatrixRow> rows, List<string> leaks)
    {
        TestContext.Out.WriteLine(MatrixRow.Header);
        TestContext.Out.WriteLine("|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            TestContext.Out.WriteLine(row);
        }

        TestContext.Out.WriteLine();
        TestContext.Out.WriteLine("| fault (4 calls each) | connections open afterwards | pooled buffers out afterwards |");
        TestContext.Out.WriteLine("|---|---|---|");
        leaks.ForEach(TestContext.Out.WriteLine);
    }
}
