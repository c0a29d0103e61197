using System.Collections.Generic;
using Microsoft.Extensions.Configuration;

namespace MemoryApi.Core;

/// <summary>
/// Reads options from configuration, key by key. .NET's ConfigurationBinder isn't used, since it needs reflection, ignores misspelled keys and takes <c>30</c> for 30 days.
/// </summary>
internal static class ConfigurationReader
{
    /// <summary>Sets the options from a section, and returns the problems. No problem repeats a value.</summary>
    public static IReadOnlyList<string> Apply(IConfiguration section, ApiClientOptions options)
    {
        var problems = new List<string>();
        foreach (var entry in section.GetChildren())
        {
            var problem = entry.Key.ToUpperInvariant() switch
            {
                "APIKEY" => ConfigurationEntry.Text(entry, value => options.ApiKey = value),
                "USEENVIRONMENT" => ConfigurationEntry.Switch(entry, value => options.UseEnvironment = value),
                "BASEADDRESS" => ConfigurationEntry.Address(entry, value => options.BaseAddress = value),
                "ALLOWINSECUREBASEADDRESS" => ConfigurationEntry.Switch(entry, value => options.AllowInsecureBaseAddress = value),
                "MAXRESPONSEBYTES" => ConfigurationEntry.Number(entry, value => options.MaxResponseBytes = value),
                "USERESILIENCE" => ConfigurationEntry.Switch(entry, value => options.UseResilience = value),
                "MAXRETRYAFTER" => ConfigurationEntry.Time(entry, value => options.MaxRetryAfter = value),
                "INCLUDESERVICEMESSAGE" => ConfigurationEntry.Switch(entry, value => options.IncludeServiceMessage = value),
                "DEFAULTHEADERS" => ConfigurationEntry.Texts(entry, (header, value) => options.DefaultHeaders[header] = value),
                "RESILIENCE" => null,
                _ => ConfigurationEntry.Unknown(entry),
            };
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }

        ResilienceConfiguration.Apply(section.GetSection(nameof(options.Resilience)), options, problems);
        return problems;
    }
}
