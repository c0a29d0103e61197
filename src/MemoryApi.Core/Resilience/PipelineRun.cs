using System;
using System.Threading;
using Polly;

namespace MemoryApi.Core;

/// <summary>What the strategies of a client's pipeline know of the call that they run for. One call may run the pipeline more than once.</summary>
internal sealed class PipelineRun(ApiCall call, KeyPartition? partition)
{
    private static readonly ResiliencePropertyKey<PipelineRun> Key = new("MemoryApi.Core.PipelineRun");

    // A field, because computing the next wait changes it in place.
    public double JitterState;

    private TimeSpan _total = Timeout.InfiniteTimeSpan;
    private TimeSpan _attempt = Timeout.InfiniteTimeSpan;
    private long _startedAt;

    public ApiCall Call { get; } = call;

    /// <summary>Limit and circuit of the key that the call is made with; <see langword="null"/> when the pipeline has neither.</summary>
    public KeyPartition? Partition { get; } = partition;

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan NextDelay { get; set; }

    public static PipelineRun Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    public void AttachTo(ResilienceContext context) => context.Properties.Set(Key, this);

    /// <summary>Begins the limit for all attempts, and gives it; zero or less for none.</summary>
    public TimeSpan BeginTotal(TimeSpan total)
    {
        _startedAt = Call.Clock.GetTimestamp();
        return _total = total;
    }

    /// <summary>The call has a limit of its own, which is kept outside of the pipeline.</summary>
    public TimeSpan LeaveTotalToCall(TimeSpan total)
    {
        _startedAt = Call.StartedAt;
        _total = total;
        return Timeout.InfiniteTimeSpan;
    }

    /// <summary>Begins the limit for an attempt, and gives it; zero or less for none.</summary>
    public TimeSpan BeginAttempt(TimeSpan limit) => _attempt = limit;

    public TimeSpan TimeLeft() => _total > TimeSpan.Zero ? _total - Call.Clock.GetElapsedTime(_startedAt) : TimeSpan.MaxValue;

    /// <summary>The limit that has cancelled an attempt; <see langword="null"/> when it was none of the pipeline's.</summary>
    public TimeSpan? LimitThatRanOut() => TimeLeft() <= TimeSpan.Zero ? _total : _attempt > TimeSpan.Zero ? _attempt : null;
}
