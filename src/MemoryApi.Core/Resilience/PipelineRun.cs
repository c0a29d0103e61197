using System;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>The state of one run of a client's pipeline: the call, its time limits and the next wait. One call may run the pipeline more than once.</summary>
internal sealed class PipelineRun(ApiCall call, ResiliencePipeline<HttpResponseMessage> strategies, KeyPartition? partition)
{
    private static readonly ResiliencePropertyKey<PipelineRun> Key = new("MemoryApi.Core.PipelineRun");

    // A field, because Backoff changes it by reference.
    public double JitterState;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    // What timers of the supported systems may be early by.
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(20);

    private TimeSpan _total = Timeout.InfiniteTimeSpan;
    private TimeSpan _attempt = Timeout.InfiniteTimeSpan;
    private long _startedAt = call.StartedAt;
    private long _attemptStartedAt;
    private bool _isAttemptCut;

    public ApiCall Call { get; } = call;

    /// <summary>The pipeline that the call runs through.</summary>
    public ResiliencePipeline<HttpResponseMessage> Strategies { get; } = strategies;

    /// <summary>The concurrency limit and circuit breaker of the call's key; <see langword="null"/> when the pipeline has neither.</summary>
    public KeyPartition? Partition { get; } = partition;

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>Whether the user's callback for the time limit of the call has been called.</summary>
    public bool IsTotalReported { get; set; }

    /// <summary>What a function of the user has thrown while it was called by the circuit breaker.</summary>
    public Exception? CircuitFailure { get; set; }

    public static PipelineRun Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    public void AttachTo(ResilienceContext context) => context.Properties.Set(Key, this);

    /// <summary>
    /// Whether the time limit for all attempts has run out. The timer of an attempt that had only the time left for all may fire a moment before the clock reaches the limit.
    /// </summary>
    public bool HasRunOut => TimeLeft() <= (_isAttemptCut ? TimerResolution : TimeSpan.Zero);

    /// <summary>The time limit for all attempts; zero or less for none.</summary>
    public TimeSpan Total => _total;

    /// <summary>Starts the time limit for all attempts and returns it; zero or less for none.</summary>
    public TimeSpan BeginTotal(TimeSpan total)
    {
        _startedAt = Call.Clock.GetTimestamp();
        return _total = total;
    }

    /// <summary>Uses the time limit of the call itself, which started with the call.</summary>
    public void BeginTotalWithCall(TimeSpan total) => _total = total;

    /// <summary>Starts the time limit of an attempt and returns it. It is at most the time that is left for all attempts; zero or less for none.</summary>
    public TimeSpan BeginAttempt(TimeSpan limit)
    {
        _attempt = limit;
        _attemptStartedAt = Call.Clock.GetTimestamp();
        var left = TimeLeft(_attemptStartedAt);
        _isAttemptCut = left != TimeSpan.MaxValue && (limit <= TimeSpan.Zero || limit > left);
        if (limit > TimeSpan.Zero && limit <= left)
        {
            return limit;
        }

        return left == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : left > Shortest ? left : Shortest;
    }

    public TimeSpan TimeLeft() => TimeLeft(Call.Clock.GetTimestamp());

    /// <summary>The time limit that cancelled an attempt; <see langword="null"/> when it wasn't one of the pipeline, but e.g. one of a handler.</summary>
    public TimeSpan? LimitThatRanOut() =>
        HasRunOut ? _total
        : _attempt > TimeSpan.Zero && Call.Clock.GetElapsedTime(_attemptStartedAt) >= _attempt - TimerResolution ? _attempt
        : null;

    /// <summary>Waits for a permit, at most for the time that is left for all attempts.</summary>
    /// <exception cref="TimeoutRejectedException">The time limit ran out.</exception>
    public async ValueTask<RateLimitLease> AcquireAsync(RateLimiter limiter, CancellationToken cancellationToken)
    {
        var left = TimeLeft();
        if (left == TimeSpan.MaxValue)
        {
            return await LeaseWait.UntilCanceledAsync(limiter.AcquireAsync(1, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        using var limit = new CallTimeLimit(left > Shortest ? left : Shortest, Call.Clock, cancellationToken);
        try
        {
            return await LeaseWait.UntilCanceledAsync(limiter.AcquireAsync(1, limit.Token), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (limit.HasRunOut && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException("The limit for the call ran out before there was a permit.", _total, cancelled);
        }
    }

    private TimeSpan TimeLeft(long now) => _total > TimeSpan.Zero ? _total - Call.Clock.GetElapsedTime(_startedAt, now) : TimeSpan.MaxValue;
}
