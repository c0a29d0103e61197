using System;
using System.Linq;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="Mem0Memory"/> for dependency injection.</summary>
public static class Mem0MemoryServiceCollectionExtensions
{
    /// <summary>
    /// Registers a memory on the client that <c>AddMem0Client</c> registers. It is a singleton, and sends queued turns when the host stops. A second registration
    /// only adds to the options.
    /// </summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="configure">Sets the options. They are checked when the program starts.</param>
    public static IServiceCollection AddMem0Memory(this IServiceCollection services, Action<Mem0MemoryOptions>? configure = null)
    {
        Require.NotNull(services, nameof(services));
        if (AddOptions(services, Options.Options.DefaultName, configure))
        {
            services.AddSingleton(provider => Create(provider, provider.GetRequiredService<Mem0Client>(), Options.Options.DefaultName));
            services.AddSingleton<IHostedService>(provider => new MemoryDrain(provider.GetRequiredService<Mem0Memory>()));
        }

        return services;
    }

    /// <summary>Registers a memory on the client that <c>AddKeyedMem0Client</c> registers under the same name, e.g. for a tenant.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">The key of the service and of the client, and the name of the options.</param>
    /// <param name="configure">Sets the options. They are checked when the program starts.</param>
    public static IServiceCollection AddKeyedMem0Memory(this IServiceCollection services, string name, Action<Mem0MemoryOptions>? configure = null)
    {
        Require.NotNull(services, nameof(services));
        Require.NotBlank(name, nameof(name));
        if (AddOptions(services, name, configure))
        {
            services.AddKeyedSingleton(name, (provider, _) => Create(provider, provider.GetRequiredKeyedService<Mem0Client>(name), name));
            services.AddSingleton<IHostedService>(provider => new MemoryDrain(provider.GetRequiredKeyedService<Mem0Memory>(name)));
        }

        return services;
    }

    /// <summary>Adds the options; false if they exist already.</summary>
    private static bool AddOptions(IServiceCollection services, string name, Action<Mem0MemoryOptions>? configure)
    {
        var options = services.AddOptions<Mem0MemoryOptions>(name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(descriptor => !descriptor.IsKeyedService && descriptor.ImplementationInstance is MemoryRegistration other && other.Name == name))
        {
            return false;
        }

        options.ValidateOnStart();
        services.AddSingleton(new MemoryRegistration(name));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<Mem0MemoryOptions>, MemoryOptionsValidator>());
        return true;
    }

    private static Mem0Memory Create(IServiceProvider provider, Mem0Client client, string name) =>
        new(client, provider.GetRequiredService<IOptionsMonitor<Mem0MemoryOptions>>().Get(name), provider.GetService<ILoggerFactory>());
}
