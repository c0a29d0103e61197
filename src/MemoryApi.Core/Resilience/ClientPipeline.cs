using System;
using System.Net.Http;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>
/// The resilience pipeline of one client, outermost first: the time limit of the call, the limit of concurrent calls, retries, the rate limiter for attempts, the
/// circuit breaker, the time limit of an attempt. Each API key has its own, which differs only by limit and circuit breaker. They live as long as the client, while
/// its handlers are renewed. Polly's telemetry is left out, since it would log content.
/// </summary>
internal sealed class ClientPipeline
{
    private readonly HttpStandardResilienceOptions _options;
    private readonly AttemptLimiter? _attemptLimiter;
    private readonly ConcurrencyLimit _concurrency;
    private readonly bool _isPlain;
    private readonly TimeSpan _maxRetryAfter;
    private readonly TimeProvider _clock;
    private readonly ClientLog? _log;
    private readonly RetryStrategyOptions<HttpResponseMessage>? _retry;
    private readonly TimeoutStrategyOptions _attemptTimeout;

    private ClientPipeline(ApiClientOptions options, ClientLog? log)
    {
        _options = ResilienceOptionsCopy.Of(options.Resilience);
        _attemptLimiter = AttemptLimiter.Of(options, log);
        _concurrency = new ConcurrencyLimit(_options.RateLimiter, log);
        _isPlain = _options.RateLimiter.RateLimiter is null && _options.TotalRequestTimeout.TimeoutGenerator is null;
        _maxRetryAfter = options.MaxRetryAfter;
        _clock = options.TimeProvider;
        _log = log;
        Budget = new RetryBudget(_clock);
        _retry = _options.Retry.MaxRetryAttempts > 0 ? Retry() : null;
        _attemptTimeout = AttemptTimeout();
        Partitions = new KeyPartitions(CreatePartition);
    }

    public KeyPartitions Partitions { get; }

    public RetryBudget Budget { get; }

    /// <summary>Whether the options say that a call is sent once.</summary>
    public bool RetriesNothing => _options.Retry.MaxRetryAttempts == 0;

    /// <summary>Creates the pipeline of a client from a copy of the options.</summary>
    /// <exception cref="ArgumentException">The state provider belongs to another client. Polly can't say so before the circuit breaker is built.</exception>
    public static ClientPipeline Create(ApiClientOptions options, ClientLog? log)
    {
        try
        {
            return new ClientPipeline(options, log);
        }
        catch (InvalidOperationException failure) when (options.Resilience.CircuitBreaker.StateProvider is not null)
        {
            throw new ArgumentException(
                $"{options.GetType().Name}.{nameof(options.Resilience)}.{nameof(options.Resilience.CircuitBreaker)}.{nameof(options.Resilience.CircuitBreaker.StateProvider)} belongs to another client already. Set one for each client.",
                nameof(options),
                failure);
        }
    }

    /// <summary>Creates the handler of one chain. All chains of a client share the state of this pipeline.</summary>
    public DelegatingHandler CreateHandler() => new ClientResilienceHandler(this);

    /// <summary>Begins a run: starts the time limit of the call and acquires a lease of the concurrency limit. The caller disposes the lease when the run ends.</summary>
    public ValueTask<RateLimitLease?> BeginAsync(PipelineRun run, ResilienceContext context)
    {
        if (run.Call.Options?.Timeout is { } ofCall)
        {
            run.BeginTotalWithCall(ofCall);
        }
        else if (_isPlain)
        {
            run.BeginTotal(_options.TotalRequestTimeout.Timeout);
        }

        return _isPlain ? _concurrency.EnterAsync(run, context) : default;
    }

    /// <summary>Called when the time limit of the call has ended an attempt or a wait.</summary>
    public ValueTask OnTotalTimeoutAsync(PipelineRun run, ResilienceContext context)
    {
        // Polly has called it already when its own timer was the first.
        if (run.IsTotalReported || _options.TotalRequestTimeout.OnTimeout is not { } onTimeout)
        {
            return default;
        }

        run.IsTotalReported = true;
        return onTimeout(new OnTimeoutArguments(context, run.Total));
    }

    /// <summary>
    /// Builds the pipeline of a key. Each key has a whole pipeline, although only the circuit breaker differs: a strategy that runs another pipeline multiplies the
    /// generic methods that a Native AOT build has to compile, until it doesn't end.
    /// </summary>
    private ResiliencePipeline<HttpResponseMessage> Build(CircuitBreakerStrategyOptions<HttpResponseMessage> circuit, KeyPartition? ofClient)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _clock };
        if (!_isPlain)
        {
            builder.AddTimeout(TotalTimeout()).AddRateLimiter(ConcurrencyStrategy());
        }

        if (_retry is not null)
        {
            builder.AddRetry(_retry);
        }

        if (_attemptLimiter is not null)
        {
            builder.AddRateLimiter(_attemptLimiter.Strategy());
        }

        if (ofClient is not null)
        {
            builder.AddStrategy(_ => new IsolationStrategy(ofClient));
        }

        AddCircuitBreaker(builder, circuit).AddTimeout(_attemptTimeout);
        if (_options.AttemptTimeout.OnTimeout is not null || _options.TotalRequestTimeout.OnTimeout is not null)
        {
            builder.AddStrategy(static _ => new TimeLimitStrategy());
        }

        return builder.Build();
    }

    private ResiliencePipelineBuilder<HttpResponseMessage> AddCircuitBreaker(
        ResiliencePipelineBuilder<HttpResponseMessage> builder, CircuitBreakerStrategyOptions<HttpResponseMessage> circuit) =>
        HasOwnDelegates(_options.CircuitBreaker)
            ? builder.AddStrategy(static _ => new CircuitGuardStrategy()).AddCircuitBreaker(circuit).AddStrategy(static _ => new CircuitGuardStrategy.Inner())
            : builder.AddCircuitBreaker(circuit);

    private KeyPartition CreatePartition(string? key)
    {
        // StateProvider and ManualControl of the user are attached to the circuit of the client's own key only: a StateProvider can't have more than one circuit, and a
        // ManualControl would keep those of all keys alive.
        var isOfClient = key is null;
        var state = (isOfClient ? _options.CircuitBreaker.StateProvider : null) ?? new CircuitBreakerStateProvider();
        var control = _options.CircuitBreaker.ManualControl;
        var ofClient = isOfClient || control is null ? null : Partitions.Enter(null);
        var strategies = Build(CircuitBreaker(state, isOfClient ? control : null), ofClient);
        return new KeyPartition(key, new ConcurrencyLimiter(_options.RateLimiter.DefaultRateLimiterOptions), strategies, state, ofClient);
    }

    /// <summary>
    /// Only used when the user has a timeout generator or a rate limiter of their own. Otherwise <see cref="PipelineRun"/> keeps the limit: no attempt may take
    /// longer than the time that is left.
    /// </summary>
    private TimeoutStrategyOptions TotalTimeout()
    {
        var options = _options.TotalRequestTimeout;
        return new TimeoutStrategyOptions
        {
            Name = options.Name,
            OnTimeout = args => OnTotalTimeoutAsync(PipelineRun.Of(args.Context), args.Context),
            TimeoutGenerator = args =>
            {
                var run = PipelineRun.Of(args.Context);
                return run.Call.Options?.Timeout is not null ? new ValueTask<TimeSpan>(System.Threading.Timeout.InfiniteTimeSpan)
                    : options.TimeoutGenerator is { } own ? GenerateAsync(own(args), run.BeginTotal)
                    : new ValueTask<TimeSpan>(run.BeginTotal(options.Timeout));
            },
        };
    }

    private TimeoutStrategyOptions AttemptTimeout()
    {
        var options = _options.AttemptTimeout;
        return new TimeoutStrategyOptions
        {
            Name = options.Name,
            OnTimeout = options.OnTimeout is { } onTimeout
                ? args => PipelineRun.Of(args.Context).HasRunOut ? default : onTimeout(args)
                : null,
            TimeoutGenerator = args =>
            {
                var run = PipelineRun.Of(args.Context);
                return options.TimeoutGenerator is { } own
                    ? GenerateAsync(own(args), run.BeginAttempt)
                    : new ValueTask<TimeSpan>(run.BeginAttempt(options.Timeout));
            },
        };
    }

    private static async ValueTask<TimeSpan> GenerateAsync(ValueTask<TimeSpan> own, Func<TimeSpan, TimeSpan> begin) =>
        begin(ResilienceOptionsRules.AtMostLongest(await own.ConfigureAwait(false)));

    private RateLimiterStrategyOptions ConcurrencyStrategy() => new()
    {
        Name = _options.RateLimiter.Name,
        RateLimiter = _options.RateLimiter.RateLimiter is { } own
            ? args => LeaseWait.UntilCanceledAsync(own(args), args.Context.CancellationToken)
            : (static args => PipelineRun.Of(args.Context).Partition!.Limiter.AcquireAsync(1, args.Context.CancellationToken)),
        OnRejected = _concurrency.OnRejectedAsync,
    };

    private RetryStrategyOptions<HttpResponseMessage> Retry()
    {
        var options = _options.Retry;
        return new RetryStrategyOptions<HttpResponseMessage>
        {
            Name = options.Name,
            MaxRetryAttempts = options.MaxRetryAttempts,
            ShouldHandle = new RetryPredicate(options, _maxRetryAfter, Budget, _log).ShouldRetryAsync,
            DelayGenerator = static args => new ValueTask<TimeSpan?>(PipelineRun.Of(args.Context).NextDelay),
            OnRetry = args =>
            {
                var call = PipelineRun.Of(args.Context).Call;
                var errorType = ErrorType.Of(args.Outcome);
                _log?.Retrying(call.Operation.Id, call.Attempts, errorType, args.RetryDelay.TotalSeconds);
                call.Telemetry?.Retrying(errorType, args.RetryDelay);
                return options.OnRetry?.Invoke(args) ?? default;
            },
        };
    }

    /// <summary>Whether a function of the user is called before the circuit changes its state. Those that are called afterwards can't keep it from doing so.</summary>
    private static bool HasOwnDelegates(HttpCircuitBreakerStrategyOptions options) =>
        ResilienceDefaults.OwnPredicate(options) is not null || options.BreakDurationGenerator is not null || options.OnHalfOpened is not null;

    private CircuitBreakerStrategyOptions<HttpResponseMessage> CircuitBreaker(CircuitBreakerStateProvider state, CircuitBreakerManualControl? control)
    {
        var options = _options.CircuitBreaker;
        return new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            Name = options.Name,
            FailureRatio = options.FailureRatio,
            MinimumThroughput = options.MinimumThroughput,
            SamplingDuration = options.SamplingDuration,
            BreakDuration = options.BreakDuration,
            BreakDurationGenerator = options.BreakDurationGenerator is { } breakDuration
                ? args => CircuitGuardStrategy.CallAsync(breakDuration, args, args.Context, options.BreakDuration)
                : null,
            ManualControl = control,
            StateProvider = state,
            ShouldHandle = new CircuitPredicate(options, state).IsFailureAsync,
            OnOpened = args =>
            {
                var outcome = AttemptFailedException.Plain(args.Outcome);
                _log?.CircuitOpened(args.BreakDuration.TotalSeconds, ErrorType.Of(outcome));
                return options.OnOpened?.Invoke(
                    new OnCircuitOpenedArguments<HttpResponseMessage>(args.Context, outcome, args.BreakDuration, args.IsManual)) ?? default;
            },
            OnHalfOpened = args =>
            {
                _log?.CircuitHalfOpened();
                return options.OnHalfOpened is { } onHalfOpened ? CircuitGuardStrategy.CallAsync(onHalfOpened, args, args.Context) : default;
            },
            OnClosed = args =>
            {
                _log?.CircuitClosed();
                return options.OnClosed?.Invoke(args) ?? default;
            },
        };
    }
}
