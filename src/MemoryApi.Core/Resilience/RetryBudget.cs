using System;
using System.Threading;

namespace MemoryApi.Core;

/// <summary>
/// Limits the additional load by retries while a service fails. Six calls earn one retry, so that a call makes less than 1.2 requests on average. A reserve, which
/// refills with time, allows some more. Single failures among successful calls are retried as often as the options say.
/// </summary>
internal sealed class RetryBudget
{
    /// <summary>How many retries the reserve allows.</summary>
    public const int Reserve = 10;

    /// <summary>How many calls earn one retry.</summary>
    public const int CallsPerRetry = 6;

    /// <summary>How many earned retries are kept at most, for failures among many parallel calls.</summary>
    public const int MostKept = 100;

    // Without this, a client with few calls would have no retries for a long time after the service has recovered.
    private static readonly TimeSpan TimePerRetry = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly TimeProvider _clock;

    // Counted in calls, which keeps it an integer.
    private int _credit = Reserve * CallsPerRetry;
    private long _refilledAt;

    public RetryBudget(TimeProvider clock)
    {
        _clock = clock;
        _refilledAt = clock.GetTimestamp();
    }

    /// <summary>Counts a call.</summary>
    public void AddCall()
    {
        // The budget is usually full. Then nothing has to be written.
        if (Volatile.Read(ref _credit) >= MostKept * CallsPerRetry)
        {
            return;
        }

        lock (_lock)
        {
            _credit = Math.Min(_credit + 1, MostKept * CallsPerRetry);
        }
    }

    /// <summary>Takes one retry from the budget; false when none is left.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            Refill();
            if (_credit < CallsPerRetry)
            {
                return false;
            }

            _credit -= CallsPerRetry;
            return true;
        }
    }

    /// <summary>Refills the reserve with time, but never more than the reserve.</summary>
    private void Refill()
    {
        var periods = _clock.GetElapsedTime(_refilledAt).Ticks / TimePerRetry.Ticks;
        if (periods > 0)
        {
            var missing = Math.Max((Reserve * CallsPerRetry) - _credit, 0);
            _credit += (int)Math.Min(periods * CallsPerRetry, missing);
            _refilledAt = _clock.GetTimestamp();
        }
    }
}
