using System;
using System.Threading.RateLimiting;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace MemoryApi.Core;

/// <summary>The keys of resilience options, which are those of <c>AddStandardResilienceHandler(section)</c>.</summary>
internal static class ResilienceConfiguration
{
    // The options are looked up when a key is read: creating them loads the resilience library.
    public static void Add(ApiConfigurationKeys keys, ApiClientOptions options)
    {
        keys.Section("RateLimiter", below => AddRateLimiter(below, options));
        keys.Section("TotalRequestTimeout", below => AddTimeout(below, () => options.Resilience.TotalRequestTimeout));
        keys.Section("Retry", below => AddRetry(below, options));
        keys.Section("CircuitBreaker", below => AddCircuitBreaker(below, options));
        keys.Section("AttemptTimeout", below => AddTimeout(below, () => options.Resilience.AttemptTimeout));
    }

    private static void AddRateLimiter(ApiConfigurationKeys keys, ApiClientOptions options)
    {
        keys.Text("Name", value => options.Resilience.RateLimiter.Name = value);
        keys.Section("DefaultRateLimiterOptions", below =>
        {
            below.Count("PermitLimit", value => options.Resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = value);
            below.Count("QueueLimit", value => options.Resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = value);
            below.Choice<QueueProcessingOrder>("QueueProcessingOrder", value => options.Resilience.RateLimiter.DefaultRateLimiterOptions.QueueProcessingOrder = value);
        });
    }

    private static void AddTimeout(ApiConfigurationKeys keys, Func<HttpTimeoutStrategyOptions> options)
    {
        keys.Text("Name", value => options().Name = value);
        keys.Time("Timeout", value => options().Timeout = value);
    }

    private static void AddRetry(ApiConfigurationKeys keys, ApiClientOptions options)
    {
        keys.Text("Name", value => options.Resilience.Retry.Name = value);
        keys.Count("MaxRetryAttempts", value => options.Resilience.Retry.MaxRetryAttempts = value);
        keys.Choice<DelayBackoffType>("BackoffType", value => options.Resilience.Retry.BackoffType = value);
        keys.Switch("UseJitter", value => options.Resilience.Retry.UseJitter = value);
        keys.Time("Delay", value => options.Resilience.Retry.Delay = value);
        keys.Time("MaxDelay", value => options.Resilience.Retry.MaxDelay = value);
        keys.Switch("ShouldRetryAfterHeader", value => options.Resilience.Retry.ShouldRetryAfterHeader = value);
    }

    private static void AddCircuitBreaker(ApiConfigurationKeys keys, ApiClientOptions options)
    {
        keys.Text("Name", value => options.Resilience.CircuitBreaker.Name = value);
        keys.Ratio("FailureRatio", value => options.Resilience.CircuitBreaker.FailureRatio = value);
        keys.Count("MinimumThroughput", value => options.Resilience.CircuitBreaker.MinimumThroughput = value);
        keys.Time("SamplingDuration", value => options.Resilience.CircuitBreaker.SamplingDuration = value);
        keys.Time("BreakDuration", value => options.Resilience.CircuitBreaker.BreakDuration = value);
    }
}
