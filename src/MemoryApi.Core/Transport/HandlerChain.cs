using System;
using System.Collections.Generic;
using System.Net.Http;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The way of a request: which handlers it passes, and in which order. With and without dependency injection it is the same.</summary>
internal sealed class HandlerChain
{
    private readonly ApiServiceDescription _service;
    private readonly Func<ApiClientOptions> _options;
    private readonly ApiKeySource _keys;
    private readonly Lazy<ClientResilience> _resilience;
    private readonly bool _isResilient;
    private readonly ClientLog? _log;

    public HandlerChain(ApiServiceDescription service, Func<ApiClientOptions> options, ClientLog? log)
    {
        _service = service;
        _options = options;
        _keys = new ApiKeySource(options);
        _log = log;
        var current = options();
        var resilience = current.Resilience.Copy();
        var clock = current.TimeProvider;
        _isResilient = resilience.Enabled;
        _resilience = new Lazy<ClientResilience>(() => new ClientResilience(resilience, clock, log));
    }

    /// <summary>New handlers, outermost first, for one transport.</summary>
    /// <param name="addedInside">Handlers that were added to the builder of a registered client.</param>
    /// <param name="isTransportOwned">Whether the transport is disposed with the chain.</param>
    public IReadOnlyList<DelegatingHandler> Create(IEnumerable<DelegatingHandler> addedInside, bool isTransportOwned)
    {
        var options = _options();
        var handlers = new List<DelegatingHandler>();
        AddMade(handlers, options.CallHandlers);
        handlers.Add(new ResilienceHandler(_resilience, _isResilient));
        handlers.AddRange(addedInside);
        AddMade(handlers, options.AttemptHandlers);
        handlers.Add(new AuthenticationHandler(_service, _keys, _log));
        handlers.Add(new BufferingHandler(options.MaxResponseBytes, isTransportOwned));
        return handlers;
    }

    /// <summary>The chain of a client without dependency injection.</summary>
    public static HttpMessageHandler Build(ApiServiceDescription service, ApiClientOptions options, ClientLog? log)
    {
        var handlers = new HandlerChain(service, () => options, log).Create([], isTransportOwned: options.Transport is null);
        var next = options.Transport ?? BuiltInTransport.Create();
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = next;
            next = handlers[i];
        }

        return next;
    }

    private static void AddMade(List<DelegatingHandler> handlers, IList<Func<DelegatingHandler>> factories)
    {
        for (var i = 0; i < factories.Count; i++)
        {
            handlers.Add(factories[i]());
        }
    }
}
