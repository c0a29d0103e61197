using System;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>Sets the API key of a registration without name and key from the service's environment variable, if that is set.</summary>
internal sealed class EnvironmentKey<TOptions>(ClientRegistration registration) : IPostConfigureOptions<TOptions>
    where TOptions : ApiClientOptions
{
    public void PostConfigure(string? name, TOptions options)
    {
        if (name == registration.OptionsName
            && registration.UsesEnvironment(options)
            && string.IsNullOrWhiteSpace(options.ApiKey)
            && options.ApiKeyProvider is null
            && registration.Service.KeyEnvironmentVariable is { } variable
            && Environment.GetEnvironmentVariable(variable) is { } key
            && !string.IsNullOrWhiteSpace(key))
        {
            options.ApiKey = key;
        }
    }
}
