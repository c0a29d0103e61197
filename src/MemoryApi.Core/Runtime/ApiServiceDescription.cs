using System;
using System.ComponentModel;
using System.Reflection;

namespace MemoryApi.Core.Runtime;

/// <summary>The parts of a service's specification that are needed for each call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiServiceDescription
{
    /// <summary>Describes a service.</summary>
    /// <param name="name">Name of the root client; also the name of its HttpClient.</param>
    /// <param name="baseAddress">The base address; <see langword="null"/> when the options must set it.</param>
    /// <param name="authentication">How calls are authenticated.</param>
    /// <param name="clientHeader">A header that names client and version, or <see langword="null"/>.</param>
    /// <param name="clientAssembly">The assembly with the client; its name and version are sent.</param>
    /// <param name="baseAddressEnvironmentVariable">The environment variable that holds another address, or <see langword="null"/>.</param>
    public ApiServiceDescription(
        string name,
        Uri? baseAddress,
        ApiAuthentication authentication,
        string? clientHeader,
        Assembly clientAssembly,
        string? baseAddressEnvironmentVariable = null)
    {
        BaseAddressEnvironmentVariable = baseAddressEnvironmentVariable;
        Name = name;
        BaseAddress = baseAddress;
        Authentication = authentication;
        ClientHeader = clientHeader;
        ClientName = clientAssembly.GetName().Name ?? name;
        ClientVersion = VersionOf(clientAssembly);
    }

    /// <summary>Name of the root client; also the name of its HttpClient.</summary>
    public string Name { get; }

    /// <summary>The base address; <see langword="null"/> when the specification has none, so that the options must set it.</summary>
    public Uri? BaseAddress { get; }

    /// <summary>How calls are authenticated.</summary>
    public ApiAuthentication Authentication { get; }

    /// <summary>The environment variable that holds the key.</summary>
    public string? KeyEnvironmentVariable => Authentication.EnvironmentVariable;

    /// <summary>The environment variable that holds another address.</summary>
    public string? BaseAddressEnvironmentVariable { get; }

    /// <summary>A header that names client and version.</summary>
    public string? ClientHeader { get; }

    /// <summary>Name of the client's assembly.</summary>
    public string ClientName { get; }

    /// <summary>Version of the client's assembly, without build metadata.</summary>
    public string ClientVersion { get; }

    /// <summary>The value of <see cref="ClientHeader"/>: name and version of the client.</summary>
    public string ClientProduct => "dotnet-" + ClientName + "/" + ClientVersion;

    private static string VersionOf(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString()
            ?? "0.0.0";
        var metadata = version.IndexOf('+');
        return metadata < 0 ? version : version.Substring(0, metadata);
    }
}
