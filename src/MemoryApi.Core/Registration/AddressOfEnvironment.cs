using System;

namespace MemoryApi.Core;

/// <summary>The address that a registration has taken from the environment, and the key that the registration had at that time.</summary>
/// <param name="address">The address; <see langword="null"/> when the variable holds none.</param>
/// <param name="apiKey">The key; <see langword="null"/> when each call brings its own.</param>
internal sealed class AddressOfEnvironment(Uri? address, string? apiKey)
{
    /// <summary>
    /// Whether options still have the address from the environment. Objects are compared: if the program has set an equal address itself, it is meant for the
    /// program's key.
    /// </summary>
    public bool IsIn(ApiClientOptions options) => address is not null && ReferenceEquals(options.BaseAddress, address);

    /// <summary>Whether options still have the address, but another key now, which must not be sent to that address.</summary>
    public bool HasOtherKey(ApiClientOptions options) =>
        IsIn(options) && (options.ApiKeyProvider is not null || !string.Equals(options.ApiKey, apiKey, StringComparison.Ordinal));
}
