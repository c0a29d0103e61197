using System;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Http.Resilience;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace MemoryApi.Core;

/// <summary>The default resilience options of a client, and how to recognize that a delegate is still the default.</summary>
internal static class ResilienceDefaults
{
    private const int ConcurrentCalls = 1000;
    private const int QueuedCalls = 10_000;

    /// <summary>The defaults of Microsoft.Extensions.Http.Resilience, to recognize its delegates.</summary>
    private static readonly HttpRetryStrategyOptions PackageRetry = new();

    private static readonly Func<RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>> IsTransient =
        static args => new ValueTask<bool>(AttemptOutcome.IsTransient(args.Outcome));

    private static readonly Func<CircuitBreakerPredicateArguments<HttpResponseMessage>, ValueTask<bool>> IsFailureOfService =
        static args => new ValueTask<bool>(AttemptOutcome.IsFailureOfService(args.Outcome));

    public static HttpStandardResilienceOptions Create() => new()
    {
        RateLimiter = { DefaultRateLimiterOptions = { PermitLimit = ConcurrentCalls, QueueLimit = QueuedCalls } },
        TotalRequestTimeout = { Timeout = TimeSpan.FromSeconds(150) },
        Retry = { MaxRetryAttempts = 3, Delay = TimeSpan.FromSeconds(0.5), ShouldHandle = IsTransient },
        CircuitBreaker =
        {
            FailureRatio = 0.5,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(60),
            BreakDuration = TimeSpan.FromSeconds(5),
            ShouldHandle = IsFailureOfService,
        },
        AttemptTimeout = { Timeout = TimeSpan.FromSeconds(30) },
    };

    /// <summary>The user's predicate; <see langword="null"/> when none was set.</summary>
    public static Func<RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>>? OwnPredicate(HttpRetryStrategyOptions options) =>
        ReferenceEquals(options.ShouldHandle, IsTransient) ? null : options.ShouldHandle;

    /// <summary>The user's predicate; <see langword="null"/> when none was set.</summary>
    public static Func<CircuitBreakerPredicateArguments<HttpResponseMessage>, ValueTask<bool>>? OwnPredicate(HttpCircuitBreakerStrategyOptions options) =>
        ReferenceEquals(options.ShouldHandle, IsFailureOfService) ? null : options.ShouldHandle;

    /// <summary>The user's delay generator; <see langword="null"/> when none is set, or only the one for <c>Retry-After</c> of Microsoft.Extensions.Http.Resilience.</summary>
    public static Func<RetryDelayGeneratorArguments<HttpResponseMessage>, ValueTask<TimeSpan?>>? OwnDelayGenerator(HttpRetryStrategyOptions options) =>
        Equals(options.DelayGenerator, PackageRetry.DelayGenerator) ? null : options.DelayGenerator;
}
