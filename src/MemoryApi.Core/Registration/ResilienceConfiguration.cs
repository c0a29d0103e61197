using System;
using System.Collections.Generic;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace MemoryApi.Core;

/// <summary>Reads resilience options, with the same keys as <c>AddStandardResilienceHandler(section)</c>.</summary>
internal static class ResilienceConfiguration
{
    /// <summary>Sets the options from a section, and adds the problems to a list.</summary>
    public static void Apply(IConfigurationSection section, ApiClientOptions options, List<string> problems) =>
        Read(section, problems, (key, entry) => key switch
        {
            "RATELIMITER" => Read(entry, problems, options.Resilience.RateLimiter),
            "TOTALREQUESTTIMEOUT" => Read(entry, problems, options.Resilience.TotalRequestTimeout),
            "RETRY" => Read(entry, problems, options.Resilience.Retry),
            "CIRCUITBREAKER" => Read(entry, problems, options.Resilience.CircuitBreaker),
            "ATTEMPTTIMEOUT" => Read(entry, problems, options.Resilience.AttemptTimeout),
            _ => ConfigurationEntry.Unknown(entry),
        });

    private static string? Read(IConfigurationSection section, List<string> problems, HttpRateLimiterStrategyOptions options) =>
        Read(section, problems, (key, entry) => key switch
        {
            "NAME" => ConfigurationEntry.Text(entry, value => options.Name = value),
            "DEFAULTRATELIMITEROPTIONS" => Read(entry, problems, options.DefaultRateLimiterOptions),
            _ => ConfigurationEntry.Unknown(entry),
        });

    private static string? Read(IConfigurationSection section, List<string> problems, ConcurrencyLimiterOptions options) =>
        Read(section, problems, (key, entry) => key switch
        {
            "PERMITLIMIT" => ConfigurationEntry.Count(entry, value => options.PermitLimit = value),
            "QUEUELIMIT" => ConfigurationEntry.Count(entry, value => options.QueueLimit = value),
            "QUEUEPROCESSINGORDER" => ConfigurationEntry.Choice<QueueProcessingOrder>(entry, value => options.QueueProcessingOrder = value),
            _ => ConfigurationEntry.Unknown(entry),
        });

    private static string? Read(IConfigurationSection section, List<string> problems, HttpTimeoutStrategyOptions options) =>
        Read(section, problems, (key, entry) => key switch
        {
            "NAME" => ConfigurationEntry.Text(entry, value => options.Name = value),
            "TIMEOUT" => ConfigurationEntry.Time(entry, value => options.Timeout = value),
            _ => ConfigurationEntry.Unknown(entry),
        });

    private static string? Read(IConfigurationSection section, List<string> problems, HttpRetryStrategyOptions options) =>
        Read(section, problems, (key, entry) => key switch
        {
            "NAME" => ConfigurationEntry.Text(entry, value => options.Name = value),
            "MAXRETRYATTEMPTS" => ConfigurationEntry.Count(entry, value => options.MaxRetryAttempts = value),
            "BACKOFFTYPE" => ConfigurationEntry.Choice<DelayBackoffType>(entry, value => options.BackoffType = value),
            "USEJITTER" => ConfigurationEntry.Switch(entry, value => options.UseJitter = value),
            "DELAY" => ConfigurationEntry.Time(entry, value => options.Delay = value),
            "MAXDELAY" => ConfigurationEntry.Time(entry, value => options.MaxDelay = value),
            "SHOULDRETRYAFTERHEADER" => ConfigurationEntry.Switch(entry, value => options.ShouldRetryAfterHeader = value),
            _ => ConfigurationEntry.Unknown(entry),
        });

    private static string? Read(IConfigurationSection section, List<string> problems, HttpCircuitBreakerStrategyOptions options) =>
        Read(section, problems, (key, entry) => key switch
        {
            "NAME" => ConfigurationEntry.Text(entry, value => options.Name = value),
            "FAILURERATIO" => ConfigurationEntry.Ratio(entry, value => options.FailureRatio = value),
            "MINIMUMTHROUGHPUT" => ConfigurationEntry.Count(entry, value => options.MinimumThroughput = value),
            "SAMPLINGDURATION" => ConfigurationEntry.Time(entry, value => options.SamplingDuration = value),
            "BREAKDURATION" => ConfigurationEntry.Time(entry, value => options.BreakDuration = value),
            _ => ConfigurationEntry.Unknown(entry),
        });

    private static string? Read(IConfigurationSection section, List<string> problems, Func<string, IConfigurationSection, string?> read)
    {
        foreach (var entry in section.GetChildren())
        {
            if (read(entry.Key.ToUpperInvariant(), entry) is { } problem)
            {
                problems.Add(problem);
            }
        }

        // A value where there should be a section would otherwise be ignored.
        return string.IsNullOrEmpty(section.Value) ? null : $"{section.Path} has a value; it must be a section with options.";
    }
}
