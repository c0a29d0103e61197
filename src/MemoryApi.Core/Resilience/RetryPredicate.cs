using System;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace MemoryApi.Core;

/// <summary>
/// Decides after an attempt whether to retry, and how long to wait first. <see cref="AttemptOutcome"/> says which failures are transient, <see cref="Backoff"/> and
/// <see cref="RetryAfter"/> give the wait.
/// </summary>
internal sealed class RetryPredicate
{
    // Jitter on top of Retry-After, so that callers with the same value don't all retry at the same moment.
    private const double SpreadOfRetryAfter = 0.25;

    private readonly HttpRetryStrategyOptions _options;
    private readonly TimeSpan _maxRetryAfter;
    private readonly RetryBudget _budget;
    private readonly ClientLog? _log;
    private readonly Func<RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>>? _ownPredicate;
    private readonly Func<RetryDelayGeneratorArguments<HttpResponseMessage>, ValueTask<TimeSpan?>>? _ownDelay;

    public RetryPredicate(HttpRetryStrategyOptions options, TimeSpan maxRetryAfter, RetryBudget budget, ClientLog? log)
    {
        _options = options;
        _maxRetryAfter = maxRetryAfter;
        _budget = budget;
        _log = log;
        _ownPredicate = ResilienceDefaults.OwnPredicate(options);
        _ownDelay = ResilienceDefaults.OwnDelayGenerator(options);
    }

    /// <summary>Decides whether to retry, and stores the wait in the run. It doesn't retry when the wait is longer than the time that is left.</summary>
    public ValueTask<bool> ShouldRetryAsync(RetryPredicateArguments<HttpResponseMessage> args) =>
        AttemptOutcome.IsTransient(args.Outcome) && IsSafe(PipelineRun.Of(args.Context).Call) && IsPossible(args) ? DecideAsync(args) : new ValueTask<bool>(false);

    /// <summary>Whether a retry does no harm: the operation is idempotent by its specification, or the service can't have processed an attempt.</summary>
    private static bool IsSafe(ApiCall call) => call.MayRetry || call.PossiblyProcessed == 0;

    private bool IsPossible(RetryPredicateArguments<HttpResponseMessage> args) =>

        // Polly calls this after the last attempt as well.
        args.AttemptNumber < _options.MaxRetryAttempts
        && !args.Context.CancellationToken.IsCancellationRequested
        && PipelineRun.Of(args.Context).Call.Options is not { DisableRetries: true };

    private async ValueTask<bool> DecideAsync(RetryPredicateArguments<HttpResponseMessage> args)
    {
        // The user's predicate can only forbid a safe retry. It can't allow an unsafe one.
        if (_ownPredicate is not null && !await _ownPredicate(args).ConfigureAwait(false))
        {
            return false;
        }

        var run = PipelineRun.Of(args.Context);
        var wait = await FindWaitAsync(args, run).ConfigureAwait(false);
        var obstacle = wait is null ? "the service asks to wait longer than MaxRetryAfter"
            : wait >= run.TimeLeft() ? "the wait would be longer than the time that is left for the call"
            : _budget.TryTake() ? null
            : "too many of the recent calls were retried";
        if (obstacle is not null)
        {
            _log?.NotRetried(run.Call.Operation.Id, run.Call.Attempts, ErrorType.Of(args.Outcome), obstacle);
            return false;
        }

        run.NextDelay = wait.GetValueOrDefault();
        return true;
    }

    private async ValueTask<TimeSpan?> FindWaitAsync(RetryPredicateArguments<HttpResponseMessage> args, PipelineRun run)
    {
        var asked = _options.ShouldRetryAfterHeader && args.Outcome.Result is { } response ? RetryAfter.Of(response, run.Call.Clock) : null;
        if (asked > _maxRetryAfter)
        {
            return null;
        }

        var generated = _ownDelay is null
            ? null
            : await _ownDelay(new RetryDelayGeneratorArguments<HttpResponseMessage>(args.Context, args.Outcome, args.AttemptNumber)).ConfigureAwait(false);
        var backoff = generated is { } own && own >= TimeSpan.Zero ? ResilienceOptionsRules.AtMostLongest(own) : Backoff.Next(_options, args.AttemptNumber, ref run.JitterState);
        var earliest = asked is { } wait ? wait + Spread(wait) : TimeSpan.Zero;
        return earliest > backoff ? earliest : backoff;
    }

    private TimeSpan Spread(TimeSpan asked)
    {
        if (!_options.UseJitter)
        {
            return TimeSpan.Zero;
        }

        var widest = Math.Max(asked.Ticks * SpreadOfRetryAfter, _options.Delay.Ticks);
        return TimeSpan.FromTicks((long)(widest * _options.Randomizer()));
    }
}
