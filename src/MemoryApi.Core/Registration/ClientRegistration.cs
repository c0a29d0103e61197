using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>One registered client: its service, and the names under which its parts are registered.</summary>
internal sealed class ClientRegistration
{
    public ClientRegistration(ApiServiceDescription service, string? name)
    {
        Service = service;
        OptionsName = name ?? Options.DefaultName;
        HttpClientName = name is null ? service.Name : service.Name + ":" + name;
    }

    public ApiServiceDescription Service { get; }

    public string OptionsName { get; }

    public string HttpClientName { get; }
}
