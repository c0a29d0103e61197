using System.Collections.Generic;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace MemoryApi.Core;

/// <summary>Texts about a registration that has no API key: which one it is, and where the key is expected.</summary>
internal static class MissingKey
{
    /// <summary>Whether a registration has no key, after the environment was read.</summary>
    public static bool In(ApiClientOptions options, ClientRegistration registration) =>
        registration.Service.Authentication.Header is not null && string.IsNullOrWhiteSpace(options.ApiKey) && options.ApiKeyProvider is null;

    /// <summary>Describes the registration for messages: by its service, and by its name if it has one.</summary>
    public static string Registration(ClientRegistration registration) =>
        registration.Name is null ? $"the registration of {registration.Service.Name}" : $"the registration \"{registration.Name}\" of {registration.Service.Name}";

    /// <summary>Each place where the key can be set: the configuration that is read, the environment variable, and the options.</summary>
    public static string Places(ApiClientOptions options, ClientRegistration registration)
    {
        var places = new List<string>();
        foreach (var section in registration.Sections)
        {
            places.Add(PlaceIn(section));
        }

        if (registration.UsesEnvironment(options) && registration.Service.KeyEnvironmentVariable is { } variable)
        {
            places.Add($"the environment variable {variable}");
        }

        var type = options.GetType().Name;
        places.Add($"{type}.{nameof(options.ApiKey)}");
        places.Add($"{type}.{nameof(options.ApiKeyProvider)}");
        return Join(places);
    }

    private static string PlaceIn(IConfigurationSection section)
    {
        var place = $"{section.Path}:{nameof(ApiClientOptions.ApiKey)} of the configuration";
        return section.Exists() ? place : $"{place} (which has no section {section.Path})";
    }

    private static string Join(List<string> places)
    {
        var text = new StringBuilder(places[0]);
        for (var i = 1; i < places.Count; i++)
        {
            text.Append(i == places.Count - 1 ? " or " : ", ").Append(places[i]);
        }

        return text.ToString();
    }
}
