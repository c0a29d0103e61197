using System;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>
/// The resilience of one client, outermost first: the limit of calls at a time, the limit for the call, retries, the plugged-in
/// limiter, the circuit breaker, the limit for an attempt. There is one for each client and not for each handler, because handlers
/// are renewed under a client.
/// </summary>
internal sealed class ClientResilience
{
    private readonly TimeSpan _totalTimeout;

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public ClientResilience(ResilienceOptions options, TimeProvider clock, ClientLog? log)
    {
        _totalTimeout = options.Enabled ? options.TotalTimeout : Timeout.InfiniteTimeSpan;
        _pipeline = options.Enabled ? Build(options, clock, log) : LimitOnly(clock);
    }

    /// <summary>Runs a call; <paramref name="attempt"/> is run for each attempt and must not throw.</summary>
    public async Task<HttpResponseMessage> ExecuteAsync<TState>(
        ApiCall call,
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> attempt,
        TState state,
        CancellationToken cancellationToken)
    {
        call.Begin(call.Options?.Timeout ?? _totalTimeout, cancellationToken);
        var context = ResilienceContextPool.Shared.Get(call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        call.AttachTo(context);
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

    private static ResiliencePipeline<HttpResponseMessage> Build(ResilienceOptions options, TimeProvider clock, ClientLog? log)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        AddConcurrencyLimit(builder, options, log);
        builder.AddTimeout(TotalTimeout());
        AddAttempts(builder, options, log);
        return builder.Build();
    }

    /// <summary>For calls that bring a limit of their own when resilience is off.</summary>
    private static ResiliencePipeline<HttpResponseMessage> LimitOnly(TimeProvider clock) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddTimeout(TotalTimeout()).Build();

    private static void AddConcurrencyLimit(ResiliencePipelineBuilder<HttpResponseMessage> builder, ResilienceOptions options, ClientLog? log)
    {
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxConcurrentCalls,
            QueueLimit = options.MaxQueuedCalls,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        builder.AddStrategy(_ => new LimiterStrategy(limiter, RejectionReason.ConcurrencyLimit, static _ => true, log));
    }

    private static void AddAttempts(ResiliencePipelineBuilder<HttpResponseMessage> builder, ResilienceOptions options, ClientLog? log)
    {
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(Retry(options, new RepeatRule(options), log));
        }

        var circuit = new CircuitBreakerStateProvider();
        if (options.RateLimiter is { } limiter)
        {
            builder.AddStrategy(_ => new LimiterStrategy(limiter, RejectionReason.RateLimit, TakesPermit(options, circuit), log));
        }

        if (options.CircuitBreaker.Enabled)
        {
            builder.AddCircuitBreaker(Circuit(options, circuit, log));
        }

        builder.AddTimeout(new TimeoutStrategyOptions { Name = "AttemptTimeout", Timeout = options.AttemptTimeout });
    }

    private static TimeoutStrategyOptions TotalTimeout() => new()
    {
        Name = "TotalTimeout",

        // A negative time, as when resilience is off, means that there is no limit.
        TimeoutGenerator = static args => new ValueTask<TimeSpan>(ApiCall.Of(args.Context).BeginLimit()),
    };

    private static RetryStrategyOptions<HttpResponseMessage> Retry(ResilienceOptions options, RepeatRule rule, ClientLog? log) => new()
    {
        Name = "Retry",
        MaxRetryAttempts = options.MaxRetries,
        ShouldHandle = args => new ValueTask<bool>(
            rule.MayRepeat(ApiCall.Of(args.Context), args.Outcome, args.AttemptNumber, args.Context.CancellationToken)),
        DelayGenerator = static args => new ValueTask<TimeSpan?>(ApiCall.Of(args.Context).NextDelay),
        OnRetry = args =>
        {
            var call = ApiCall.Of(args.Context);
            call.MayHaveBeenCarriedOut |= !RepeatRule.CertainlyNotCarriedOut(args.Outcome);
            var errorType = ErrorType.Of(args.Outcome);
            log?.Repeating(call.Operation.Id, call.Attempts, errorType, args.RetryDelay.TotalSeconds);
            call.Observation?.Repeating(errorType, args.RetryDelay);
            return default;
        },
    };

    private static Func<ApiCall, bool> TakesPermit(ResilienceOptions options, CircuitBreakerStateProvider circuit)
    {
        var applies = options.RateLimitedOperations;
        var hasCircuit = options.CircuitBreaker.Enabled;

        // What an open circuit turns away isn't sent, and must not use up the permits meanwhile.
        return call => !(hasCircuit && circuit.CircuitState == CircuitState.Open) && (applies?.Invoke(call.Operation.Id) ?? true);
    }

    private static CircuitBreakerStrategyOptions<HttpResponseMessage> Circuit(
        ResilienceOptions options, CircuitBreakerStateProvider state, ClientLog? log) => new()
    {
        Name = "CircuitBreaker",
        FailureRatio = options.CircuitBreaker.FailureRatio,
        MinimumThroughput = options.CircuitBreaker.MinimumThroughput,
        SamplingDuration = options.CircuitBreaker.EffectiveSamplingDuration(options.AttemptTimeout),
        BreakDuration = options.CircuitBreaker.BreakDuration,
        StateProvider = state,
        ShouldHandle = args => new ValueTask<bool>(CircuitRule.CountsAsFailure(ApiCall.Of(args.Context), args.Outcome, state.CircuitState)),
        OnOpened = args =>
        {
            log?.CircuitOpened(args.BreakDuration.TotalSeconds, ErrorType.Of(args.Outcome));
            return default;
        },
        OnHalfOpened = _ =>
        {
            log?.CircuitHalfOpened();
            return default;
        },
        OnClosed = _ =>
        {
            log?.CircuitClosed();
            return default;
        },
    };
}
