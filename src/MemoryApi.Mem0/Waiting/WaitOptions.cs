using System;
using System.Globalization;

namespace MemoryApi.Mem0;

/// <summary>How long to wait for work that the service queued, and how often to look.</summary>
public sealed class WaitOptions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private TimeSpan _limit = TimeSpan.FromMinutes(2);
    private TimeSpan _firstInterval = TimeSpan.FromSeconds(0.5);
    private TimeSpan _longestInterval = TimeSpan.FromSeconds(5);
    private double _growth = 1.5;

    /// <summary>
    /// How long to wait in total, 1 ms to 24 h. At the end there is one last check, which may take <see cref="LongestInterval"/> longer. Default: 2 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public TimeSpan Limit
    {
        get => _limit;
        set => _limit = Checked(value, nameof(Limit));
    }

    /// <summary>The time between the first two checks, 1 ms to 24 h. Default: 0.5 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public TimeSpan FirstInterval
    {
        get => _firstInterval;
        set => _firstInterval = Checked(value, nameof(FirstInterval));
    }

    /// <summary>The longest time between two checks, 1 ms to 24 h. Default: 5 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public TimeSpan LongestInterval
    {
        get => _longestInterval;
        set => _longestInterval = Checked(value, nameof(LongestInterval));
    }

    /// <summary>The factor by which the time between two checks grows, 1 to 10. Default: 1.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public double Growth
    {
        get => _growth;
        set => _growth = value is >= 1 and <= 10
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Growth), value, "The growth of the interval is a factor from 1 to 10.");
    }

    /// <summary>The clock for the wait. Replace it in tests. Default: <see langword="null"/>, the client's clock.</summary>
    public TimeProvider? TimeProvider { get; set; }

    internal TimeSpan FirstWait => Shorter(_firstInterval);

    internal TimeSpan WaitAfter(TimeSpan interval) => Shorter(TimeSpan.FromTicks((long)(interval.Ticks * _growth)));

    private TimeSpan Shorter(TimeSpan interval) => interval < _longestInterval ? interval : _longestInterval;

    private static TimeSpan Checked(TimeSpan value, string name) => value >= Shortest && value <= Longest
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Format(CultureInfo.InvariantCulture, "{0} is 1 ms to 24 h.", name));
}
