using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.UnitTests.Core.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Extensions.Http;

namespace MemoryApi.UnitTests.Core.AtMostOnce;

/// <summary>A pipeline that a program may put around a client, and a client in it.</summary>
public sealed class SurroundingPipeline
{
    private static readonly TimeSpan UsualAttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(10);

    private readonly string _name;
    private readonly Func<TestOptions, IAsyncDisposable> _create;

    private SurroundingPipeline(string name, Func<TestOptions, IAsyncDisposable> create)
    {
        _name = name;
        _create = create;
    }

    /// <summary>The eight that are under test, and the variants of them that are built of the same handlers.</summary>
    public static IReadOnlyList<SurroundingPipeline> All { get; } =
    [
        new("1 ours", options => new OwnClient(options)),
        new("2 standard on the builder", options => Registered(options, builder => builder.AddStandardResilienceHandler(standard => Configure(standard, options)))),
        new("3 hedging on the builder", options => Registered(options, builder => builder.AddStandardHedgingHandler().Configure(hedging => Configure(hedging, options)))),
        new("4 standard for all clients", options => Registered(options, forAll: builder => builder.AddStandardResilienceHandler(standard => Configure(standard, options)))),
        new("4 standard for all clients, ours off", options =>
        {
            options.UseResilience = false;
            return Registered(options, forAll: builder => builder.AddStandardResilienceHandler(standard => Configure(standard, options)));
        }),
        new("5 standard for all clients and on the builder", options => Registered(
            options, builder => builder.AddStandardResilienceHandler(standard => Configure(standard, options)), builder => builder.AddStandardResilienceHandler(standard => Configure(standard, options)))),
        new("6 three times, on the builder", options => Registered(options, builder => builder.AddHttpMessageHandler(() => new ThreeTimes(isNewMessage: false, AttemptTimeout(options))))),
        new("6 three times as new messages, on the builder", options => Registered(options, builder => builder.AddHttpMessageHandler(() => new ThreeTimes(isNewMessage: true, AttemptTimeout(options))))),
        new("7 three times, around the call", options =>
        {
            options.CallHandlers.Add(() => new ThreeTimes(isNewMessage: false, AttemptTimeout(options)));
            return new OwnClient(options);
        }),
        new("7 three times as new messages, around the call", options =>
        {
            options.CallHandlers.Add(() => new ThreeTimes(isNewMessage: true, AttemptTimeout(options)));
            return new OwnClient(options);
        }),
        new("8 Polly's policy on the builder", options => Registered(options, builder => builder
            .AddPolicyHandler(HttpPolicyExtensions.HandleTransientHttpError()
                .OrResult(response => (int)response.StatusCode == 429)
                .Or<Polly.Timeout.TimeoutRejectedException>()
                .WaitAndRetryAsync(3, _ => Delay))
            .AddPolicyHandler(Policy.TimeoutAsync<HttpResponseMessage>(AttemptTimeout(options))))),
    ];

    /// <summary>Makes a client of a server in it. The limit for an attempt of the options is that of the pipeline.</summary>
    public PipelineClient Create(Uri address, Action<TestOptions>? configure = null)
    {
        var options = new TestOptions { ApiKey = TestService.Key, BaseAddress = address };
        options.Resilience.Retry.Delay = Delay;
        options.Resilience.AttemptTimeout.Timeout = UsualAttemptTimeout;
        configure?.Invoke(options);
        return new PipelineClient(_create(options));
    }

    public override string ToString() => _name;

    private static TimeSpan AttemptTimeout(TestOptions options) => options.Resilience.AttemptTimeout.Timeout;

    private static void Configure(HttpStandardResilienceOptions standard, TestOptions options)
    {
        standard.Retry.Delay = Delay;
        standard.AttemptTimeout.Timeout = AttemptTimeout(options);
        standard.CircuitBreaker.MinimumThroughput = int.MaxValue;
    }

    private static void Configure(HttpStandardHedgingResilienceOptions hedging, TestOptions options)
    {
        hedging.Hedging.Delay = Delay;
        hedging.Endpoint.Timeout.Timeout = AttemptTimeout(options);
        hedging.Endpoint.CircuitBreaker.MinimumThroughput = int.MaxValue;
    }

    private static ServiceProvider Registered(TestOptions options, Action<IHttpClientBuilder>? ofClient = null, Action<IHttpClientBuilder>? forAll = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), made =>
        {
            made.ApiKey = options.ApiKey;
            made.ApiKeyProvider = options.ApiKeyProvider;
            made.BaseAddress = options.BaseAddress;
            made.UseResilience = options.UseResilience;
            made.Resilience.Retry.Delay = options.Resilience.Retry.Delay;
            made.Resilience.AttemptTimeout.Timeout = options.Resilience.AttemptTimeout.Timeout;
            made.Resilience.CircuitBreaker.MinimumThroughput = options.Resilience.CircuitBreaker.MinimumThroughput;
        });
        ofClient?.Invoke(builder);
        if (forAll is not null)
        {
            services.ConfigureHttpClientDefaults(forAll);
        }

        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class OwnClient(TestOptions options) : IAsyncDisposable, IServiceProvider
    {
        private readonly TestClient _client = new(ApiConnection.Create(TestService.Description, options));

        public object? GetService(Type serviceType) => _client;

        public ValueTask DisposeAsync()
        {
            _client.Dispose();
            return default;
        }
    }

    /// <summary>Sends a message up to three times, after each exception and each status that is no success, with a limit for each attempt.</summary>
    private sealed class ThreeTimes(bool isNewMessage, TimeSpan attemptTimeout) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 1; ; attempt++)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(attemptTimeout);
                try
                {
                    var response = await base.SendAsync(isNewMessage ? New(request) : request, limit.Token);
                    if (response.IsSuccessStatusCode || attempt == 3)
                    {
                        return response;
                    }

                    response.Dispose();
                }
                catch (Exception) when (attempt < 3 && !cancellationToken.IsCancellationRequested)
                {
                }
            }
        }

        private static HttpRequestMessage New(HttpRequestMessage request)
        {
            var message = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var header in request.Headers)
            {
                message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            return message;
        }
    }
}

/// <summary>A client in a pipeline.</summary>
public sealed class PipelineClient(IAsyncDisposable owner) : IAsyncDisposable
{
    private readonly TestClient _client = ((IServiceProvider)owner).GetRequiredService<TestClient>();

    public Task<ApiResponse<string?>> CallAsync(ApiRequest<string?> request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _client.Connection.SendForResponseAsync(request, options, cancellationToken);

    public ValueTask DisposeAsync() => owner.DisposeAsync();
}
