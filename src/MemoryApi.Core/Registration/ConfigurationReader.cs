using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MemoryApi.Core;

/// <summary>
/// Reads options from configuration, key by key: the general binder needs reflection, ignores misspelled keys and takes
/// <c>30</c> for 30 days.
/// </summary>
internal static class ConfigurationReader
{
    /// <summary>Sets what the section has, and says what is wrong with it; no value is repeated.</summary>
    public static IReadOnlyList<string> Apply(IConfiguration section, ApiClientOptions options)
    {
        var problems = new List<string>();
        var resilience = options.Resilience;
        var circuit = resilience.CircuitBreaker;
        foreach (var entry in section.GetChildren())
        {
            var problem = entry.Key.ToUpperInvariant() switch
            {
                "APIKEY" => Text(entry, value => options.ApiKey = value),
                "BASEADDRESS" => Address(entry, value => options.BaseAddress = value),
                "ALLOWINSECUREBASEADDRESS" => Switch(entry, value => options.AllowInsecureBaseAddress = value),
                "MAXRESPONSEBYTES" => Number(entry, value => options.MaxResponseBytes = value),
                "RESILIENCE" => null,
                _ => Unknown(entry),
            };
            Add(problem);
        }

        foreach (var entry in section.GetSection(nameof(options.Resilience)).GetChildren())
        {
            var problem = entry.Key.ToUpperInvariant() switch
            {
                "ENABLED" => Switch(entry, value => resilience.Enabled = value),
                "MAXCONCURRENTCALLS" => Count(entry, value => resilience.MaxConcurrentCalls = value),
                "MAXQUEUEDCALLS" => Count(entry, value => resilience.MaxQueuedCalls = value),
                "MAXRETRIES" => Count(entry, value => resilience.MaxRetries = value),
                "BASEDELAY" => Time(entry, value => resilience.BaseDelay = value),
                "ATTEMPTTIMEOUT" => Time(entry, value => resilience.AttemptTimeout = value),
                "TOTALTIMEOUT" => Time(entry, value => resilience.TotalTimeout = value),
                "MAXRETRYAFTER" => Time(entry, value => resilience.MaxRetryAfter = value),
                "CIRCUITBREAKER" => null,
                _ => Unknown(entry),
            };
            Add(problem);
        }

        foreach (var entry in section.GetSection(nameof(options.Resilience)).GetSection(nameof(resilience.CircuitBreaker)).GetChildren())
        {
            var problem = entry.Key.ToUpperInvariant() switch
            {
                "ENABLED" => Switch(entry, value => circuit.Enabled = value),
                "FAILURERATIO" => Ratio(entry, value => circuit.FailureRatio = value),
                "MINIMUMTHROUGHPUT" => Count(entry, value => circuit.MinimumThroughput = value),
                "SAMPLINGDURATION" => Time(entry, value => circuit.SamplingDuration = value),
                "BREAKDURATION" => Time(entry, value => circuit.BreakDuration = value),
                _ => Unknown(entry),
            };
            Add(problem);
        }

        return problems;

        void Add(string? problem)
        {
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }
    }

    private static string? Text(IConfigurationSection entry, Action<string> set)
    {
        if (entry.Value is { Length: > 0 } text)
        {
            set(text);
        }

        return null;
    }

    private static string? Address(IConfigurationSection entry, Action<Uri> set) =>
        Read(entry, set, "an absolute address, e.g. https://api.example.com/", Uri.TryCreate(entry.Value, UriKind.Absolute, out var value), value!);

    private static string? Switch(IConfigurationSection entry, Action<bool> set) =>
        Read(entry, set, "true or false", bool.TryParse(entry.Value, out var value), value);

    private static string? Number(IConfigurationSection entry, Action<long> set) =>
        Read(entry, set, "a whole number", long.TryParse(entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value), value);

    private static string? Count(IConfigurationSection entry, Action<int> set) =>
        Number(entry, value => set((int)Math.Max(Math.Min(value, int.MaxValue), int.MinValue)));

    private static string? Ratio(IConfigurationSection entry, Action<double> set) => Read(
        entry, set, "a number, e.g. 0.5", double.TryParse(entry.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value), value);

    private static string? Time(IConfigurationSection entry, Action<TimeSpan> set) => Read(
        entry,
        set,
        "a time as hh:mm:ss",
        TimeSpan.TryParseExact(entry.Value, ["c", "h\\:mm\\:ss", "h\\:mm\\:ss\\.FFFFFFF"], CultureInfo.InvariantCulture, out var value)
            && entry.Value!.IndexOf(':') > 0,
        value);

    /// <summary>An empty entry counts as absent, as in an environment variable that is there but empty.</summary>
    private static string? Read<T>(IConfigurationSection entry, Action<T> set, string expected, bool isValid, T value)
    {
        if (string.IsNullOrEmpty(entry.Value))
        {
            return null;
        }

        if (!isValid)
        {
            return $"{entry.Path} must be {expected}.";
        }

        set(value);
        return null;
    }

    private static string Unknown(IConfigurationSection entry) => $"{entry.Path} is not an option of the client.";
}
