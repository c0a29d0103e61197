using System;

namespace MemoryApi.Emulator;

/// <summary>Decides whether a fault applies to a request: to a number of matching requests, or to a random share of them.</summary>
internal sealed class FaultRule
{
    private readonly Func<RecordedRequest, bool> _matches;
    private readonly Func<Random?, Fault> _fault;
    private readonly double? _probability;
    private readonly Random? _random;

    private FaultRule(int remaining, double? probability, Random? random, Func<RecordedRequest, bool> matches, Func<Random?, Fault> fault)
    {
        Remaining = remaining;
        _probability = probability;
        _random = random;
        _matches = matches;
        _fault = fault;
    }

    public int Remaining { get; private set; }

    public bool IsCounted => _probability is null;

    public static FaultRule Counted(int count, Func<RecordedRequest, bool> matches, Func<Random?, Fault> fault) =>
        new(count, null, null, matches, fault);

    public static FaultRule AtRandom(double probability, int seed, Func<RecordedRequest, bool> matches, Func<Random?, Fault> fault) =>
        new(0, probability, new Random(seed), matches, fault);

    /// <summary>Returns the fault for this request and uses it up, or returns null when the rule does not apply. The caller holds the lock of the plan.</summary>
    public Fault? Take(RecordedRequest request)
    {
        if (IsCounted && Remaining == 0 || !_matches(request))
        {
            return null;
        }

        if (_probability is { } probability)
        {
            return _random!.NextDouble() < probability ? _fault(_random) : null;
        }

        Remaining--;
        return _fault(null);
    }
}
