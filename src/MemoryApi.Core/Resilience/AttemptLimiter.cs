using System;
using System.Net.Http;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Polly;
using Polly.RateLimiting;

namespace MemoryApi.Core;

/// <summary>Takes a permit of <see cref="ApiClientOptions.RateLimiter"/> for each attempt, whichever pipeline makes it.</summary>
internal sealed class AttemptLimiter
{
    private readonly RateLimiter _limiter;
    private readonly Func<string, bool>? _operations;
    private readonly ClientLog? _log;

    private AttemptLimiter(ApiClientOptions options, ClientLog? log)
    {
        _limiter = options.RateLimiter!;
        _operations = options.RateLimitedOperations;
        _log = log;
    }

    /// <summary>Creates the attempt limiter of a client; <see langword="null"/> when its options have no limiter.</summary>
    public static AttemptLimiter? Of(ApiClientOptions options, ClientLog? log) =>
        options.HasRateLimiter ? new AttemptLimiter(options, log) : null;

    /// <summary>Creates a handler that does nothing but take permits, for a client whose attempts another pipeline makes.</summary>
    public DelegatingHandler CreateHandler(TimeProvider clock) =>
        new ClientResilienceHandler(new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddRateLimiter(Strategy()).Build());

    public RateLimiterStrategyOptions Strategy() => new()
    {
        Name = "AttemptLimiter",
        RateLimiter = args =>
        {
            var run = PipelineRun.Of(args.Context);

            // While the circuit is open, nothing is sent, so no permit must be used up.
            return run.Partition is { IsOpen: true } || _operations?.Invoke(run.Call.Operation.Id) == false
                ? new ValueTask<RateLimitLease>(NoLease.Instance)
                : run.AcquireAsync(_limiter, args.Context.CancellationToken);
        },
        OnRejected = args =>
        {
            PipelineRun.Of(args.Context).Call.Reject(
                RejectionReason.RateLimit, args.Lease, _log, (_limiter as ReplenishingRateLimiter)?.ReplenishmentPeriod);
            return default;
        },
    };

    /// <summary>The lease of an attempt that needs no permit.</summary>
    private sealed class NoLease : RateLimitLease
    {
        public static readonly NoLease Instance = new();

        public override bool IsAcquired => true;

        public override System.Collections.Generic.IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
