using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Makes a connection from environment variables.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ApiEnvironment
{
    /// <summary>Creates a connection with the key from an environment variable. The address comes from another variable if that is set.</summary>
    /// <param name="service">The service, which names the variables.</param>
    /// <param name="options">Further options. They aren't changed.</param>
    /// <exception cref="InvalidOperationException">A variable is missing or invalid. The message lists all mistakes in the variables.</exception>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    public static ApiConnection Connect(ApiServiceDescription service, ApiClientOptions options)
    {
        Require.NotNull(service, nameof(service));
        Require.NotNull(options, nameof(options));
        var problems = new List<string>();
        if (!ApiKeyEnvironment.TryRead(service, out var key, out var problem))
        {
            problems.Add(problem);
        }

        var address = options.BaseAddress;
        if (address is null && EnvironmentAddress.TryRead(service, out address, out var mistake))
        {
            if (mistake is null && !ServiceBaseAddress.TryNormalize(address, options.AllowInsecureBaseAddress, out _, out var unusable))
            {
                mistake = EnvironmentAddress.Unusable(service, unusable);
            }

            if (mistake is not null)
            {
                problems.Add(mistake);
            }
        }

        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(" ", problems));
        }

        var copy = options.WithKey(key);
        copy.BaseAddress = address;
        return ApiConnection.Create(service, copy);
    }
}
