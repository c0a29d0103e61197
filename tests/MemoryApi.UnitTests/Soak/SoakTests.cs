using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Soak;

/// <summary>
/// Many calls at a time against an emulator that fails one request in five: dropped before or after it was processed, delayed,
/// 429, 503; in the open, and over TLS. The short form is part of all tests; <c>SOAK_CALLS=20000</c> runs the whole.
/// </summary>
public sealed class SoakTests
{
    private const int ShortRun = 1500;
    private const int ShortSecureRun = 500;
    private const int InFlight = 64;
    private const int Samples = 10;
    private static readonly TimeSpan LongestShortRun = TimeSpan.FromSeconds(25);

    [Test]
    [NonParallelizable]
    public async Task Under_faults_every_call_ends_rightly_and_nothing_grows([Values] bool isSecure)
    {
        var whole = Environment.GetEnvironmentVariable(SoakLength.Variable);
        var calls = whole is null ? isSecure ? ShortSecureRun : ShortRun : int.Parse(whole, CultureInfo.InvariantCulture);
        await using var emulator = await MemoryApiEmulator.StartAsync(new EmulatorOptions { EventDelay = TimeSpan.Zero, RecordedRequestLimit = 100 });
        using var certificate = isSecure ? TestCertificate.For("127.0.0.1") : null;
        await using var front = certificate is null ? null : new TlsFront(emulator.BaseAddress, certificate);
        using var transport = certificate is null ? null : new SocketsHttpHandler().Trust(certificate);
        var address = front?.Address ?? emulator.BaseAddress;
        using var mem0 = new Mem0Client(Configured(new Mem0ClientOptions { Transport = transport }, address, emulator.Mem0ApiKey));
        using var bland = new BlandClient(Configured(new BlandClientOptions { Transport = transport }, address, emulator.BlandApiKey));

        // Connections, buffers and compiled code of the beginning are no growth.
        await RunPartAsync(emulator, mem0, bland, new SoakTally(), Math.Max(calls / 10, 500), Stopwatch.StartNew(), limit: null);

        var tally = new SoakTally();
        var samples = new List<SoakSample> { SoakSample.Take() };
        var clock = Stopwatch.StartNew();
        var done = 0;
        for (var part = 0; part < Samples; part++)
        {
            done += await RunPartAsync(emulator, mem0, bland, tally, calls / Samples, clock, whole is null ? LongestShortRun : null);
            samples.Add(SoakSample.Take());
        }

        Report(tally, samples, done, clock.Elapsed);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tally.Wrong, Is.Empty);
            Assert.That(tally.Faults, Is.GreaterThan(done / 10));

            // The tally of wrong ones has each add by itself; this is the same in sum.
            Assert.That(tally.AddsProcessed, Is.InRange(tally.AddsSucceeded, tally.AddsSucceeded + tally.AddsFailed), "an add was processed twice");
            SoakSample.AssertFlat(samples);
        }
    }

    /// <summary>Runs on an emulator that has nothing but what is read, and leaves it so: its memories are in this process too.</summary>
    private static async Task<int> RunPartAsync(
        MemoryApiEmulator emulator, Mem0Client mem0, BlandClient bland, SoakTally tally, int calls, Stopwatch clock, TimeSpan? limit)
    {
        emulator.Reset();
        var work = await SoakWork.PrepareAsync(emulator, mem0, bland, tally);
        emulator.Faults.Randomly(0.15, seed: 1).AnyFailure();
        emulator.Faults.Randomly(0.06, seed: 2).Delay(TimeSpan.FromMilliseconds(5));
        var done = await RunAsync(work, calls, clock, limit);
        await work.EndAsync();
        emulator.Reset();
        return done;
    }

    private static async Task<int> RunAsync(SoakWork work, int calls, Stopwatch clock, TimeSpan? limit)
    {
        var next = 0;
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= calls && !(clock.Elapsed > limit))
            {
                await work.CallAsync();
                Interlocked.Increment(ref done);
            }
        })));
        return done;
    }

    private static void Report(SoakTally tally, List<SoakSample> samples, int done, TimeSpan elapsed)
    {
        var output = TestContext.Out;
        output.WriteLine($"{done} calls, {InFlight} in flight, {elapsed.TotalSeconds:0.0} s; faults injected: {tally.Faults}");
        foreach (var outcome in tally.Outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {outcome.Key,-70} {outcome.Value,7}");
        }

        output.WriteLine($"  adds: {tally.AddsSucceeded} succeeded, {tally.AddsFailed} ended with an error, {tally.AddsProcessed} processed");
        output.WriteLine("  managed heap after a forced collection (KB), handles, threads:");
        output.WriteLine("  " + string.Join(" | ", samples.Select(sample => $"{sample.Heap / 1024} {sample.Handles} {sample.Threads}")));
        output.WriteLine($"  heap: {SoakSample.Slope(samples, sample => sample.Heap) / 1024:0.0} KB from one tenth of the run to the next (least squares)");
    }

    private static TOptions Configured<TOptions>(TOptions options, Uri address, string key)
        where TOptions : ApiClientOptions
    {
        options.BaseAddress = address;
        options.ApiKey = key;
        options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(2);
        return options;
    }
}
