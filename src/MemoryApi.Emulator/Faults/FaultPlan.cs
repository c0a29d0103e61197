using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator;

/// <summary>
/// The faults that an emulator injects. <see cref="Next"/> and <see cref="Randomly"/> begin a fault. It takes effect when you call the
/// method that says what happens, such as <see cref="FaultBuilder.Respond"/>.
/// </summary>
/// <remarks>
/// At most one fault applies to a request: the earliest planned one that matches and is not used up. A request is
/// recorded before its fault applies. Faults come before authentication, as those of a gateway would.
/// </remarks>
public sealed class FaultPlan
{
    private readonly object _gate = new();
    private readonly List<FaultRule> _rules = [];
    private readonly Queue<string> _eventFailures = new();
    private readonly KnownOperations _operations;
    private long _injected;

    internal FaultPlan(KnownOperations operations) => _operations = operations;

    /// <summary>How many requests have had a fault injected since the start or the last <see cref="Clear"/>.</summary>
    public long Injected
    {
        get
        {
            lock (_gate)
            {
                return _injected;
            }
        }
    }

    /// <summary>How many faults planned with <see cref="Next"/> are still to come.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _rules.Where(rule => rule.IsCounted).Sum(rule => rule.Remaining);
            }
        }
    }

    /// <summary>Plans a fault for the next requests.</summary>
    /// <param name="count">How many requests it applies to, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public FaultBuilder Next(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new FaultBuilder(this, _operations, (matches, fault) => FaultRule.Counted(count, matches, fault));
    }

    /// <summary>Plans a fault for a random share of all requests to come; the same seed and order of requests give the same faults.</summary>
    /// <param name="probability">Share of the requests, from 0 to 1.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not from 0 to 1.</exception>
    public FaultBuilder Randomly(double probability, int seed)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability must be from 0 to 1.");
        }

        return new FaultBuilder(this, _operations, (matches, fault) => FaultRule.AtRandom(probability, seed, matches, fault));
    }

    /// <summary>Makes the next events that Mem0 queues end as <c>FAILED</c>, without any effect.</summary>
    /// <param name="count">How many events, at least 1.</param>
    /// <param name="error">The text in the event's <c>error</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public void FailEvents(int count = 1, string error = "The event failed.")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                _eventFailures.Enqueue(error);
            }
        }
    }

    /// <summary>Drops everything that is planned and sets <see cref="Injected"/> to 0.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _eventFailures.Clear();
            _injected = 0;
        }
    }

    internal void Add(FaultRule rule)
    {
        lock (_gate)
        {
            _rules.Add(rule);
        }
    }

    internal Fault? Take(RecordedRequest request)
    {
        lock (_gate)
        {
            foreach (var rule in _rules)
            {
                if (rule.Take(request) is { } fault)
                {
                    if (rule.IsCounted && rule.Remaining == 0)
                    {
                        _rules.Remove(rule);
                    }

                    _injected++;
                    return fault;
                }
            }

            return null;
        }
    }

    internal string? TakeEventFailure()
    {
        lock (_gate)
        {
            return _eventFailures.TryDequeue(out var error) ? error : null;
        }
    }
}
