using System;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>What the strategies of a client's pipeline know of the call that they run for. One call may run the pipeline more than once.</summary>
internal sealed class PipelineRun(ApiCall call, KeyPartition? partition)
{
    private static readonly ResiliencePropertyKey<PipelineRun> Key = new("MemoryApi.Core.PipelineRun");

    // A field, because computing the next wait changes it in place.
    public double JitterState;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private TimeSpan _total = Timeout.InfiniteTimeSpan;
    private TimeSpan _attempt = Timeout.InfiniteTimeSpan;
    private long _startedAt = call.StartedAt;

    public ApiCall Call { get; } = call;

    /// <summary>Limit and circuit of the key that the call is made with; <see langword="null"/> when the pipeline has neither.</summary>
    public KeyPartition? Partition { get; } = partition;

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan NextDelay { get; set; }

    public static PipelineRun Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    public void AttachTo(ResilienceContext context) => context.Properties.Set(Key, this);

    /// <summary>Whether there is a limit for all attempts, and it has run out.</summary>
    public bool HasRunOut => TimeLeft() <= TimeSpan.Zero;

    /// <summary>The limit for all attempts; zero or less for none.</summary>
    public TimeSpan Total => _total;

    /// <summary>Begins the limit for all attempts, and gives it; zero or less for none.</summary>
    public TimeSpan BeginTotal(TimeSpan total)
    {
        _startedAt = Call.Clock.GetTimestamp();
        return _total = total;
    }

    /// <summary>The call has a limit of its own, which began with it.</summary>
    public void BeginTotalWithCall(TimeSpan total) => _total = total;

    /// <summary>Begins the limit for an attempt, and gives it: no more than what is left for all; zero or less for none.</summary>
    public TimeSpan BeginAttempt(TimeSpan limit)
    {
        _attempt = limit;
        var left = TimeLeft();
        if (limit > TimeSpan.Zero && limit <= left)
        {
            return limit;
        }

        return left == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : left > Shortest ? left : Shortest;
    }

    public TimeSpan TimeLeft() => _total > TimeSpan.Zero ? _total - Call.Clock.GetElapsedTime(_startedAt) : TimeSpan.MaxValue;

    /// <summary>The limit that has cancelled an attempt; <see langword="null"/> when it was none of the pipeline's.</summary>
    public TimeSpan? LimitThatRanOut() => HasRunOut ? _total : _attempt > TimeSpan.Zero ? _attempt : null;

    /// <summary>Waits for a permit, no longer than the limit for all attempts.</summary>
    /// <exception cref="TimeoutRejectedException">The limit ran out.</exception>
    public async ValueTask<RateLimitLease> AcquireAsync(RateLimiter limiter, CancellationToken cancellationToken)
    {
        var left = TimeLeft();
        if (left == TimeSpan.MaxValue)
        {
            return await limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        }

        using var limit = new CallTimeLimit(left > Shortest ? left : Shortest, Call.Clock, cancellationToken);
        try
        {
            return await limiter.AcquireAsync(1, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (limit.HasRunOut && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException("The limit for the call ran out before there was a permit.", _total, cancelled);
        }
    }
}
