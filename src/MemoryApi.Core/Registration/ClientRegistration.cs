using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>One registered client: its service, the names under which its parts are registered, and the sections that its options are read from.</summary>
internal sealed class ClientRegistration
{
    private readonly List<IConfigurationSection> _sections = [];

    public ClientRegistration(ApiServiceDescription service, string? name)
    {
        Service = service;
        Name = name;
        OptionsName = name ?? Options.DefaultName;
        HttpClientName = name is null ? service.Name : service.Name + ":" + name;
    }

    public ApiServiceDescription Service { get; }

    /// <summary>The name of a keyed service; <see langword="null"/> for the registration that is resolved by its type.</summary>
    public string? Name { get; }

    public string OptionsName { get; }

    public string HttpClientName { get; }

    /// <summary>The sections of the configuration that the options are read from.</summary>
    public IReadOnlyList<IConfigurationSection> Sections => _sections;

    /// <summary>Adds a section. A configuration that isn't a section has no path, so messages can't name it.</summary>
    public void Add(IConfiguration configuration)
    {
        if (configuration is IConfigurationSection section)
        {
            _sections.Add(section);
        }
    }

    /// <summary>
    /// Whether this registration takes a missing key, and the address with it, from the environment. A registration with a name never does: it belongs e.g. to a
    /// tenant, whose calls must not use another account.
    /// </summary>
    public bool UsesEnvironment(ApiClientOptions options) => Name is null && options.UseEnvironment;
}
