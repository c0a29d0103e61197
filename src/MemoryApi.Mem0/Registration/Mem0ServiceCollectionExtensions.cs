using System;
using MemoryApi.Mem0;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="Mem0Client"/> for dependency injection.</summary>
public static class Mem0ServiceCollectionExtensions
{
    /// <summary>Registers the client of Mem0. It may be injected into singletons.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="configure">Sets the options, the key among them. They are checked when the program starts.</param>
    /// <returns>The builder of the client's HttpClient, for handlers, proxies and a transport of your own.</returns>
    public static IHttpClientBuilder AddMem0Client(this IServiceCollection services, Action<Mem0ClientOptions> configure)
    {
        Require.NotNull(configure, nameof(configure));
        return services.AddApiClient(Mem0Client.Service, static connection => new Mem0Client(connection), configure);
    }

    /// <summary>Registers the client of Mem0 with options from configuration.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="section">The section with the options: <c>ApiKey</c>, <c>BaseAddress</c>, <c>Resilience:MaxRetries</c> and so on.</param>
    /// <param name="configure">Sets options over those of the configuration.</param>
    /// <inheritdoc cref="AddMem0Client(IServiceCollection, Action{Mem0ClientOptions})"/>
    public static IHttpClientBuilder AddMem0Client(this IServiceCollection services, IConfiguration section, Action<Mem0ClientOptions>? configure = null)
    {
        Require.NotNull(section, nameof(section));
        return services.AddApiClient<Mem0Client, Mem0ClientOptions>(Mem0Client.Service, static connection => new Mem0Client(connection), section, configure);
    }

    /// <summary>
    /// Registers one of several clients of Mem0, e.g. one for each tenant. It is resolved as a keyed service and shares nothing with
    /// the others.
    /// </summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">The key of the service, and the name of its options.</param>
    /// <param name="configure">Sets the options, the key among them.</param>
    /// <inheritdoc cref="AddMem0Client(IServiceCollection, Action{Mem0ClientOptions})"/>
    public static IHttpClientBuilder AddKeyedMem0Client(this IServiceCollection services, string name, Action<Mem0ClientOptions> configure)
    {
        Require.NotBlank(name, nameof(name));
        Require.NotNull(configure, nameof(configure));
        return services.AddApiClient(Mem0Client.Service, static connection => new Mem0Client(connection), configure, name);
    }

    /// <summary>Registers one of several clients of Mem0, with options from configuration.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">The key of the service, and the name of its options.</param>
    /// <param name="section">The section with the options of this client.</param>
    /// <param name="configure">Sets options over those of the configuration.</param>
    /// <inheritdoc cref="AddMem0Client(IServiceCollection, Action{Mem0ClientOptions})"/>
    public static IHttpClientBuilder AddKeyedMem0Client(
        this IServiceCollection services, string name, IConfiguration section, Action<Mem0ClientOptions>? configure = null)
    {
        Require.NotBlank(name, nameof(name));
        Require.NotNull(section, nameof(section));
        return services.AddApiClient<Mem0Client, Mem0ClientOptions>(Mem0Client.Service, static connection => new Mem0Client(connection), section, configure, name);
    }
}
