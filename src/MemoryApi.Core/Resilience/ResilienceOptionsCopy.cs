using System.Threading.RateLimiting;
using Microsoft.Extensions.Http.Resilience;

namespace MemoryApi.Core;

/// <summary>Copies all resilience options, so that changes to them don't affect an existing client.</summary>
internal static class ResilienceOptionsCopy
{
    public static HttpStandardResilienceOptions Of(HttpStandardResilienceOptions options) => new()
    {
        RateLimiter = Of(options.RateLimiter),
        TotalRequestTimeout = Of(options.TotalRequestTimeout),
        Retry = Of(options.Retry),
        CircuitBreaker = Of(options.CircuitBreaker),
        AttemptTimeout = Of(options.AttemptTimeout),
    };

    private static HttpRateLimiterStrategyOptions Of(HttpRateLimiterStrategyOptions options) => new()
    {
        Name = options.Name,
        DefaultRateLimiterOptions = new ConcurrencyLimiterOptions
        {
            PermitLimit = options.DefaultRateLimiterOptions.PermitLimit,
            QueueLimit = options.DefaultRateLimiterOptions.QueueLimit,
            QueueProcessingOrder = options.DefaultRateLimiterOptions.QueueProcessingOrder,
        },
        RateLimiter = options.RateLimiter,
        OnRejected = options.OnRejected,
    };

    private static HttpTimeoutStrategyOptions Of(HttpTimeoutStrategyOptions options) => new()
    {
        Name = options.Name,
        Timeout = options.Timeout,
        TimeoutGenerator = options.TimeoutGenerator,
        OnTimeout = options.OnTimeout,
    };

    private static HttpRetryStrategyOptions Of(HttpRetryStrategyOptions options) => new()
    {
        Name = options.Name,
        MaxRetryAttempts = options.MaxRetryAttempts,
        BackoffType = options.BackoffType,
        UseJitter = options.UseJitter,
        Delay = options.Delay,
        MaxDelay = options.MaxDelay,
        ShouldHandle = options.ShouldHandle,
        OnRetry = options.OnRetry,
        Randomizer = options.Randomizer,

        // The order matters: setting ShouldRetryAfterHeader also sets DelayGenerator.
        ShouldRetryAfterHeader = options.ShouldRetryAfterHeader,
        DelayGenerator = options.DelayGenerator,
    };

    private static HttpCircuitBreakerStrategyOptions Of(HttpCircuitBreakerStrategyOptions options) => new()
    {
        Name = options.Name,
        FailureRatio = options.FailureRatio,
        MinimumThroughput = options.MinimumThroughput,
        SamplingDuration = options.SamplingDuration,
        BreakDuration = options.BreakDuration,
        BreakDurationGenerator = options.BreakDurationGenerator,
        ShouldHandle = options.ShouldHandle,
        OnOpened = options.OnOpened,
        OnClosed = options.OnClosed,
        OnHalfOpened = options.OnHalfOpened,
        ManualControl = options.ManualControl,
        StateProvider = options.StateProvider,
    };
}
