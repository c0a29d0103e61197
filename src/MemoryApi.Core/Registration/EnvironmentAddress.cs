using System;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>Reads a service's address from its environment variable. An empty variable counts as absent.</summary>
internal static class EnvironmentAddress
{
    /// <summary>Reads the variable; <see langword="false"/> when it isn't set.</summary>
    /// <param name="service">The service.</param>
    /// <param name="address">The address; <see langword="null"/> when the variable isn't set or holds no absolute address.</param>
    /// <param name="problem">What is wrong when the variable holds no absolute address, without its value; otherwise <see langword="null"/>.</param>
    public static bool TryRead(ApiServiceDescription service, out Uri? address, out string? problem)
    {
        address = null;
        problem = null;
        if (service.BaseAddressEnvironmentVariable is not { } variable || Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text)
        {
            return false;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out address))
        {
            problem = $"The environment variable {variable} is not an absolute address. Set it to one such as https://api.example.com, or remove it.";
        }

        return true;
    }

    /// <summary>The text about a variable whose address can't be used, without the address.</summary>
    public static string Unusable(ApiServiceDescription service, string problem) => $"The environment variable {service.BaseAddressEnvironmentVariable}: {problem}";
}
