using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>Validates options. Reports all mistakes at once, without repeating a key.</summary>
internal static class ApiClientOptionsRules
{
    // Buffers grow by doubling, and no array can be larger than twice this size.
    private const long LargestResponseLimit = 512 * 1024 * 1024;

    /// <summary>All mistakes in the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="service">The service.</param>
    /// <param name="mayLackKey">Whether the key may be missing, because each call may bring its own.</param>
    public static IReadOnlyList<string> Violations(ApiClientOptions options, ApiServiceDescription service, bool mayLackKey = false)
    {
        var violations = new List<string>();
        var name = options.GetType().Name;
        AddKeyViolations(options, service, name, mayLackKey, violations);
        if (!ServiceBaseAddress.TryNormalize(options.BaseAddress ?? service.BaseAddress, options.AllowInsecureBaseAddress, out _, out var problem))
        {
            violations.Add(options.AddressOfEnvironment?.IsIn(options) == true
                ? EnvironmentAddress.Unusable(service, problem)
                : $"{name}.{nameof(options.BaseAddress)}: {problem}");
        }

        if (options.MaxResponseBytes is < 1 or > LargestResponseLimit)
        {
            violations.Add(string.Format(
                CultureInfo.InvariantCulture,
                "{0}.{1} is {2}; it must be 1 to {3}.",
                name,
                nameof(options.MaxResponseBytes),
                options.MaxResponseBytes,
                LargestResponseLimit));
        }

        foreach (var header in options.DefaultHeaders)
        {
            if (CallHeaders.ProblemOf(header, service.Authentication.Header) is { } refusal)
            {
                violations.Add($"{name}.{nameof(options.DefaultHeaders)}: {refusal}");
            }
        }

        AddHandlerViolations(options.CallHandlers, $"{name}.{nameof(options.CallHandlers)}", violations);
        AddHandlerViolations(options.AttemptHandlers, $"{name}.{nameof(options.AttemptHandlers)}", violations);
        if (options.TimeProvider is null)
        {
            violations.Add($"{name}.{nameof(options.TimeProvider)} is null; leave it at its default.");
        }

        if (options.UseResilience)
        {
            ResilienceOptionsRules.AddViolations(options, $"{name}.{nameof(options.Resilience)}", violations);
        }

        ResilienceOptionsRules.CheckTime(options.MaxRetryAfter, TimeSpan.Zero, $"{name}.{nameof(options.MaxRetryAfter)}", violations);
        if (options.RateLimitedOperations is not null && !options.HasRateLimiter)
        {
            violations.Add($"{name}.{nameof(options.RateLimitedOperations)} is set and {name}.{nameof(options.RateLimiter)} is not; set both or neither.");
        }

        return violations;
    }

    private static void AddHandlerViolations(IList<Func<DelegatingHandler>> handlers, string name, List<string> violations)
    {
        if (handlers.Contains(null!))
        {
            violations.Add($"{name} has an entry that is null; remove it.");
        }
    }

    private static void AddKeyViolations(ApiClientOptions options, ApiServiceDescription service, string name, bool mayLackKey, List<string> violations)
    {
        if (service.Authentication.Header is null)
        {
            if (options.ApiKey is not null || options.ApiKeyProvider is not null)
            {
                violations.Add($"{name}.{nameof(options.ApiKey)} or {name}.{nameof(options.ApiKeyProvider)} is set, and {service.Name} sends no key; leave both unset.");
            }

            return;
        }

        var isKeySet = !string.IsNullOrWhiteSpace(options.ApiKey);
        if (isKeySet && options.ApiKeyProvider is not null)
        {
            violations.Add($"{name}.{nameof(options.ApiKey)} and {name}.{nameof(options.ApiKeyProvider)} are both set; set one of the two.");
        }
        else if (!isKeySet && options.ApiKeyProvider is null && !mayLackKey)
        {
            var environment = service.KeyEnvironmentVariable is { } variable
                ? $", or put the key into the environment variable {variable} and use {service.Name}.FromEnvironment()"
                : string.Empty;
            violations.Add($"There is no API key. Set {name}.{nameof(options.ApiKey)} or {name}.{nameof(options.ApiKeyProvider)}{environment}.");
        }

        if (isKeySet && !ApiKeyFormat.TryNormalize(options.ApiKey, service.Authentication, out _, out var problem))
        {
            violations.Add($"{name}.{nameof(options.ApiKey)}: {problem}");
        }
    }
}
