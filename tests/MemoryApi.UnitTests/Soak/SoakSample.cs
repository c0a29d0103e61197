using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Soak;

/// <summary>What the process holds at one moment, when no call is under way.</summary>
public sealed record SoakSample(long Heap, int Handles, int Threads)
{
    // Per tenth of a run; a leak of 100 bytes for each of 2,000 calls would be twice that.
    private const double HighestSlope = 100 * 1024;

    public static SoakSample Take()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        var handles = Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
        return new SoakSample(GC.GetTotalMemory(forceFullCollection: true), handles, process.Threads.Count);
    }

    /// <summary>The straight line through the samples of the second half, by least squares: growth from one sample to the next.</summary>
    public static double Slope(IReadOnlyList<SoakSample> samples, Func<SoakSample, double> value)
    {
        var half = samples.Skip(samples.Count / 2).Select((sample, i) => (X: (double)i, Y: value(sample))).ToList();
        var x = half.Average(point => point.X);
        var y = half.Average(point => point.Y);
        return half.Sum(point => (point.X - x) * (point.Y - y)) / half.Sum(point => (point.X - x) * (point.X - x));
    }

    public static void AssertFlat(IReadOnlyList<SoakSample> samples)
    {
        Assert.That(Slope(samples, sample => sample.Heap), Is.LessThan(HighestSlope), "the heap grows");
        // One handle lost with each hundredth call would be some hundred from one tenth of the whole run to the next.
        Assert.That(Slope(samples, sample => sample.Handles), Is.LessThan(15), "the handles grow");
        Assert.That(samples[^1].Handles, Is.LessThan(samples[1].Handles + 50), "the handles grow");
        Assert.That(samples[^1].Threads, Is.LessThan(samples[1].Threads + 20), "the threads grow");
    }
}
