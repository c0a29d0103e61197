using System;
using System.Diagnostics.CodeAnalysis;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>Validates the base address. No error message repeats the address, which may contain a password.</summary>
internal static class ServiceBaseAddress
{
    /// <summary>Validates an address and adds a slash at its end; without the slash, the last segment would be lost when a relative path is appended.</summary>
    public static bool TryNormalize(
        Uri? address, bool allowInsecure, [NotNullWhen(true)] out Uri? normalized, [NotNullWhen(false)] out string? problem)
    {
        normalized = null;
        problem = Problem(address, allowInsecure);
        if (problem is not null)
        {
            return false;
        }

        var text = address!.AbsoluteUri;
        normalized = text.EndsWith("/", StringComparison.Ordinal) ? address : new Uri(text + "/");
        return true;
    }

    /// <summary>The base address from options that have been validated.</summary>
    public static Uri Of(ApiClientOptions options, ApiServiceDescription service) =>
        TryNormalize(options.BaseAddress ?? service.BaseAddress, options.AllowInsecureBaseAddress, out var address, out var problem)
            ? address
            : throw new ArgumentException(problem, nameof(options));

    private static string? Problem(Uri? address, bool allowInsecure)
    {
        if (address is null)
        {
            return "there is no base address, and the service's specification names none. Set the address that calls are made to.";
        }

        if (!address.IsAbsoluteUri)
        {
            return "the base address must be absolute, e.g. https://api.example.com/.";
        }

        if (address.UserInfo.Length > 0)
        {
            return "the base address must not hold a user name or password.";
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return "the base address must have neither query nor fragment.";
        }

        if (address.Scheme == Uri.UriSchemeHttps)
        {
            return null;
        }

        if (address.Scheme != Uri.UriSchemeHttp)
        {
            return "the base address must begin with https:// (or http:// for this machine).";
        }

        return address.IsLoopback || allowInsecure
            ? null
            : $"the base address must begin with https://, because http would send the API key in the open. To allow that, set {nameof(ApiClientOptions.AllowInsecureBaseAddress)}.";
    }
}
