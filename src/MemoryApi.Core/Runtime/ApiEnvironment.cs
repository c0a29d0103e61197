using System;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Makes a connection from environment variables.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ApiEnvironment
{
    /// <summary>Creates a connection with the key from an environment variable. The address comes from another variable if that is set.</summary>
    /// <param name="service">The service, which names the variables.</param>
    /// <param name="options">Further options. They aren't changed.</param>
    /// <exception cref="InvalidOperationException">A variable is missing or invalid.</exception>
    public static ApiConnection Connect(ApiServiceDescription service, ApiClientOptions options)
    {
        Require.NotNull(service, nameof(service));
        Require.NotNull(options, nameof(options));
        var copy = options.WithKey(ApiKeyEnvironment.Read(service));
        if (copy.BaseAddress is null && EnvironmentAddress.TryRead(service, out var address, out var problem))
        {
            copy.BaseAddress = address ?? throw new InvalidOperationException(problem);
        }

        return ApiConnection.Create(service, copy);
    }
}
