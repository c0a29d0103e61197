using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Runtime.CompilerServices;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Http.Resilience;

namespace MemoryApi.Core;

/// <summary>Puts together the handlers that a request passes, in their order. The order is the same with and without dependency injection.</summary>
internal sealed class HandlerChain
{
    private readonly ApiServiceDescription _service;
    private readonly Func<ApiClientOptions> _options;
    private readonly ApiKeySource _keys;
    private readonly ApiKeyHeader _keyHeader;
    private readonly ClientPipeline? _pipeline;
    private readonly AttemptLimiter? _limiter;
    private readonly bool _repeatsNothing;
    private readonly TimeProvider _clock;
    private readonly ClientLog? _log;

    public HandlerChain(ApiServiceDescription service, Func<ApiClientOptions> options, ClientLog? log, ClientRegistration? registration = null)
    {
        _service = service;
        _options = options;
        _keys = new ApiKeySource(service.Authentication, options, registration);
        _keyHeader = new ApiKeyHeader(service);
        _log = log;
        var current = options();
        _clock = current.TimeProvider;
        _pipeline = current.UseResilience ? ClientPipeline.Create(current, log) : null;
        _limiter = AttemptLimiter.Of(current, log);
        _repeatsNothing = _pipeline is { RetriesNothing: true };
    }

    /// <summary>Whether the chain has handlers that aren't ours, which may change or repeat requests.</summary>
    public bool HasForeignHandlers { get; private set; }

    /// <summary>Creates the handlers for one transport, outermost first, and applies <see cref="TransportRules"/> to the transport.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="added">Handlers that were added to the builder of a registered client. A pipeline among them replaces ours.</param>
    /// <param name="isTransportOwned">Whether the transport is disposed with the chain.</param>
    public IReadOnlyList<DelegatingHandler> Create(HttpMessageHandler transport, IReadOnlyList<DelegatingHandler> added, bool isTransportOwned)
    {
        var options = _options();
        TransportRules.Apply(transport, ServiceBaseAddress.Of(options, _service));
        var hasForeignHandlers = added.Count + options.CallHandlers.Count + options.AttemptHandlers.Count > 0;
        HasForeignHandlers |= hasForeignHandlers;
        var handlers = new List<DelegatingHandler>();
        AddMade(handlers, options.CallHandlers);
        var hasOtherPipeline = AddOtherPipelines(handlers, added);
        if (_pipeline is not null && !hasOtherPipeline)
        {
            handlers.Add(_pipeline.CreateHandler());
        }
        else if (_limiter is not null)
        {
            handlers.Add(_limiter.CreateHandler(_clock));
        }

        AddAttemptHandlers(handlers, added, options);
        handlers.Add(new AtMostOnceHandler(isClientWithoutRetries: _repeatsNothing && !hasOtherPipeline, hasForeignHandlers));
        handlers.Add(new AttemptHandler(
            _keys, _keyHeader, _log, options.MaxResponseBytes, BuiltInTransport.ConnectTimeoutOf(transport), isTransportOwned, hasForeignHandlers));
        return handlers;
    }

    /// <summary>The chain of a client without dependency injection.</summary>
    public HttpMessageHandler Build(ApiClientOptions options)
    {
        var next = options.Transport ?? BuiltInTransport.Create(options, ServiceBaseAddress.Of(options, _service));
        var handlers = Create(next, [], isTransportOwned: options.Transport is null);
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = next;
            next = handlers[i];
        }

        return next;
    }

    private static bool AddOtherPipelines(List<DelegatingHandler> handlers, IReadOnlyList<DelegatingHandler> added)
    {
        var before = handlers.Count;
        foreach (var handler in added)
        {
            if (IsPipeline(handler))
            {
                handlers.Add(handler);
            }
        }

        return handlers.Count > before;
    }

    private static void AddAttemptHandlers(List<DelegatingHandler> handlers, IReadOnlyList<DelegatingHandler> added, ApiClientOptions options)
    {
        var restore = new AttemptHeadersHandler();
        handlers.Add(restore);
        var before = handlers.Count;
        foreach (var handler in added)
        {
            if (!IsPipeline(handler))
            {
                handlers.Add(handler);
            }
        }

        AddMade(handlers, options.AttemptHandlers);
        if (handlers.Count == before)
        {
            handlers.Remove(restore);
        }
    }

    // Not inlined into its callers, so that the resilience library is only loaded where there are handlers to look at.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsPipeline(DelegatingHandler handler) => handler is ResilienceHandler;

    private static void AddMade(List<DelegatingHandler> handlers, IList<Func<DelegatingHandler>> factories)
    {
        for (var i = 0; i < factories.Count; i++)
        {
            handlers.Add(factories[i]());
        }
    }
}
