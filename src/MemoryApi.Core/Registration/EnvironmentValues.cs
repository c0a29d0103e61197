using System;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>
/// Sets key and address of a registration from the service's environment variables, as <c>FromEnvironment</c> does, if the registration has neither name nor key.
/// The address belongs to the key, so a registration with its own key takes neither. If the service needs no key, only the address is set. Mistakes in the
/// variables are reported together with those in the options.
/// </summary>
internal sealed class EnvironmentValues<TOptions>(ClientRegistration registration) : IPostConfigureOptions<TOptions>
    where TOptions : ApiClientOptions
{
    public void PostConfigure(string? name, TOptions options)
    {
        if (name == registration.OptionsName
            && registration.UsesEnvironment(options)
            && (registration.Service.Authentication.Header is null || MissingKey.In(options, registration)))
        {
            SetKey(options, registration.Service);
            SetAddress(options, registration.Service);
        }
    }

    private static void SetKey(TOptions options, ApiServiceDescription service)
    {
        if (service.KeyEnvironmentVariable is not { } variable || string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)))
        {
            return;
        }

        if (ApiKeyEnvironment.TryRead(service, out var key, out var problem))
        {
            options.ApiKey = key;
        }
        else
        {
            options.EnvironmentProblems.Add(problem);
        }
    }

    private static void SetAddress(TOptions options, ApiServiceDescription service)
    {
        if (options.BaseAddress is null && EnvironmentAddress.TryRead(service, out var address, out var problem))
        {
            options.BaseAddress = address;
            options.AddressOfEnvironment = new AddressOfEnvironment(address, options.ApiKey);
            if (problem is not null)
            {
                options.EnvironmentProblems.Add(problem);
            }
        }
    }
}
