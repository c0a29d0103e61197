using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;

namespace MemoryApi.Core;

/// <summary>
/// Reads options from configuration, key by key. .NET's ConfigurationBinder isn't used, since it needs reflection, ignores misspelled keys and reads <c>30</c>
/// as 30 days.
/// </summary>
internal static class ConfigurationReader
{
    /// <summary>Sets the options from a section, and returns the problems. Their texts contain no values.</summary>
    public static IReadOnlyList<string> Apply(IConfiguration section, ApiClientOptions options)
    {
        var problems = new List<string>();
        var keys = new ApiConfigurationKeys();
        Add(keys, options);
        options.AddConfigurationKeys(keys);
        keys.Read(section, problems);
        return problems;
    }

    private static void Add(ApiConfigurationKeys keys, ApiClientOptions options)
    {
        keys.Text(nameof(options.ApiKey), value => options.ApiKey = value);
        keys.Switch(nameof(options.UseEnvironment), value => options.UseEnvironment = value);
        keys.Address(nameof(options.BaseAddress), value => options.BaseAddress = value);
        keys.Switch(nameof(options.AllowInsecureBaseAddress), value => options.AllowInsecureBaseAddress = value);
        keys.Number(nameof(options.MaxResponseBytes), value => options.MaxResponseBytes = value);
        keys.Switch(nameof(options.UseResilience), value => options.UseResilience = value);
        keys.Time(nameof(options.MaxRetryAfter), value => options.MaxRetryAfter = value);
        keys.Switch(nameof(options.IncludeServiceMessage), value => options.IncludeServiceMessage = value);
        keys.Texts(nameof(options.DefaultHeaders), (header, value) => options.DefaultHeaders[header] = value);
        keys.Section(nameof(options.Resilience), below => ResilienceConfiguration.Add(below, options));
        keys.OnlyInCode(
            nameof(options.ApiKeyProvider),
            nameof(options.Transport),
            nameof(options.CallHandlers),
            nameof(options.AttemptHandlers),
            nameof(options.LoggerFactory),
            nameof(options.RateLimiter),
            nameof(options.RateLimitedOperations),
            nameof(options.TimeProvider));
    }
}
