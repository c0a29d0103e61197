using System;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads a service's API key from its environment variable.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ApiKeyEnvironment
{
    /// <summary>Reads the key.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The key, trimmed and without a word that was copied with it.</returns>
    /// <exception cref="InvalidOperationException">The variable is not set, is empty, or doesn't hold a key.</exception>
    public static string Read(ApiServiceDescription service)
    {
        Require.NotNull(service, nameof(service));
        return TryRead(service, out var key, out var problem) ? key : throw new InvalidOperationException(problem);
    }

    /// <summary>Reads the key, or says why there is none, without the value of the variable.</summary>
    internal static bool TryRead(ApiServiceDescription service, out string key, out string problem)
    {
        key = string.Empty;
        if (service.KeyEnvironmentVariable is not { } variable)
        {
            problem = $"No environment variable is defined for the key of {service.Name}. Pass the key to the constructor.";
            return false;
        }

        if (Environment.GetEnvironmentVariable(variable) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            problem = $"The environment variable {variable} is not set. Set it to your API key, or pass the key to {service.Name} as {nameof(ApiClientOptions.ApiKey)}.";
            return false;
        }

        if (!ApiKeyFormat.TryNormalize(text, service.Authentication, out key, out problem))
        {
            problem = $"The environment variable {variable} doesn't hold a usable key. {problem}";
            return false;
        }

        return true;
    }
}
