using System;
using System.Threading;

namespace MemoryApi.Core;

/// <summary>
/// Bounds how many more requests the retries of a client make while a service fails: one for six calls, so that a call makes less than 1.2 requests, beyond a reserve that also fills up with time. A
/// failure among calls that succeed is repeated as often as the options say.
/// </summary>
internal sealed class RetryBudget
{
    /// <summary>How many retries may be made that no call has earned.</summary>
    public const int Reserve = 10;

    /// <summary>How many calls earn one retry.</summary>
    public const int CallsPerRetry = 6;

    /// <summary>How many earned retries are kept, for the failures among many calls that begin at once.</summary>
    public const int MostKept = 100;

    // A client that makes a call now and then would otherwise stay without retries long after the service has recovered.
    private static readonly TimeSpan TimePerRetry = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly TimeProvider _clock;

    // Counted in calls, so that it is a whole number.
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
        // Most calls find it full, and nothing has to be written then.
        if (Volatile.Read(ref _credit) >= MostKept * CallsPerRetry)
        {
            return;
        }

        lock (_lock)
        {
            _credit = Math.Min(_credit + 1, MostKept * CallsPerRetry);
        }
    }

    /// <summary>Takes a retry; false when there is none left.</summary>
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

    /// <summary>Time fills up the reserve, and nothing beyond it.</summary>
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
