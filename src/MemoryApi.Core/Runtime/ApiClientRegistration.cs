using System;
using System.ComponentModel;
using System.Net.Http;
using System.Threading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core.Runtime;

/// <summary>Registers generated clients for dependency injection.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ApiClientRegistration
{
    /// <summary>
    /// Registers a client. Without a name, it is resolved by its type; with a name, as a keyed service. Each registration has its own options, key and connections.
    /// The client is a singleton, and its connections are renewed. Disposing it early does no harm. A second registration of the same name only adds to the options.
    /// </summary>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <typeparam name="TOptions">Type of its options.</typeparam>
    /// <param name="services">Where to register it.</param>
    /// <param name="service">The service.</param>
    /// <param name="create">Makes a client on a connection.</param>
    /// <param name="configure">
    /// Sets the options. They are validated when the program starts, and all mistakes are reported at once. If a registration has neither name nor key, key and
    /// address come from the service's environment variables. If these have no key either, each call has to bring its own. If a registration has a name, a missing
    /// key is a mistake, unless <see cref="ApiClientOptions.UseEnvironment"/> is <see langword="false"/>.
    /// </param>
    /// <param name="name">The name of the keyed service; <see langword="null"/> for a client that is resolved by its type.</param>
    /// <returns>
    /// The builder of the client's <see cref="HttpClient"/>. Handlers that are added to it see each attempt, but not the key. A resilience handler that is added to
    /// it replaces the client's own pipeline.
    /// </returns>
    public static IHttpClientBuilder AddApiClient<TClient, TOptions>(
        this IServiceCollection services,
        ApiServiceDescription service,
        Func<ApiConnection, TClient> create,
        Action<TOptions>? configure,
        string? name = null)
        where TClient : class
        where TOptions : ApiClientOptions, new() =>
        services.Register<TClient, TOptions>(service, create, configure is null ? null : options => options.Configure(configure), name);

    /// <summary>
    /// Registers a client whose options come from other services. The function is called once for each creation of the options, with the root container, so it can
    /// use singletons.
    /// </summary>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <typeparam name="TOptions">Type of its options.</typeparam>
    /// <param name="services">Where to register it.</param>
    /// <param name="service">The service.</param>
    /// <param name="create">Makes a client on a connection.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="name">The name of the keyed service; <see langword="null"/> for a client that is resolved by its type.</param>
    /// <returns>
    /// The builder of the client's <see cref="HttpClient"/>. Handlers that are added to it see each attempt, but not the key. A resilience handler that is added to
    /// it replaces the client's own pipeline.
    /// </returns>
    public static IHttpClientBuilder AddApiClient<TClient, TOptions>(
        this IServiceCollection services,
        ApiServiceDescription service,
        Func<ApiConnection, TClient> create,
        Action<IServiceProvider, TOptions> configure,
        string? name = null)
        where TClient : class
        where TOptions : ApiClientOptions, new()
    {
        Require.NotNull(configure, nameof(configure));
        return services.Register<TClient, TOptions>(
            service, create, options => options.Configure<IServiceProvider>((made, provider) => configure(provider, made)), name);
    }

    /// <summary>
    /// Registers a client whose options come from configuration: <c>ApiKey</c>, <c>UseEnvironment</c>, <c>BaseAddress</c>, <c>AllowInsecureBaseAddress</c>,
    /// <c>MaxResponseBytes</c>, <c>IncludeServiceMessage</c>, <c>UseResilience</c>, <c>MaxRetryAfter</c>; under <c>DefaultHeaders</c>, headers by name; under
    /// <c>Resilience</c>, the keys that <c>AddStandardResilienceHandler</c> has, such as <c>Retry:MaxRetryAttempts</c> and <c>AttemptTimeout:Timeout</c> (times as
    /// <c>hh:mm:ss</c>); and the keys that the type of the options adds. Other keys are errors. A changed <c>ApiKey</c> or
    /// <c>BaseAddress</c> takes effect when the configuration is reloaded.
    /// </summary>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <typeparam name="TOptions">Type of its options.</typeparam>
    /// <param name="services">Where to register it.</param>
    /// <param name="service">The service.</param>
    /// <param name="create">Makes a client on a connection.</param>
    /// <param name="configuration">The section with the options; not the whole configuration.</param>
    /// <param name="configure">Sets further options, which override those of the configuration; <see langword="null"/> for none.</param>
    /// <param name="name">The name of the keyed service; <see langword="null"/> for a client that is resolved by its type.</param>
    /// <returns>
    /// The builder of the client's <see cref="HttpClient"/>. Handlers that are added to it see each attempt, but not the key. A resilience handler that is added to
    /// it replaces the client's own pipeline.
    /// </returns>
    public static IHttpClientBuilder AddApiClient<TClient, TOptions>(
        this IServiceCollection services,
        ApiServiceDescription service,
        Func<ApiConnection, TClient> create,
        IConfiguration configuration,
        Action<TOptions>? configure = null,
        string? name = null)
        where TClient : class
        where TOptions : ApiClientOptions, new()
    {
        Require.NotNull(services, nameof(services));
        Require.NotNull(configuration, nameof(configuration));
        if (configuration is IConfigurationRoot)
        {
            // All its keys, including all environment variables, would be read as options.
            throw new ArgumentException(
                $"This is the whole configuration. Pass the section with the options of the client, e.g. configuration.GetSection(\"{service?.Name}\").", nameof(configuration));
        }

        var optionsName = name ?? Options.DefaultName;
        var source = new ConfigurationSource<TOptions>(optionsName, configuration);
        services.AddSingleton<IConfigureOptions<TOptions>>(source);
        services.AddSingleton<IValidateOptions<TOptions>>(source);
        services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(new ConfigurationChangeTokenSource<TOptions>(optionsName, configuration));
        var builder = services.AddApiClient(service, create, configure, name);
        Find(services, builder.Name)!.Add(configuration);
        return builder;
    }

    private static IHttpClientBuilder Register<TClient, TOptions>(
        this IServiceCollection services,
        ApiServiceDescription service,
        Func<ApiConnection, TClient> create,
        Action<OptionsBuilder<TOptions>>? configure,
        string? name)
        where TClient : class
        where TOptions : ApiClientOptions, new()
    {
        Require.NotNull(services, nameof(services));
        Require.NotNull(service, nameof(service));
        Require.NotNull(create, nameof(create));

        var registration = new ClientRegistration(service, name);
        var options = services.AddOptions<TOptions>(registration.OptionsName);
        if (configure is not null)
        {
            configure(options);
        }

        var builder = services.AddHttpClient(registration.HttpClientName);
        if (Find(services, registration.HttpClientName) is null)
        {
            options.ValidateOnStart();
            services.AddSingleton(registration);
            services.AddSingleton<IValidateOptions<TOptions>>(new RegistrationValidator<TOptions>(registration));
            services.AddSingleton<IValidateOptions<TOptions>>(provider => new MissingKeyWarning<TOptions>(registration, provider.GetService<ILoggerFactory>()));
            services.AddSingleton<IPostConfigureOptions<TOptions>>(new EnvironmentValues<TOptions>(registration));

            // Created once, since the factory renews the handlers, and the resilience pipeline has to outlive them.
            services.AddKeyedSingleton(registration, (provider, _) => CreateChain<TOptions>(provider, registration));

            // Before other filters, so that it runs after them and sees the handlers that they add.
            services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(
                provider => new HandlerOrderFilter(registration, () => provider.GetRequiredKeyedService<HandlerChain>(registration))));
            HostPipelines.LeaveOut(builder, provider => OptionsOf<TOptions>(provider, registration));
            ConfigureHttpClient<TOptions>(builder, registration);
            AddClient<TClient, TOptions>(services, registration, create, name);
        }

        return builder;
    }

    private static ClientRegistration? Find(IServiceCollection services, string httpClientName)
    {
        foreach (var descriptor in services)
        {
            if (!descriptor.IsKeyedService
                && descriptor.ImplementationInstance is ClientRegistration other
                && other.HttpClientName == httpClientName)
            {
                return other;
            }
        }

        return null;
    }

    private static void ConfigureHttpClient<TOptions>(IHttpClientBuilder builder, ClientRegistration registration)
        where TOptions : ApiClientOptions, new() =>
        builder
            .ConfigureHttpClient((provider, client) =>
            {
                client.BaseAddress = ServiceBaseAddress.Of(OptionsOf<TOptions>(provider, registration), registration.Service);

                // The resilience pipeline has the time limits. HttpClient's own limit would also cover the waits between attempts.
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler((handler, provider) =>
            {
                var options = OptionsOf<TOptions>(provider, registration);
                BuiltInTransport.Configure(handler, options, ServiceBaseAddress.Of(options, registration.Service));
            })

            // .NET's request loggers log paths, which contain ids.
            .RemoveAllLoggers();

    private static void AddClient<TClient, TOptions>(
        IServiceCollection services, ClientRegistration registration, Func<ApiConnection, TClient> create, string? name)
        where TClient : class
        where TOptions : ApiClientOptions, new()
    {
        if (name is null)
        {
            services.AddSingleton(provider => create(Connect<TOptions>(provider, registration)));
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => create(Connect<TOptions>(provider, registration)));
        }
    }

    private static TOptions OptionsOf<TOptions>(IServiceProvider provider, ClientRegistration registration)
        where TOptions : ApiClientOptions, new() =>
        provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(registration.OptionsName);

    private static HandlerChain CreateChain<TOptions>(IServiceProvider provider, ClientRegistration registration)
        where TOptions : ApiClientOptions, new()
    {
        // Resolved once, so that calls are still possible while the container is being disposed, for example to store queued turns.
        var monitor = provider.GetRequiredService<IOptionsMonitor<TOptions>>();
        var log = ClientLog.OfRegistered(registration.Service, monitor.Get(registration.OptionsName), provider.GetService<ILoggerFactory>());
        return new HandlerChain(registration.Service, () => monitor.Get(registration.OptionsName), log, registration);
    }

    private static ApiConnection Connect<TOptions>(IServiceProvider provider, ClientRegistration registration)
        where TOptions : ApiClientOptions, new()
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<TOptions>>();
        var options = monitor.Get(registration.OptionsName);
        var sender = new FactorySender(
            provider.GetRequiredKeyedService<HandlerChain>(registration),
            provider.GetRequiredService<IHttpClientFactory>(),
            registration.HttpClientName,
            () => monitor.Get(registration.OptionsName));
        var log = ClientLog.OfRegistered(registration.Service, options, provider.GetService<ILoggerFactory>());
        var keys = new ApiKeySource(registration.Service.Authentication, () => monitor.Get(registration.OptionsName), registration);
        return new ApiConnection(registration.Service, options, sender, keys, log);
    }
}
