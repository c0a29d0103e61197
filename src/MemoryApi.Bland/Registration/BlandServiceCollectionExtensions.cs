using System;
using MemoryApi.Bland;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="BlandClient"/> for dependency injection.</summary>
public static class BlandServiceCollectionExtensions
{
    /// <summary>Registers the client of Bland AI. It may be injected into singletons.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="configure">Sets the options, the key among them. They are checked when the program starts.</param>
    /// <returns>The builder of the client's HttpClient, for handlers, proxies and a transport of your own.</returns>
    public static IHttpClientBuilder AddBlandClient(this IServiceCollection services, Action<BlandClientOptions> configure)
    {
        Require.NotNull(configure, nameof(configure));
        return services.AddApiClient(BlandClient.Service, static connection => new BlandClient(connection), configure);
    }

    /// <summary>Registers the client of Bland AI with options from configuration.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="section">The section with the options: <c>ApiKey</c>, <c>BaseAddress</c>, <c>Resilience:MaxRetries</c> and so on.</param>
    /// <param name="configure">Sets options over those of the configuration.</param>
    /// <inheritdoc cref="AddBlandClient(IServiceCollection, Action{BlandClientOptions})"/>
    public static IHttpClientBuilder AddBlandClient(this IServiceCollection services, IConfiguration section, Action<BlandClientOptions>? configure = null)
    {
        Require.NotNull(section, nameof(section));
        return services.AddApiClient<BlandClient, BlandClientOptions>(BlandClient.Service, static connection => new BlandClient(connection), section, configure);
    }

    /// <summary>
    /// Registers one of several clients of Bland AI, e.g. one for each tenant. It is resolved as a keyed service and shares nothing with
    /// the others.
    /// </summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">The key of the service, and the name of its options.</param>
    /// <param name="configure">Sets the options, the key among them.</param>
    /// <inheritdoc cref="AddBlandClient(IServiceCollection, Action{BlandClientOptions})"/>
    public static IHttpClientBuilder AddKeyedBlandClient(this IServiceCollection services, string name, Action<BlandClientOptions> configure)
    {
        Require.NotBlank(name, nameof(name));
        Require.NotNull(configure, nameof(configure));
        return services.AddApiClient(BlandClient.Service, static connection => new BlandClient(connection), configure, name);
    }

    /// <summary>Registers one of several clients of Bland AI, with options from configuration.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">The key of the service, and the name of its options.</param>
    /// <param name="section">The section with the options of this client.</param>
    /// <param name="configure">Sets options over those of the configuration.</param>
    /// <inheritdoc cref="AddBlandClient(IServiceCollection, Action{BlandClientOptions})"/>
    public static IHttpClientBuilder AddKeyedBlandClient(
        this IServiceCollection services, string name, IConfiguration section, Action<BlandClientOptions>? configure = null)
    {
        Require.NotBlank(name, nameof(name));
        Require.NotNull(section, nameof(section));
        return services.AddApiClient<BlandClient, BlandClientOptions>(BlandClient.Service, static connection => new BlandClient(connection), section, configure, name);
    }
}
