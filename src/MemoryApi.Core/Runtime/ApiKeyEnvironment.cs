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
        if (service.KeyEnvironmentVariable is not { } variable)
        {
            throw new InvalidOperationException($"No environment variable is defined for the key of {service.Name}. Pass the key to the constructor.");
        }

        var key = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new InvalidOperationException(
                $"The environment variable {variable} is not set. Set it to your API key, or pass the key to {service.Name} as {nameof(ApiClientOptions.ApiKey)}.");
        }

        return ApiKeyFormat.TryNormalize(key, service.Authentication, out var normalized, out var problem)
            ? normalized
            : throw new InvalidOperationException(Unusable(variable, problem));
    }

    /// <summary>The message for a variable that doesn't hold a key. It doesn't contain the variable's value.</summary>
    internal static string Unusable(string variable, string problem) => $"The environment variable {variable} doesn't hold a usable key. {problem}";
}
