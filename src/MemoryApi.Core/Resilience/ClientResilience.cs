using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>
/// The resilience of one client: outermost the limit for the call, then retries, then the limit for an attempt. There is one for each
/// client and not for each handler, because handlers are renewed under a client.
/// </summary>
internal sealed class ClientResilience
{
    private static readonly ResiliencePropertyKey<ApiCall> CallKey = new("MemoryApi.Core.ApiCall");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly TimeSpan _totalTimeout;
    private readonly TimeProvider _clock;

    public ClientResilience(ResilienceOptions options, TimeProvider clock, ILogger logger)
    {
        _clock = clock;
        _totalTimeout = options.Enabled ? options.TotalTimeout : Timeout.InfiniteTimeSpan;

        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        builder.AddTimeout(TotalTimeout());
        if (options.Enabled)
        {
            if (options.MaxRetries > 0)
            {
                builder.AddRetry(Retry(options, new RepeatRule(options.MaxRetryAfter, clock), clock, logger));
            }

            builder.AddTimeout(new TimeoutStrategyOptions { Name = "AttemptTimeout", Timeout = options.AttemptTimeout });
        }

        _pipeline = builder.Build();
    }

    /// <summary>Runs a call; <paramref name="attempt"/> is run for each attempt and must not throw.</summary>
    public async Task<HttpResponseMessage> ExecuteAsync<TState>(
        ApiCall call,
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> attempt,
        TState state,
        CancellationToken cancellationToken)
    {
        call.Begin(_clock, call.Options?.Timeout ?? _totalTimeout);
        var context = ResilienceContextPool.Shared.Get(call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(attempt, context, state).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static TimeoutStrategyOptions TotalTimeout() => new()
    {
        Name = "TotalTimeout",

        // A negative time, as when resilience is off, means that there is no limit.
        TimeoutGenerator = static args => new ValueTask<TimeSpan>(CallOf(args.Context).TotalTimeout),
    };

    private static RetryStrategyOptions<HttpResponseMessage> Retry(
        ResilienceOptions options, RepeatRule rule, TimeProvider clock, ILogger logger) => new()
    {
        Name = "Retry",
        MaxRetryAttempts = options.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.BaseDelay,
        ShouldHandle = args => new ValueTask<bool>(
            rule.MayRepeat(CallOf(args.Context), args.Outcome, args.Context.CancellationToken)),
        DelayGenerator = args => new ValueTask<TimeSpan?>(
            args.Outcome.Result is { } response ? RetryAfter.Of(response, clock) : null),
        OnRetry = args =>
        {
            var call = CallOf(args.Context);
            call.MayHaveBeenCarriedOut |= !RepeatRule.CertainlyNotCarriedOut(args.Outcome);
            RetryLog.Repeating(logger, call, args.Outcome, args.RetryDelay);
            return default;
        },
    };

    private static ApiCall CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);
}
